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

            Weir reads one file of [TOML](https://toml.io/en/v1.0.0), `$XDG_CONFIG_HOME/weir/weir.toml`, by default `~/.config/weir/weir.toml`. It is read when a
            command begins and holds for all of that command. Where there is none, the defaults hold.

            A mistake stops the command with exit code 11, before anything is fetched: an unknown key, a value of another type, a path that is not absolute, something that
            is there twice. All mistakes are named at once, each with its line and column and what is allowed; where the file is no TOML, only what makes it none.
            The file is UTF-8 and has at most 1 MiB.

            Every record of the journal names the SHA-256 of the file that was in force.
            """;

    private SettingsPage() {}

    static String write() {
        var keys = Arrays.stream(SettingsKey.values())
                .collect(Collectors.groupingBy(SettingsPage::table, LinkedHashMap::new, Collectors.toList()));
        return HEAD + keys.entrySet().stream().map(SettingsPage::section).collect(Collectors.joining());
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
