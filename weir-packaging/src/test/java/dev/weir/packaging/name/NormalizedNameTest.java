package dev.weir.packaging.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizedNameTest {
    @ParameterizedTest
    @CsvSource({"requests,requests", "Foo.Bar__baz,foo-bar-baz", "a-_.b,a-b", "A,a", "7zip,7zip",
            "zope.interface,zope-interface", "I.I,i-i"})
    void writesEverySpellingInItsNormalForm(String spelling, String normal) {
        assertThat(new NormalizedName(spelling)).hasToString(normal).isEqualTo(new NormalizedName(normal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "-a", "a-", ".a", "_", "é", "a\n", "a/b", "K\u212a", "a\u0000", "ſ"})
    void refusesWhatIsNoName(String text) {
        assertThat(NormalizedName.isValid(text)).isFalse();
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> new NormalizedName(text))
                .withMessageContaining("is not a project name");
    }

    @Test
    void showsNoControlCharacterInAMessage() {
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> new NormalizedName("a\u001b[2J\n\u202eb"))
                .withMessageContaining("'a\\u001b[2J\\u000a\\u202eb'");
    }
}
