package dev.weir.packaging.filename;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.packaging.name.NormalizedName;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
    @Test
    void aWheelTellsNameVersionAndTags() {
        WheelFileName wheel = WheelFileName.parse("Foo_Bar-1.0+local.1-py2.py3-none-ANY.whl");
        assertThat(wheel.name()).isEqualTo(new NormalizedName("foo-bar"));
        assertThat(wheel.writtenName()).isEqualTo("Foo_Bar");
        assertThat(wheel.version()).hasToString("1.0+local.1");
        assertThat(wheel.build()).isEmpty();
        assertThat(wheel.pythons()).containsExactly("py2", "py3");
        assertThat(wheel.abis()).containsExactly("none");
        assertThat(wheel.platforms()).containsExactly("any");
    }

    @Test
    void aWheelMayHaveABuildTag() {
        WheelFileName wheel =
                WheelFileName.parse("a.b-1-2abc-cp313-cp313-manylinux_2_17_x86_64.manylinux2014_x86_64.whl");
        assertThat(wheel.build()).contains(new BuildTag(BigInteger.TWO, "abc"));
        assertThat(wheel.platforms()).containsExactly("manylinux_2_17_x86_64", "manylinux2014_x86_64");
    }

    @Test
    void buildTagsAreOrderedByNumberThenByText() {
        List<String> ascending = List.of("2", "2a", "2b", "10", "99999999999999999999");
        assertThat(ascending.stream()
                .map(tag -> WheelFileName.parse("a-1-" + tag + "-py3-none-any.whl").build().orElseThrow()))
                .isSorted()
                .hasSameSizeAs(ascending);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                    "", ".whl", "a-1-py3-none-any.zip", "a-1-py3-none.whl", "a-1-1-py3-none-any-x.whl",
                    "a-1-x1-py3-none-any.whl", "a__b-1-py3-none-any.whl",
                    "-1-py3-none-any.whl", "a-x-py3-none-any.whl", "a-1--none-any.whl", "a-1-py3-none-.whl",
                    "a-1-py3..py2-none-any.whl", "a b-1-py3-none-any.whl",
                    "é-1-py3-none-any.whl", "../a-1-py3-none-any.whl", "a-1-py3-none-any.WHL", "a-1 -py3-none-any.whl",
                    "a-1-py3-none-any.whl\n", "_a-1-py3-none-any.whl"
            })
    void aWheelOfAnyOtherFormIsRefused(String fileName) {
        assertThatExceptionOfType(InvalidFileNameException.class)
                .isThrownBy(() -> WheelFileName.parse(fileName))
                .withMessageContaining("is not the file name of a wheel");
    }

    @ParameterizedTest
    @CsvSource({
            "foo_bar-1.0.tar.gz,foo-bar,1.0", "foo-bar-1.0.zip,foo-bar,1.0", "Foo.Bar-2.0b1.tar.bz2,foo-bar,2.0b1",
            "foo-1.0-beta.tgz,foo,1.0b0",
            "foo-1.0.post1.TAR.GZ,foo,1.0.post1", "foo-1.0-1.tar.xz,foo-1-0,1", "x-2-y-3.tar,x-2-y,3",
            "foo-1.0+a-b.tar.gz,foo,1.0+a.b", "a-1.tar.lzma,a,1"
    })
    void aSourceArchiveTellsNameAndVersion(String fileName, String name, String version) {
        SourceFileName source = SourceFileName.parse(fileName);
        assertThat(source.name()).hasToString(name);
        assertThat(source.version()).hasToString(version);
    }

    @Test
    void aKnownProjectSaysWhereTheNameEnds() {
        assertThat(SourceFileName.parse("foo-1.0-1.tar.gz", new NormalizedName("Foo")).version())
                .hasToString("1.0.post1");
        assertThatExceptionOfType(InvalidFileNameException.class)
                .isThrownBy(() -> SourceFileName.parse("foo-1.0.tar.gz", new NormalizedName("bar")));
    }

    @Test
    void aSourceArchiveOfAnyOtherFormIsRefused() {
        Stream.of("", "foo.tar.gz", "foo-1.0", "foo-1.0.whl", "foo-bar.zip", "-1.0.zip", "foo-.zip", "a/foo-1.0.zip",
                "1.0.zip", "foo-1.0 .zip", "foo-" + "1".repeat(2000) + ".zip")
                .forEach(fileName -> assertThatExceptionOfType(InvalidFileNameException.class)
                        .as(fileName)
                        .isThrownBy(() -> SourceFileName.parse(fileName))
                        .withMessageContaining("is not the file name of a source archive"));
    }
}
