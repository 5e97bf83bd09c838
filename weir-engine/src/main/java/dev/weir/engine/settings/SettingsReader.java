package dev.weir.engine.settings;

import dev.weir.api.Action;
import dev.weir.api.Digest;
import dev.weir.engine.settings.Layer.HookTable;
import dev.weir.journal.Keeping;
import dev.weir.packaging.archive.ArchiveLimits;
import dev.weir.packaging.name.ProjectSelector;
import dev.weir.wire.Mode;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Takes settings out of files that are TOML: what one says, no later one loosens. Adds to the mistakes what is wrong, and goes on as if that were
/// not there. For one thread.
final class SettingsReader {

    private static final String NAMES = "names";

    private final List<Layer> layers;
    private final Optional<Stated<Mode>> modeOfEnvironment;
    private final Account account;

    /// @param layers            in the order in which they count
    /// @param modeOfEnvironment what the environment says
    SettingsReader(List<Layer> layers, Optional<Stated<Mode>> modeOfEnvironment, Account account) {
        this.layers = List.copyOf(layers);
        this.modeOfEnvironment = modeOfEnvironment;
        this.account = account;
    }

    Settings read(Digest digest) {
        var tables = hookTables();
        var hooks = hooks(tables);
        var rules = rules();
        return new Settings(digest,
                mode(),
                values(each(SettingsKey.IN_PROCESS, Forms::inProcess)),
                first(SettingsKey.IN_PROCESS_TREES, Setting::flag).orElse(Settings.DEFAULT.trees()),
                jars(each(SettingsKey.JARS, Forms::absolutePath)),
                first(SettingsKey.ORDER, value -> Optional.of(value.texts(Forms::hookName)))
                        .orElse(Settings.DEFAULT.order()),
                first(SettingsKey.IDLE_TIMEOUT, value -> value.seconds(Range.IDLE_TIMEOUT))
                        .orElse(Settings.DEFAULT.idleTimeout()),
                first(SettingsKey.SILENCE, value -> value.seconds(Range.SILENCE))
                        .orElse(Settings.DEFAULT.silence()),
                number(SettingsKey.HELD_SIZE, Range.HELD_SIZE).map(SettingsReader::mebibytes)
                        .orElse(Settings.DEFAULT.heldBytes()),
                new NameLists(
                        each(SettingsKey.DENY, ProjectSelector::parse).stream().map(NameLists.Entry::of).toList(),
                        allowLists()),
                structure(), hooks, journal(), strictest(rules), fixed(tables, hooks, rules));
    }

    // How the values of several files become one

    /// What the first file says that says anything.
    private <T> Optional<T> first(SettingsKey key, Function<Setting, Optional<T>> form) {
        var all = stated(key, form);
        all.stream().findFirst().ifPresent(holds -> account.hold(key, key.path(), holds, all));
        return all.stream().findFirst().map(Stated::value);
    }

    private <T> List<Stated<T>> stated(SettingsKey key, Function<Setting, Optional<T>> form) {
        return layers.stream()
                .flatMap(layer -> layer.find(key).flatMap(setting -> setting.stated(form)).stream())
                .toList();
    }

    /// What all files put into an array, nothing twice.
    private <T> List<Stated<T>> each(SettingsKey key, Function<String, T> form) {
        Map<T, Stated<T>> all = new LinkedHashMap<>();
        layers.stream()
                .flatMap(layer -> layer.find(key).stream())
                .flatMap(array -> array.each(form).stream())
                .forEach(item -> all.putIfAbsent(item.value(), item));
        all.values().forEach(item -> account.hold(key, key.path(), item));
        return List.copyOf(all.values());
    }

    private static <T> List<T> values(List<Stated<T>> stated) {
        return stated.stream().map(Stated::value).toList();
    }

    // Keys that are read in a way of their own

    /// The stricter one, as of rules.
    private Mode mode() {
        var ofFiles = stated(SettingsKey.MODE, value -> value.text(Forms::mode));
        var implied = ofFiles.stream().anyMatch(mode -> mode.isOf(Source.SYSTEM))
                ? Optional.<Stated<Mode>>empty()
                : impliedMode();
        var all = Stream.of(implied.stream(), ofFiles.stream(), modeOfEnvironment.stream())
                .flatMap(modes -> modes).toList();
        var holds = all.stream().min(Comparator.comparing(Stated::value));
        holds.ifPresent(mode -> account.hold(SettingsKey.MODE, SettingsKey.MODE.path(), mode, all));
        return holds.map(Stated::value).orElse(Settings.DEFAULT.mode());
    }

