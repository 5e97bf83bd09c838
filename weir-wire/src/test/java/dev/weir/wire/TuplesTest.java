package dev.weir.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.Flag;
import dev.weir.api.Gate;
import dev.weir.api.GateAction;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TuplesTest {

    private static final String EXTRA = "\"{}\"";

    static List<JsonObject> samples() {
        return Stream.of("golden/events.json", "golden/appendix.json")
                .flatMap(name -> Spec.read(name).asArray(name).items().stream())
                .map(sample -> sample.asObject("a sample"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void writesEveryTupleAsItWasRead(JsonObject sample) {
        assertThat(reencode(sample.string("event"), sample.array("args")).encode())
                .isEqualTo(sample.array("args").encode());
    }

    private static JsonArray reencode(String event, JsonArray args) {
        if (!EventName.of(event).done()) {
            var gate = Tuples.gate(event, args);
            assertThat(gate.event()).isEqualTo(event);
            return Tuples.args(gate);
        }
        var done = Tuples.done(event, args);
        assertThat(Tuples.event(done)).isEqualTo(event);
        return Tuples.args(done);
    }

    @Test
    void hasAFullAndASparseSampleOfEveryEvent() {
        var expected = Arrays.stream(GateAction.values())
                .map(action -> "pip." + action.word())
                .flatMap(event -> Stream.of(event, event + ".done"))
                .flatMap(event -> Stream.of(event + " fully", event + " sparsely"))
                .toList();

        assertThat(Spec.read("golden/events.json").asArray("samples").items())
                .map(sample -> sample.asObject("it").string("event") + " " + sample.asObject("it").string("filled"))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void takesAnyInstaller() {
        var conda = samples().stream().filter(sample -> sample.string("event").equals("conda.install")).findFirst();
        var gate = Tuples.gate("conda.install", conda.orElseThrow().array("args"));

        assertThat(gate).isInstanceOfSatisfying(Gate.Install.class, install -> {
            assertThat(install.installer()).isEqualTo("conda");
            assertThat(install.distribution().kind()).isEqualTo("conda");
            assertThat(install.distribution().flagSet()).containsExactly(Flag.USER_REQUESTED, Flag.FROM_CACHE);
        });
    }

    @Test
    void letsUnknownFlagsKindsAndKeysOfExtraPass() {
        var args = array("""
                [1,"1","seed",null,null,null,null,[],null,null,null,2147483647,null,"o","{\\"later\\":[{}]}"]""");

        assertThat(Tuples.args(Tuples.gate("pip.install", args))).isEqualTo(args);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                    "[]                               | argument 0 (contract): expected the contract version 1, found null",
                    "[2,\"1\"]                        | argument 0 (contract): expected the contract version 1, found 2",
                    "[\"1\",\"1\",\"i\",[],\"o\",EXTRA] | argument 0 (contract): expected the contract version 1, found a string",
                    "[true,\"1\",\"i\",[],\"o\",EXTRA]  | argument 0 (contract): expected the contract version 1, found true or false",
                    "[1]                              | pip.invoked: expected 6 arguments, found 1",
                    "[1,\"1\",\"i\",[],\"o\"]         | pip.invoked: expected 6 arguments, found 5",
                    "[1,\"1\",\"i\",[],\"o\",EXTRA,1] | pip.invoked: expected 6 arguments, found 7",
                    "[1,1,\"i\",[],\"o\",EXTRA]       | argument 1 (installer_version): expected a string, found an integer",
                    "[1,\"1\",null,[],\"o\",EXTRA]    | argument 2 (command): expected a string, found null",
                    "[1,\"1\",\"i\",\"a\",\"o\",EXTRA] | argument 3 (argv): expected an array, found a string",
                    "[1,\"1\",\"i\",[[]],\"o\",EXTRA] | argument 3 (argv), an item: expected a string, found an array",
                    "[1,\"1\",\"i\",[null],\"o\",EXTRA] | argument 3 (argv), an item: expected a string, found null",
                    "[1,\"1\",\"i\",[],\"\",EXTRA]    | argument 4 (operation): is empty",
                    "[1,\"1\",\"i\",[],\"o\",{}]      | argument 5 (extra): expected a string, found an object",
                    "[1,\"1\",\"i\",[],\"o\",\"\"]    | argument 5 (extra): expected a JSON object in a string: line 1",
                    "[1,\"1\",\"i\",[],\"o\",\"[]\"]  | argument 5 (extra): expected a JSON object in a string: the string: expected an object",
                    "[1,\"1\",\"i\",[],\"o\",\"{}{}\"] | argument 5 (extra): expected a JSON object in a string: line 1",
            })
    void refusesMalformedCommands(String args, String problem) {
        refuses("pip.invoked", args, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                    "3  | 1                  | argument 3 (name): expected a string or null, found an integer",
                    "4  | false              | argument 4 (version): expected a string or null, found true or false",
                    "7  | null               | argument 7 (chain): expected an array, found null",
                    "7  | [1]                | argument 7 (chain), an item: expected a string, found an integer",
                    "8  | \"sha256:0\"       | argument 8 (hashes): expected an array, found a string",
                    "11 | true               | argument 11 (flags): expected an integer, found true or false",
                    "11 | null               | argument 11 (flags): expected an integer, found null",
                    "11 | \"1\"              | argument 11 (flags): expected an integer, found a string",
                    "11 | -1                 | argument 11 (flags): expected an integer from 0 to 2147483647, found -1",
                    "11 | 2147483648         | argument 11 (flags): expected an integer from 0 to 2147483647, found 2147483648",
                    "12 | \"abc\"            | argument 12 (digest): expected sha256: and 64 lower-case hexadecimal digits",
                    "12 | \"sha256:ABC\"     | argument 12 (digest): expected sha256: and 64 lower-case hexadecimal digits",
                    "13 | null               | argument 13 (operation): expected a string, found null",
                    "14 | null               | argument 14 (extra): expected a string, found null",
            })
    void refusesMalformedDistributions(int index, String value, String problem) {
        var args = array("""
                [1,"1","wheel",null,null,null,null,[],null,null,null,0,null,"o","{}"]""");
        var items = new ArrayList<>(args.items());
        items.set(index, JsonReader.read(value));

        refuses("pip.install", new JsonArray(items).encode(), problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                    "null                                        | argument 4 (candidates): expected an array, found null",
                    "[{}]                                        | argument 4 (candidates), an item: expected an array, found an object",
                    "[[]]                                        | argument 4 (candidates), an item: expected 7 arguments, found 0",
                    "[[\"1\",\"f\",null,[],null,null]]           | argument 4 (candidates), an item: expected 7 arguments, found 6",
                    "[[null,\"f\",null,[],null,null,null]]       | argument 4 (candidates), an item, argument 0 (version): expected a string, found null",
                    "[[\"1\",\"f\",null,null,null,null,null]]    | argument 4 (candidates), an item, argument 3 (hashes): expected an array, found null",
                    "[[\"1\",\"f\",null,[],false,null,null]]     | argument 4 (candidates), an item, argument 4 (yanked): expected a string or null, found true",
            })
    void refusesMalformedCandidates(String candidates, String problem) {
        refuses("pip.candidates", "[1,\"1\",\"x\",null," + candidates + ",\"o\",EXTRA]", problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                    "\"ok\"                | pip.invoked.done: expected 8 arguments, found 7",
                    "\"ok\",\"because\"    | argument 7 (reason): expected null with the outcome `ok`",
                    "\"fine\",null         | argument 6 (outcome): there is no outcome `fine`",
                    "null,null             | argument 6 (outcome): expected a string, found null",
                    "\"failed\",1          | argument 7 (reason): expected a string or null, found an integer",
            })
    void refusesMalformedEnds(String behind, String problem) {
        var args = array("[1,\"1\",\"i\",[],\"o\",EXTRA," + behind + "]");

        assertThatThrownBy(() -> Tuples.done("pip.invoked.done", args))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource({
            "pip",
            "install",
            "pip.",
            ".install",
            "pip.unknown",
            "pip.install.done.done",
            "pip.install.end",
            "PIP.install",
            "a.b.install",
            "weir.verdict",
            "pip.Install",
            "pip.install.done"
    })
    void refusesNamesThatAreNoGates(String event) {
        refuses(event, "[1]", "event `" + event + "`");
    }

    @Test
    void refusesAGateWhereItsEndIsExpected() {
        assertThatThrownBy(() -> Tuples.done("pip.invoked", array("[1]"))).isInstanceOf(JsonException.class);
    }

    private static void refuses(String event, String args, String problem) {
        var array = array(args);
        assertThatThrownBy(() -> Tuples.gate(event, array))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining(problem);
    }

    private static JsonArray array(String text) {
        return JsonReader.read(text.replace("EXTRA", EXTRA)).asArray("args");
    }
}
