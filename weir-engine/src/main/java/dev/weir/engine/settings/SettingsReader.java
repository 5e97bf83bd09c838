package dev.weir.engine.settings;

import dev.weir.api.Action;
import dev.weir.api.Digest;
import dev.weir.journal.Keeping;
import dev.weir.packaging.name.ProjectSelector;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Takes settings out of a file that is TOML. Adds to the mistakes what is wrong, and goes on as if that were not there.
final class SettingsReader {

    private final Section file;

    SettingsReader(Section file) {
        this.file = file;
    }

    Settings read(Digest digest) {
        var engine = file.section("engine");
        return new Settings(digest,
                texts(file, SettingsKey.IN_PROCESS, Forms::inProcess),
                texts(file, SettingsKey.JARS, Forms::absolutePath),
                texts(file, SettingsKey.ORDER, Forms::hookName),
                engine.find(SettingsKey.IDLE_TIMEOUT).flatMap(value -> value.seconds(Range.IDLE_TIMEOUT))
                        .orElse(Settings.DEFAULT.idleTimeout()),
                engine.find(SettingsKey.SILENCE).flatMap(value -> value.seconds(Range.SILENCE))
                        .orElse(Settings.DEFAULT.silence()),
                names(file.section("names")), hooks(), journal(file.section("journal")), rules());
    }

    private static NameLists names(Section names) {
        return new NameLists(texts(names, SettingsKey.DENY, ProjectSelector::parse),
                names.find(SettingsKey.ALLOW).map(list -> list.texts(ProjectSelector::parse)));
    }

    private Map<String, HookSettings> hooks() {
        Map<String, HookSettings> hooks = new LinkedHashMap<>();
        file.section("hooks").sections("NAME", Forms::hookName)
                .forEach((name, hook) -> hooks.put(name, hook(name, hook)));
        return hooks;
    }

    private static HookSettings hook(String name, Section hook) {
        return new HookSettings(
                hook.find(SettingsKey.ENABLED).flatMap(Setting::flag).orElse(HookSettings.DEFAULT.enabled()),
                hook.find(SettingsKey.PROGRAM).flatMap(value -> program(name, value)),
                hook.find(SettingsKey.GATES).flatMap(Setting::filled)
                        .map(value -> Set.copyOf(value.texts(Forms::gate))),
                hook.find(SettingsKey.TIMEOUT).flatMap(value -> value.seconds(Range.HOOK_TIMEOUT))
                        .orElse(HookSettings.DEFAULT.timeout()),
                hook.find(SettingsKey.ON_FAILURE).flatMap(value -> value.text(Forms::onFailure))
                        .orElse(HookSettings.DEFAULT.onFailure()));
    }

    private static Optional<List<String>> program(String name, Setting value) {
        if (HookSettings.BUILT_IN.contains(name)) {
            value.wrong("`" + name + "` is built in; allowed: another name for a program");
        }
        return value.filled().map(Setting::command);
    }

    private static JournalSettings journal(Section journal) {
        return new JournalSettings(new Keeping(
                number(journal, SettingsKey.SEGMENT_SIZE, Range.SEGMENT_SIZE).map(SettingsReader::mebibytes)
                        .orElse(Keeping.EVERYTHING.segmentSize()),
                number(journal, SettingsKey.KEEP_DAYS, Range.KEEP_DAYS).map(Duration::ofDays),
                number(journal, SettingsKey.KEEP_SIZE, Range.KEEP_SIZE).map(SettingsReader::mebibytes)),
                journal.find(SettingsKey.COPY_TO).flatMap(Setting::copyTo),
                journal.find(SettingsKey.COPY_MUST).flatMap(Setting::flag)
                        .orElse(JournalSettings.DEFAULT.copyMust()));
    }

    private static Optional<Long> number(Section section, SettingsKey key, Range range) {
        return section.find(key).flatMap(value -> value.number(range));
    }

    private static long mebibytes(long number) {
        return number << 20;
    }

    private Map<String, Action> rules() {
        Map<String, Action> rules = new LinkedHashMap<>();
        file.section("rules").settings(SettingsKey.RULE, Forms::ruleId)
                .forEach((id, value) -> value.text(Forms::action).ifPresent(action -> rules.put(id, action)));
        return rules;
    }

    private static <T> List<T> texts(Section section, SettingsKey key, Function<String, T> form) {
        return section.find(key).map(value -> value.texts(form)).orElse(List.of());
    }
}