    /// Where the system has what can refuse and does not say that it is only to be observed, nobody else says so.
    private Optional<Stated<Mode>> impliedMode() {
        return system().flatMap(Layer::placeOfRefusals)
                .map(place -> new Stated<>(Mode.ENFORCE, Json.of(Mode.ENFORCE.word()), place));
    }

    private static Jars jars(List<Stated<Path>> jars) {
        Predicate<Stated<Path>> isOfSystem = jar -> jar.isOf(Source.SYSTEM);
        return new Jars(values(jars.stream().filter(isOfSystem).toList()),
                values(jars.stream().filter(isOfSystem.negate()).toList()));
    }

    private List<NameLists.AllowList> allowLists() {
        return layers.stream().flatMap(layer -> layer.find(SettingsKey.ALLOW).stream()).map(this::allowList).toList();
    }

    private NameLists.AllowList allowList(Setting array) {
        var entries = array.each(ProjectSelector::parse);
        var place = array.mistakes().place(array.place());
        var empty = new Stated<>(entries, new JsonArray(List.<Json>of()), place);
        Stream.<Stated<?>>concat(entries.stream(), entries.isEmpty() ? Stream.of(empty) : Stream.empty())
                .forEach(shown -> account.hold(SettingsKey.ALLOW, SettingsKey.ALLOW.path(), shown));
        return new NameLists.AllowList(entries.stream().map(NameLists.Entry::of).toList(), place);
    }

    private Map<String, HookTable> hookTables() {
        Map<String, HookTable> tables = new LinkedHashMap<>();
        for (var layer : layers) {
            layer.hookTables().forEach((name, table) -> {
                loosened(name, layer, Optional.ofNullable(tables.get(name)))
                        .ifPresent(place -> refuse(name, table, place));
                tables.putIfAbsent(name, table);
            });
        }
        return tables;
    }

    /// What a table about a hook could loosen: that of an earlier file, or its lists.
    private Optional<Place> loosened(String name, Layer layer, Optional<HookTable> earlier) {
        return earlier.map(HookTable::place)
                .or(() -> name.equals(NAMES) && !layer.isOf(Source.SYSTEM) ? listsOfSystem() : Optional.empty());
    }

    private static void refuse(String name, HookTable table, Place place) {
        table.mistakes().add(table.position(),
                "`[hooks.%s]` would change what %s sets; allowed: tables about other hooks"
                        .formatted(name, place.text()));
    }

    private Map<String, HookSettings> hooks(Map<String, HookTable> tables) {
        Map<String, HookSettings> hooks = new LinkedHashMap<>();
        tables.forEach((name, table) -> hooks.put(name, hook(name, table.keys())));
        return hooks;
    }

    private HookSettings hook(String name, Section hook) {
        return new HookSettings(
                only(hook, SettingsKey.ENABLED, Setting::flag).orElse(HookSettings.DEFAULT.enabled()),
                only(hook, SettingsKey.PROGRAM, value -> program(name, value)),
                only(hook, SettingsKey.TREE, Setting::flag).orElse(HookSettings.DEFAULT.tree()),
                only(hook, SettingsKey.GATES,
                        value -> value.filled().map(gates -> Set.copyOf(gates.texts(Forms::gate)))),
                only(hook, SettingsKey.TIMEOUT, value -> value.seconds(Range.HOOK_TIMEOUT))
                        .orElse(HookSettings.DEFAULT.timeout()),
                only(hook, SettingsKey.ON_FAILURE, value -> value.text(Forms::onFailure))
                        .orElse(HookSettings.DEFAULT.onFailure()));
    }

    /// A key that one file alone can have.
    private <T> Optional<T> only(Section table, SettingsKey key, Function<Setting, Optional<T>> form) {
        var stated = table.find(key).flatMap(setting -> setting.stated(form));
        stated.ifPresent(holds -> account.hold(key, table.title() + "." + key.leaf(), holds));
        return stated.map(Stated::value);
    }

