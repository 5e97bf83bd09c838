package dev.weir.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.wire.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.tomlj.Toml;

/// Keeps the page of the settings in step with the code. `-Dweir.update-docs=true` writes it anew.
class SettingsReferenceTest {

    private static final Path PAGE = Path.of("..", "docs", "reference", "settings.md");

    private static final List<SettingsKey> WITH_A_DEFAULT = Arrays.stream(SettingsKey.values())
            .filter(key -> !Toml.parse("key = " + key.byDefault()).hasErrors())
            .toList();

    @TempDir
    private Path folder;

    @Test
    void documentsEveryKey() throws IOException {
        var page = SettingsPage.write();
        if (Boolean.getBoolean("weir.update-docs")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).as("made by mvn -pl weir-engine -am test -Dweir.update-docs=true").content().isEqualTo(page);
    }

    @Test
    void showsOneFileWithAllExamples() throws IOException {
        var examples = Arrays.stream(SettingsKey.values())
                .map(key -> key.path().contains(".") ? table(key) + "." + key.example() : key.example())
                .collect(Collectors.joining("\n"));

        assertThat(read(examples).hooks()).containsOnlyKeys("my-scan");
    }

    @ParameterizedTest
    @EnumSource
    void showsAnExampleThatChangesSomething(SettingsKey key) throws IOException {
        var example = key.path().contains(".") ? table(key) + "." + key.example() : key.example();
        var settings = read(example);

        assertThat(isDefault(settings)).isFalse();
        assertThat(Toml.parse(example).keyPathSet()).hasSize(1);
    }

    @ParameterizedTest
    @FieldSource("WITH_A_DEFAULT")
    void namesTheDefaultThatHolds(SettingsKey key) throws IOException {
        var settings = read(key.path().replace("NAME", "my-scan") + " = " + key.byDefault());

        assertThat(isDefault(settings)).isTrue();
    }

    @Test
    void knowsTheDefaultOfMostKeys() {
        assertThat(WITH_A_DEFAULT).hasSize(23);
    }

    private Settings read(String toml) throws IOException {
        return Read.user(Files.writeString(folder.resolve("weir.toml"), toml));
    }

    private static String table(SettingsKey key) {
        return SettingsPage.table(key).replace("NAME", "my-scan");
    }

    private static boolean isDefault(Settings read) {
        return read.hook("my-scan").equals(HookSettings.DEFAULT)
                && read.equals(new Settings(read.digest(), Mode.ENFORCE, List.of(), Settings.DEFAULT.trees(),
                        Jars.NONE, List.of(), Settings.DEFAULT.idleTimeout(), Settings.DEFAULT.silence(),
                        Settings.DEFAULT.heldBytes(), Settings.DEFAULT.names(), Settings.DEFAULT.structure(),
                        read.hooks(), Settings.DEFAULT.journal(), Map.of(),
                        Fixed.NOTHING));
    }
}
