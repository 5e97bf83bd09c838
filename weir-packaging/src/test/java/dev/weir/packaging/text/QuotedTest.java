package dev.weir.packaging.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTest {
    @Test
    void leavesPlainTextAsItIs() {
        assertThat(Quoted.quote("été 中 🐍")).isEqualTo("'été 中 🐍'");
    }

    @Test
    void writesWhatCouldMisleadAReaderAsEscapes() {
        assertThat(Quoted.quote("a\\n\n\u009b\u2028\u202e\ud800"))
                .isEqualTo("'a\\\\n\\u000a\\u009b\\u2028\\u202e\\ud800'");
    }

    @Test
    void keepsAMessageInOneLine() {
        assertThat(Quoted.oneLine("a\n\\ 'b'\u001b")).isEqualTo("a\\u000a\\ 'b'\\u001b");
        assertThat(Quoted.oneLine("x".repeat(121))).hasSize(121);
    }

    @Test
    void cutsALongText() {
        assertThat(Quoted.quote("x".repeat(121))).isEqualTo("'" + "x".repeat(120) + "…'");
        assertThat(Quoted.quote("x".repeat(120))).isEqualTo("'" + "x".repeat(120) + "'");
    }
}
