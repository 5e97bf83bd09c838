package dev.weir.packaging.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {
    /// PEP 440, "Summary of permitted suffixes and relative ordering", and around it.
    private static final List<String> ASCENDING = List.of(
            "0.dev0", "0", "1.dev0", "1.0.dev456", "1.0a0.dev1", "1.0a1", "1.0a2.dev456", "1.0a12.dev456", "1.0a12",
            "1.0a12.post1.dev1",
            "1.0a12.post1", "1.0b1.dev456", "1.0b2", "1.0b2.post345.dev456", "1.0b2.post345", "1.0rc1.dev456", "1.0rc1",
            "1.0", "1.0+abc", "1.0+abc.5", "1.0+abc.7", "1.0+abd", "1.0+5", "1.0+5.a", "1.0+5.1", "1.0.post456.dev34",
            "1.0.post456",
            "1.0.15", "1.1.dev1", "1.2", "1.10", "2147483647", "2147483648", "9223372036854775807",
            "9223372036854775808",
            "20240101123456789012345678901234567890", "1!0.dev1", "1!0", "1!1.0", "10!0");

    @ParameterizedTest
    @CsvSource({
            "1.0,1.0", "v1.0,1.0", "V1,1", "01.002.0,1.2.0", "0!1,1", "1!2.0,1!2.0", "1.0alpha,1.0a0",
            "1.0.ALPHA-3,1.0a3", "1.0_beta.2,1.0b2",
            "1.0c1,1.0rc1", "1.0-pre_1,1.0rc1", "1.0preview,1.0rc0", "1.0-1,1.0.post1", "1.0.post,1.0.post0",
            "1.0-r4,1.0.post4",
            "1.0rev2,1.0.post2", "1.0_dev,1.0.dev0", "1.0-DEV-07,1.0.dev7", "1.0a-1,1.0a1", "1.0a.-1,1.0a0.post1",
            "1.0arev1,1.0a0.post1",
            "1.0+Ubuntu-1_007,1.0+ubuntu.1.7", "'  1.0rc1\t\n',1.0rc1", "1.2.3a4.post5.dev6+l,1.2.3a4.post5.dev6+l",
            "1.0a-,1.0a0"
    })
    void writesEverySpellingInItsNormalForm(String spelling, String normal) {
        assertThat(Version.parse(spelling)).hasToString(normal);
        assertThat(Version.parse(normal)).isEqualTo(Version.parse(spelling)).hasToString(normal);
    }

    @Test
    void putsVersionsInTheOrderOfPep440() {
        List<Version> shuffled = new ArrayList<>(ASCENDING.stream().map(Version::parse).toList());
        Collections.shuffle(shuffled, new Random(440));
        assertThat(shuffled.stream().sorted().map(Version::toString)).isEqualTo(ASCENDING);
    }

    @Test
    void isEqualWhateverZerosEndTheRelease() {
        Version longer = Version.parse("1.0.0rc1");
        assertThat(Version.parse("1rc1")).isEqualTo(longer).hasSameHashCodeAs(longer).isEqualByComparingTo(longer);
        assertThat(Version.parse("0.0")).isEqualTo(Version.parse("0"));
        assertThat(Version.parse("10")).isNotEqualTo(Version.parse("1"));
    }

    @Test
    void tellsItsParts() {
        Version version = Version.parse("1!2.0rc3.post4.dev5+x.6");
        assertThat(version.epoch()).isEqualTo(BigInteger.ONE);
        assertThat(version.release()).containsExactly(BigInteger.TWO, BigInteger.ZERO);
        assertThat(version.pre()).contains(new PreRelease(PreRelease.Phase.CANDIDATE, BigInteger.valueOf(3)));
        assertThat(version.post()).contains(BigInteger.valueOf(4));
        assertThat(version.dev()).contains(BigInteger.valueOf(5));
        assertThat(version.local()).contains("x.6");
        assertThat(version.publicVersion()).hasToString("1!2.0rc3.post4.dev5");
        assertThat(version.baseVersion()).hasToString("1!2.0");
    }

    @Test
    void knowsWhatIsAPreRelease() {
        assertThat(Version.parse("1a1").isPrerelease()).isTrue();
        assertThat(Version.parse("1.post1.dev0").isPrerelease()).isTrue();
        assertThat(Version.parse("1.post1").isPrerelease()).isFalse();
        assertThat(Version.parse("1+a").isPrerelease()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                    "''|0", "'  '|2", "french toast|0", "1.0.x|3", "1.0+|4", "1.0+a+|5", "1.0+a..b|6", "1.0 1|3",
                    "1!|2", "!1|0", "1.0--1|3", "1.0alph|4",
                    "1.0dev1a1|7", "v|1", "vv1|1", "1.0+_a|4", "1..0|1", "1.0.*|3", "-1|0"
            })
    void namesThePlaceOfAMistake(String text, int position) {
        assertThatExceptionOfType(InvalidVersionException.class)
                .isThrownBy(() -> Version.parse(text))
                .satisfies(e -> assertThat(e.position()).isEqualTo(position))
                .withMessageContaining("at character " + (position + 1));
        assertThat(Version.find(text)).isEmpty();
    }

    @Test
    void knowsOnlyTheLettersAndDigitsOfAscii() {
        for (String text : List.of("١.0", "1.0+ſ", "1.0poſt1", "1.0+\u212a", "1.0\u00a0", "İ1", "1.0\u0000")) {
            assertThat(Version.find(text)).as(text).isEmpty();
        }
    }

    @Test
    void readsNumbersOfAnyLengthUpToALimitOfTheText() {
        String longest = "9".repeat(4300);
        assertThat(Version.parse(longest)).hasToString(longest);
        assertThatExceptionOfType(InvalidVersionException.class)
                .isThrownBy(() -> Version.parse(longest + "0"))
                .withMessageContaining("longer than 4300 characters")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }
}
