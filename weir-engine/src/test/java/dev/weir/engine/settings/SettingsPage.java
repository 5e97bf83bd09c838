package dev.weir.engine.settings;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tomlj.Toml;

/// Writes `docs/reference/settings.md`.
final class SettingsPage {

    private static final String HEAD = """
            # Settings

            <!-- Made from dev.weir.engine.settings.SettingsKey; a test compares. To change it: mvn -pl weir-engine -am test -Dweir.update-docs=true -->

            Weir reads files of [TOML](https://toml.io/en/v1.0.0) and environment variables, in this order. **What one source sets, no later one loosens.**

            | source | where | may say |
            |---|---|---|
            | system | `/etc/weir/weir.toml`. No variable names another place | every key |
            | user | `$XDG_CONFIG_HOME/weir/weir.toml`, by default `~/.config/weir/weir.toml` | every key |
            | project | the nearest `weir.toml` from the folder upward in which the command was started, neither of the two above | PROJECT-KEYS |
            | environment | `WEIR_MODE`, `WEIR_PROJECT_SETTINGS` of the command | `mode`; `off` leaves the project's file out |

            They are read when a command begins and hold for all of that command, installers that it starts included. Where there is none, the defaults hold. Commands that ask no engine
            (`pip list`) read none of them.

            A mistake stops the command with exit code 11, before anything is fetched: an unknown key, a value of another type, a path that is not absolute, something that
            is there twice. All mistakes in all files are named at once, each with its line and column and what is allowed; where a file is no TOML, only what makes it none.
            A file is UTF-8 and has at most 1 MiB.

            Every record of the journal names the [digest](../../spec/journal.md) of all sources that were in force.

            ## When several say something

            | key | what holds |
            |---|---|
            | `in-process`, `jars`, `names.deny` | what every source says, together |
            | `names.allow` | every list: what one of them leaves out is refused |
            | `order`, `engine.…`, `journal.…`, `structure.…` | what the system says; where it is silent, what the user says |
            | `mode` | `"enforce"` as soon as one source says so. A system file that has hooks, lists or rules and does not say `"observe"` itself says it |
            | `hooks.NAME` | a hook has one table. One of the user about a hook of the system, be it a program, in a jar, or `names` where the system has lists, is a mistake |
            | `rules.RULE` | the strictest: `"deny"`, then `"warn"`, then `"note"`. Where the system does not name a rule, no other source makes it looser than its hook declares, if the hook is the system's |

            What is overridden is no mistake. `weir policy show` prints each setting in force where it is started, the file and line that it stands in, and what it overrides.
            `weir policy show --package NAME==VERSION` says what lists and rules make of a package, and which entry is behind that; without `==VERSION`, what can be said of every version. With `--json` each is one JSON object.
            No engine is needed for it.

            ## The file of a project

            It comes with a repository, so anybody may have written it. It can only refuse more: PROJECT-KEYS, and of the rules nothing but `"deny"`. Anything else in it, a link in its place, a device, a pipe, a folder, a file
            that belongs neither to this user nor to root, or more than 1 MiB: nothing of it takes effect, the command stops with exit code 11, and the message names each mistake. `WEIR_PROJECT_SETTINGS=off` goes on without it.
            """;

    private SettingsPage() {}

    static String write() {
        var keys = Arrays.stream(SettingsKey.values())
                .collect(Collectors.groupingBy(SettingsPage::table, LinkedHashMap::new, Collectors.toList()));
        return HEAD.replace("PROJECT-KEYS", forProjects())
                + keys.entrySet().stream().map(SettingsPage::section).collect(Collectors.joining());
    }

    private static String forProjects() {
        return Arrays.stream(SettingsKey.values())
                .filter(SettingsKey::isForProjects)
                .map(key -> "`" + key.path() + "`")
                .collect(Collectors.joining(", "));
    }

    /// The table that a key is in; empty above the first table.
    static String table(SettingsKey key) {
        var path = key.path();
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }

    private static String section(Map.Entry<String, List<SettingsKey>> section) {
        var table = section.getKey();
        return "\n## " + (table.isEmpty() ? "Above the first table" : "`[" + table + "]`") + "\n\n"
                + "| key | takes | default | meaning |\n|---|---|---|---|\n"
                + lines(section.getValue(), SettingsPage::row)
                + "\n```toml\n" + header(table) + lines(section.getValue(), SettingsKey::example) + "```\n";
    }

    private static String header(String table) {
        return table.isEmpty() ? "" : "[" + table.replace("NAME", "my-scan") + "]\n";
    }

    private static String row(SettingsKey key) {
        return "| `%s` | %s | %s | %s |".formatted(key.leaf(), key.type(), byDefault(key), key.meaning());
    }

    private static String byDefault(SettingsKey key) {
        return Toml.parse("x = " + key.byDefault()).hasErrors() ? key.byDefault() : "`" + key.byDefault() + "`";
    }

    private static String lines(List<SettingsKey> keys, Function<SettingsKey, String> line) {
        return keys.stream().map(line).map(text -> text + "\n").collect(Collectors.joining());
    }
}
