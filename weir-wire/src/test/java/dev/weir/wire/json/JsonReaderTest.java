package dev.weir.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                    "null",
                    "true",
                    "false",
                    "0",
                    "-1",
                    "9223372036854775807",
                    "-9223372036854775808",
                    "\"\"",
                    "\"\\\"\\\\\\n\\r\\t\\b\\f\\u0000\\u001f\"",
                    "\"ü — 🐍 \u007f\u2028\"",
                    "[]",
                    "{}",
                    "[1,[2,{\"b\":[null],\"a\":\"x\"}],\"\"]"
            })
    void writesWhatItRead(String text) {
        assertThat(JsonReader.read(text).encode()).isEqualTo(text);
    }

    @Test
    void keepsTheOrderOfMembers() {
        assertThat(JsonReader.read("{\"z\":1,\"a\":2,\"m\":3}").asObject("it").members().keySet())
                .containsExactly("z", "a", "m");
    }

    @Test
    void readsEscapes() {
        assertThat(JsonReader.read("\"\\u00fc\\ud83d\\udc0d\\/\"").asString("it")).isEqualTo("ü🐍/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                    "``                       | ends too early",
                    "` `                      | ends too early",
                    "1 2                      | after the value",
                    "{}{}                     | after the value",
                    "[1,]                     | line 1, column",
                    "{\"a\":1,}               | line 1, column",
                    "{\"a\":1,\"a\":2}        | the name `a` is there twice",
                    "{a:1}                    | line 1, column",
                    "{'a':1}                  | line 1, column",
                    "{1:1}                    | line 1, column",
                    "[1                       | line 1, column",
                    "{\"a\"                   | line 1, column",
                    "\"a                      | line 1, column",
                    "1.0                      | not an integer",
                    "1e3                      | not an integer",
                    "NaN                      | line 1, column",
                    "01                       | line 1, column",
                    "+1                       | line 1, column",
                    "9223372036854775808      | more than 64 bits",
                    "-9223372036854775809     | more than 64 bits",
                    "tru                      | line 1, column",
                    "// x                     | line 1, column",
                    "\"\\x\"                  | line 1, column",
                    "\"\\ud800\"              | surrogate",
                    "\"\\udc00\\ud800\"       | surrogate",
                    "\"\\ud83d\\ude00\\ud83d\" | surrogate",
                    "{\"\\ud800\":1}          | surrogate",
                    "\"a\tb\"                 | line 1, column",
                    "\uFEFF{}                 | line 1, column",
                    "]                        | line 1, column"
            })
    void refusesEverythingElse(String text, String problem) {
        assertThatThrownBy(() -> JsonReader.read(text))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void saysWhere() {
        assertThatThrownBy(() -> JsonReader.read("{\"a\":1,\n  \"b\":1.5}"))
                .hasMessage("line 2, column 7: not an integer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"22c32822", "22c0af22", "22eda08022", "22f490808022", "22ff22", "efbbbf7b7d",
            "fffe7b007d00", "7b007d00", "00"})
    void refusesBytesThatAreNotUtf8(String hex) {
        assertThatThrownBy(() -> JsonReader.read(HexFormat.of().parseHex(hex))).isInstanceOf(JsonException.class);
    }

    @Test
    void readsBytesAsUtf8() {
        assertThat(JsonReader.read("\"🐍\"".getBytes(StandardCharsets.UTF_8)).asString("it")).isEqualTo("🐍");
    }

    @Test
    void readsSixtyFourLevelsAndNoMore() {
        assertThat(JsonReader.read(nested(64)).encode()).isEqualTo(nested(64));
        assertThatThrownBy(() -> JsonReader.read(nested(65))).isInstanceOf(JsonException.class);
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    @Test
    void takesStringsOfAnyLength() {
        var text = "\"" + "x".repeat(30_000_000) + "\"";
        assertThat(JsonReader.read(text).asString("it")).hasSize(30_000_000);
    }
}