    private static Optional<List<String>> program(String name, Setting value) {
        if (HookSettings.BUILT_IN.contains(name)) {
            value.wrong("`" + name + "` is built in; allowed: another name for a program");
        }
        return value.filled().map(Setting::command);
    }

    private JournalSettings journal() {
        return new JournalSettings(new Keeping(
                number(SettingsKey.SEGMENT_SIZE, Range.SEGMENT_SIZE).map(SettingsReader::mebibytes)
                        .orElse(Keeping.EVERYTHING.segmentSize()),
                number(SettingsKey.KEEP_DAYS, Range.KEEP_DAYS).map(Duration::ofDays),
                number(SettingsKey.KEEP_SIZE, Range.KEEP_SIZE).map(SettingsReader::mebibytes)),
                first(SettingsKey.COPY_TO, Setting::copyTo),
                first(SettingsKey.COPY_MUST, Setting::flag).orElse(JournalSettings.DEFAULT.copyMust()));
    }

    private ArchiveLimits structure() {
        var byDefault = ArchiveLimits.DEFAULT;
        return new ArchiveLimits(
                count(SettingsKey.STRUCTURE_MEMBERS, Range.MEMBERS).orElse(byDefault.entries()),
                number(SettingsKey.STRUCTURE_SIZE, Range.EXPANDED).map(SettingsReader::mebibytes)
                        .orElse(byDefault.expandedBytes()),
                count(SettingsKey.STRUCTURE_RATIO, Range.RATIO).orElse(byDefault.ratio()),
                count(SettingsKey.STRUCTURE_NAME, Range.NAME).orElse(byDefault.nameBytes()),
                count(SettingsKey.STRUCTURE_PART, Range.NAME).orElse(byDefault.partBytes()),
                count(SettingsKey.STRUCTURE_DEPTH, Range.DEPTH).orElse(byDefault.depth()),
                count(SettingsKey.STRUCTURE_HEADERS, Range.HEADERS).map(number -> number << 20)
                        .orElse(byDefault.headerBytes()),
                first(SettingsKey.STRUCTURE_TIME, value -> value.seconds(Range.READING)).orElse(byDefault.time()));
    }

    private Optional<Integer> count(SettingsKey key, Range range) {
        return number(key, range).map(Math::toIntExact);
    }

    private Optional<Long> number(SettingsKey key, Range range) {
        return first(key, value -> value.number(range));
    }

    private static long mebibytes(long number) {
        return number << 20;
    }

    private Map<String, List<Stated<Action>>> rules() {
        Map<String, List<Stated<Action>>> rules = new LinkedHashMap<>();
        for (var layer : layers) {
            layer.ruleActions()
                    .forEach((id, action) -> rules.computeIfAbsent(id, _ -> new ArrayList<>()).add(action));
        }
        return rules;
    }

    private Map<String, Action> strictest(Map<String, List<Stated<Action>>> rules) {
        Map<String, Action> strictest = new LinkedHashMap<>();
        rules.forEach((id, all) -> {
            var holds = all.stream().min(Comparator.comparing(Stated::value)).orElseThrow();
            account.hold(SettingsKey.RULE, "rules." + Json.of(id).encode(), holds, all);
            strictest.put(id, holds.value());
        });
        return strictest;
    }

    private Fixed fixed(Map<String, HookTable> tables, Map<String, HookSettings> hooks,
            Map<String, List<Stated<Action>>> rules) {
        var about = keys(tables, table -> table.mistakes().source() == Source.SYSTEM);
        var programs = keys(hooks, hook -> hook.program().isPresent()).stream().filter(about::contains);
        var builtIn = listsOfSystem().map(_ -> NAMES).stream();
        return new Fixed(Stream.concat(programs, builtIn).collect(Collectors.toUnmodifiableSet()), about,
                keys(rules, all -> all.getFirst().isOf(Source.SYSTEM)));
    }

    private static <T> Set<String> keys(Map<String, T> map, Predicate<T> wanted) {
        return map.entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Optional<Place> listsOfSystem() {
        return system().flatMap(Layer::placeOfLists);
    }

    private Optional<Layer> system() {
        return layers.stream().filter(layer -> layer.isOf(Source.SYSTEM)).findFirst();
    }
}
