package dev.weir.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.weir.api.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "Foo_Bar-1.0-py3-none-any.whl, WHEEL, Foo_Bar, 1.0", "odd.whl, WHEEL, -, -",
            "foo-1.0.tar.gz, ARCHIVE, foo, 1.0", "main.zip, ARCHIVE, -, -", "README, ARCHIVE, -, -"
    })
    void readsTheNameOfAFile(String file, Kind kind, String name, String version) throws IOException {
        var path = Files.createFile(folder.resolve(file));

        var subject = Subject.at(path.toString());

        assertThat(subject.path()).isEqualTo(path);
        assertThat(subject.kind()).isEqualTo(kind);
        assertThat(subject.metadata()).isEqualTo(metadata(name, version));
        assertThat(subject.url()).isEqualTo("file://" + path);
    }

    @Test
    void readsTheMetadataOfAFolder() throws IOException {
        assertThat(Subject.at(folder.toString()).metadata()).isEqualTo(Metadata.NONE);

        Files.writeString(folder.resolve("pyproject.toml"), """
                [build-system]
                name = "not this"

                [project]
                dynamic = ["version"]
                name = 'foo' # the name

                [tool.x]
                version = "1"
                """);
        assertThat(Subject.at(folder.toString()).metadata()).isEqualTo(
                new Metadata(Optional.of("foo"), Optional.empty()));

        Files.writeString(folder.resolve("PKG-INFO"), "metadata-version: 2.1\nname: Bar\nVersion: 2\n\nName: body\n");
        var subject = Subject.at(folder.toString());
        assertThat(subject.metadata()).isEqualTo(metadata("Bar", "2"));
        assertThat(subject.kind()).isEqualTo(Kind.DIRECTORY);
        assertThat(subject.url()).isEqualTo("file://" + folder);
    }

    @Test
    void takesNoMetadataFromWhatItShouldNotRead() throws IOException {
        Files.writeString(folder.resolve("pyproject.toml"), "project = 1\nname = [");
        Files.createSymbolicLink(folder.resolve("PKG-INFO"), Path.of("/dev/zero"));

        assertThat(Subject.at(folder.toString()).metadata()).isEqualTo(Metadata.NONE);
    }

    @Test
    void refusesWhatIsNoPackage() {
        assertThatIOException().isThrownBy(() -> Subject.at(folder.resolve("gone").toString()))
                .withMessage("is not there");
        assertThatIOException().isThrownBy(() -> Subject.at("/dev/null"))
                .withMessage("is neither a file nor a folder");
    }

    private static Metadata metadata(String name, String version) {
        return new Metadata(Optional.ofNullable(name), Optional.ofNullable(version));
    }
}
