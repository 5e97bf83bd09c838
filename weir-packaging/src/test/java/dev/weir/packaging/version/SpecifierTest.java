package dev.weir.packaging.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecifierTest {
    @ParameterizedTest
    @CsvSource({
            "~=2.2,2.2", "~=2.2,2.99", "~=2.2.post3,2.3", "~=1.4.5a4,1.4.9", "~=2.2.0,2.2.7", "~=1!2.2,1!2.5",
            "~=2.2c1,2.9",
            "==1.1,1.1.0", "==1.1,1.1+local", "==1.1+local,1.1+LOCAL", "==1.1.*,1.1a1", "==1.1.*,1.1.post1+x",
            "==1.1.0.*,1.1", "==1!1.*,1!1.5",
            "!=1.1,1.1.post1", "!=1.1.*,1.2", "!=1.1+a,1.1", "<=1.0,1.0+local", "<=1.0,1.0a1", ">=1.0,1.0+local",
            ">=1.0,1!0",
            "<1.0,0.9", "<1.0.post1,1.0", "<1.0.post1,1.0a1", "<1.0a2,1.0a1", ">1.7,1.7.1", ">1.7.post1,1.7.post2",
            ">1.0a1,1.0.post1", ">1.0a1,1.0a2+x",
            "===1.0,1.0", "===1.0A1,1.0a1", "==20240101123456,20240101123456",
            ">9223372036854775807,9223372036854775808"
    })
    void isSatisfiedBy(String specifier, String version) {
        assertThat(Specifier.parse(specifier).contains(Version.parse(version))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
            "~=2.2,3.0", "~=2.2,2.1", "~=2.2,3.dev0", "~=2.2.0,2.3", "~=2.2.post3,2.2", "~=1!2.2,2.5",
            "==1.1,1.1.post1", "==1.1+local,1.1",
            "==1.1.*,1.10", "==1.1.*,1!1.1", "!=1.1,1.1+local", "!=1.1.*,1.1.5", "<1.0,1.0a1", "<1.0,1.0.dev1",
            "<1.0.post1,1.0.post1.dev1",
            ">1.7,1.7.0.post1", ">1.7,1.7+local", ">1.7.post1,1.7.post1+local", ">1.7,1.7.post1.dev1", "===1.0,1.0.0",
            "===foobar,1.0", "<=1.0,1.0.post1"
    })
    void isNotSatisfiedBy(String specifier, String version) {
        assertThat(Specifier.parse(specifier).contains(Version.parse(version))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                    "''|0|expected one of", "1.0|0|expected one of", "=1.0|0|expected one of",
                    "=>1.0|0|expected one of", ">=|2|expected a digit", "> = 1|2|expected a digit",
                    "~=1|2|at least two numbers", ">=1.0+local|5|local version", "~=1.0+local|5|local version",
                    "==1.0a1.*|7|may only follow a release",
                    ">=1.*|3|unexpected text", "==1.*.*|3|unexpected text", "==1.0 .*|5|unexpected text",
                    "=== a b|5|unexpected text", "===|3|expected some text",
                    "==*|2|expected a digit", "==.*|2|expected a digit", ">=1.0,<2|5|unexpected text",
                    "===1;x|4|unexpected text"
            })
    void namesThePlaceOfAMistake(String text, int position, String reason) {
        assertThatExceptionOfType(InvalidSpecifierException.class)
                .isThrownBy(() -> Specifier.parse(text))
                .satisfies(e -> assertThat(e.position()).isEqualTo(position))
                .withMessageContaining(reason)
                .withMessageContaining("at character " + (position + 1));
    }

    @Test
    void namesThePlaceOfAMistakeInTheWholeSet() {
        assertThatExceptionOfType(InvalidSpecifierException.class)
                .isThrownBy(() -> SpecifierSet.parse(">=1.0, <2.x ,!=1.5"))
                .satisfies(e -> assertThat(e.position()).isEqualTo(9));
    }

    @Test
    void aSetNeedsAllOfItsSpecifiers() {
        SpecifierSet set = SpecifierSet.parse(" >= 1.0 ,<2, !=1.5.* ,");
        assertThat(set).hasToString(">=1.0,<2,!=1.5.*");
        assertThat(satisfying(set, "0.9", "1.0", "1.4", "1.5.1", "1.6", "2")).containsExactly("1.0", "1.4", "1.6");
    }

    @Test
    void theEmptySetIsSatisfiedByEveryVersion() {
        assertThat(SpecifierSet.parse(" , ").isEmpty()).isTrue();
        assertThat(satisfying(SpecifierSet.parse(""), "1.0", "2a1", "1!0.dev1+x")).hasSize(3);
    }

    @Test
    void admitsPrereleasesOnlyWhereAskedTo() {
        SpecifierSet set = SpecifierSet.parse(">=1.0");
        Version prerelease = Version.parse("1.5a1");
        assertThat(set.contains(prerelease)).isTrue();
        assertThat(set.contains(prerelease, true)).isTrue();
        assertThat(set.contains(prerelease, false)).isFalse();
        assertThat(SpecifierSet.parse("==1.5a1").contains(prerelease, false)).isFalse();
    }

    @Test
    void keepsPrereleasesOnlyWhereNothingElseSatisfiesOrASpecifierNamesOne() {
        List<Version> versions = versions("1.0", "1.5a1", "2.0");
        assertThat(SpecifierSet.parse(">=1.0").filter(versions)).hasToString("[1.0, 2.0]");
        assertThat(SpecifierSet.parse(">1.0,<2.0").filter(versions)).hasToString("[1.5a1]");
        assertThat(SpecifierSet.parse(">=1.0a1").filter(versions)).hasToString("[1.0, 1.5a1, 2.0]");
        assertThat(SpecifierSet.parse("!=1.1a1").filter(versions)).hasToString("[1.0, 2.0]");
        assertThat(SpecifierSet.parse(">1.0,<2.0").filter(versions, false)).isEmpty();
    }

    @Test
    void isEqualInEverySpelling() {
        assertThat(Specifier.parse(">= v1.0-alpha")).isEqualTo(Specifier.parse(">=1.0a0"))
                .hasSameHashCodeAs(Specifier.parse(">=1.0a0"));
        assertThat(Specifier.parse("~=1.0")).isNotEqualTo(Specifier.parse("~=1.0.0"));
        assertThat(Specifier.parse("==1.0")).isNotEqualTo(Specifier.parse("==1.0.*"));
    }

    private static List<Version> versions(String... texts) {
        return Stream.of(texts).map(Version::parse).toList();
    }

    private static List<String> satisfying(SpecifierSet set, String... texts) {
        return versions(texts).stream().filter(set::contains).map(Version::toString).toList();
    }
}
