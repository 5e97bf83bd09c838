package dev.weir.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @ValueSource(strings = {"joe:secret", "token", "joe:a@b", "joe:a'b\"c<d>e", "git:secret"})
    void hidesTheUserOfAUrl(String user) {
        assertThat(Redaction.text("see (https://" + user + "@example.org/x)"))
                .isEqualTo("see (https://****@example.org/x)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"git+ssh://git@example.org/a.git@v1", "'https://example.org' and 'joe@example.org'", "a@b",
            "{no json"})
    void leavesAloneWhatIsNoCredential(String text) {
        assertThat(Redaction.text(text)).isEqualTo(text);
    }

    @Test
    void hidesTheValuesOfAQuery() {
        assertThat(Redaction.text("https://example.org/a?x=1&y#f")).isEqualTo("https://example.org/a?x=****&****#f");
    }

    @Test
    void seesAUrlThatJsonWritesInAnotherWay() {
        assertThat(Redaction.text("{\"index\":\"https:\\/\\/u:p@example.org\"}"))
                .isEqualTo("{\"index\":\"https://****@example.org\"}");
    }

    @Test
    void looksIntoAJsonObject() {
        assertThat(Redaction.text("{\"index\":[\"https://u:'p@example.org/\"]}"))
                .isEqualTo("{\"index\":[\"https://****@example.org/\"]}");
    }
}
