package dev.weir.packaging.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.packaging.version.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectSelectorTest {
    @Test
    void aNameAloneMeansEveryVersion() {
        ProjectSelector selector = ProjectSelector.parse(" Evil_Package ");
        assertThat(selector).hasToString("evil-package");
        assertThat(selector.selectsEveryVersion()).isTrue();
        assertThat(selects(selector, "evil.package", "0.dev0")).isTrue();
        assertThat(selects(selector, "evil", "1.0")).isFalse();
    }

    @Test
    void aSpecifierNarrowsTheVersions() {
        ProjectSelector selector = ProjectSelector.parse("foo ~= 1.0, !=1.3");
        assertThat(selector.selectsEveryVersion()).isFalse();
        assertThat(selects(selector, "Foo", "1.2")).isTrue();
        assertThat(selects(selector, "Foo", "1.3")).isFalse();
        assertThat(selects(selector, "Foo", "2.0")).isFalse();
        assertThat(selects(selector, "bar", "1.2")).isFalse();
    }

    @Test
    void aPreReleaseCountsLikeAnyOtherVersion() {
        assertThat(selects(ProjectSelector.parse("requests<2"), "requests", "1.9b1")).isTrue();
    }

    @Test
    void needsNoSpaceBeforeTheSpecifier() {
        assertThat(ProjectSelector.parse("requests<2")).isEqualTo(ProjectSelector.parse("Requests  < 2 "));
        assertThat(ProjectSelector.parse("a===b")).hasToString("a===b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                    "''|0|expected the name", "<2|0|expected the name", "foo[bar]>=1|3|extras", "foo [bar]|4|extras",
                    "foo; python_version<'3'|3|marker",
                    "foo>=1; x|6|marker", "foo @ u|4|URL", "foo (>=1)|4|without parentheses",
                    "foo bar|4|expected one of", "foo-|3|expected one of",
                    "foo>=x|5|expected a digit", "foo,|3|expected a version specifier", "foo>=1 <2|6|unexpected text",
                    "foo>=1,<y|8|expected a digit", "foo 1.0|4|expected one of"
            })
    void namesThePlaceOfAMistake(String text, int position, String reason) {
        assertThatExceptionOfType(InvalidSelectorException.class)
                .isThrownBy(() -> ProjectSelector.parse(text))
                .satisfies(e -> assertThat(e.position()).isEqualTo(position))
                .withMessageContaining(reason);
    }

    private static boolean selects(ProjectSelector selector, String name, String version) {
        return selector.selects(new NormalizedName(name), Version.parse(version));
    }
}
