package dev.weir.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.Action;
import dev.weir.api.Finding;
import dev.weir.api.Rule;
import dev.weir.api.Severity;
import dev.weir.api.Verdict;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessageTest {

    private static final Set<String> MAY_BE_LEFT_OUT = Set.of("hello run", "prove switches", "error hint",
            "verdict instead_of");

    static List<JsonObject> samples() {
        return Spec.read("golden/wire.json").asObject("wire.json").objects("messages");
    }

    private static Message read(String from, JsonObject message) {
        return from.equals("shim") ? ShimMessage.of(message) : EngineMessage.of(message);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void writesEveryMessageAsItWasRead(JsonObject sample) {
        var message = sample.object("message");
        var read = read(sample.string("from"), message);

        assertThat(read.json().encode()).isEqualTo(message.encode());
        assertThat(read.type()).isEqualTo(message.string("type"));
    }

    @Test
    void namesWhatRefusesBeforeAllElse() {
        var answer = new Answer("op", Optional.empty(), new Verdict.Deny("no"), List.of(
                found("a.noted", Action.NOTE), found("b.refused", Action.DENY), found("c.warned", Action.WARN),
                found("d.refused", Action.DENY)));

        assertThat(answer.findings()).extracting(found -> found.finding().rule().id())
                .containsExactly("b.refused", "d.refused", "c.warned", "a.noted");
    }

    private static HookFinding found(String rule, Action action) {
        return new HookFinding("hook", new Finding(new Rule(rule, action), Severity.LOW, Optional.empty(),
                OptionalInt.empty(), "message", Optional.empty()));
    }

    @Test
    void hasASampleOfEveryType() {
        var types = new TreeSet<String>();
        samples().forEach(sample -> types.add(sample.string("from") + " " + sample.object("message").string("type")));

        assertThat(types).containsExactly(
                "engine covered",
                "engine draining",
                "engine error",
                "engine noted",
                "engine ready",
                "engine state",
                "engine status",
                "engine stopping",
                "engine tree",
                "engine verdict",
                "engine vouched",
                "engine welcome",
                "engine working",
                "shim ask",
                "shim bye",
                "shim changed",
                "shim coverage",
                "shim done",
                "shim hello",
                "shim prove",
                "shim refusal",
                "shim state",
                "shim status",
                "shim stop",
                "shim unpack",
                "shim visit",
                "shim vouch");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void ignoresMembersThatItDoesNotKnow(JsonObject sample) {
        var message = sample.object("message");
        var more = new LinkedHashMap<>(message.members());
        more.put("later", Json.of(1));

        assertThat(read(sample.string("from"), new JsonObject(more)).json()).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void missesEveryMemberThatIsNotThere(JsonObject sample) {
        var message = sample.object("message");
        var names = new TreeSet<>(message.members().keySet());
        names.removeIf(name -> MAY_BE_LEFT_OUT.contains(message.string("type") + " " + name));
        for (var name : names) {
            var less = new LinkedHashMap<>(message.members());
            less.remove(name);
            assertThatThrownBy(() -> read(sample.string("from"), new JsonObject(less)))
                    .isInstanceOf(JsonException.class)
                    .hasMessage("member `" + name + "`: is missing");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                    "shim   | {\"type\":\"welcome\"} | member `type`: no message of this side has the type `welcome`",
                    "engine | {\"type\":\"ask\"}     | member `type`: no message of this side has the type `ask`",
                    "shim   | {\"type\":1}           | member `type`: expected a string, found an integer",
                    "shim   | {\"type\":\"hello\",\"protocol\":1,\"build\":\"b\",\"nonce\":\"a\\nb\"} | member `nonce`: expected 64",
                    "shim   | {\"type\":\"hello\",\"protocol\":\"1\",\"build\":\"b\",\"nonce\":\"\"} | member `protocol`: expected an integer",
                    "shim   | {\"type\":\"visit\",\"protocol\":1,\"nonce\":\"\"} | member `nonce`: expected 64",
                    "shim   | {\"type\":\"stop\",\"proof\":\"\",\"now\":1} | member `now`: expected",
                    "engine | {\"type\":\"status\",\"pid\":1,\"build\":\"b\",\"since\":\"today\"} | member `since`: expected a time",
                    "shim   | {\"type\":\"changed\",\"event\":\"e\",\"args\":[],\"digest\":\"md5:0\"} | member `digest`: expected sha256:",
                    "shim   | {\"type\":\"ask\",\"event\":\"e\",\"args\":{}} | member `args`: expected an array, found an object",
                    "shim   | {\"type\":\"coverage\",\"operation\":\"o\",\"places\":[],\"changes\":[{\"path\":\"/p\",\"change\":\"odd\"}]} | member `change`: expected new, changed or gone",
                    "engine | {\"type\":\"state\",\"refusal\":{\"verdict\":\"allow\",\"operation\":\"o\",\"reason\":\"r\"}} | member `verdict`: expected deny or undecided",
                    "engine | {\"type\":\"verdict\",\"operation\":\"o\",\"digest\":null,\"verdict\":\"maybe\"} | there is no verdict `maybe`",
                    "engine | {\"type\":\"verdict\",\"operation\":\"o\",\"digest\":null,\"verdict\":\"deny\",\"reason\":null} | member `reason`: expected a string, found null",
                    "engine | {\"type\":\"verdict\",\"operation\":\"o\",\"digest\":null,\"verdict\":\"allow\",\"reason\":\"r\"} | member `reason`: does not fit the verdict `allow`",
                    "engine | {\"type\":\"verdict\",\"operation\":\"o\",\"digest\":null,\"verdict\":\"withhold\",\"reason\":null,\"withhold\":[]} | member `withhold`: does not fit",
                    "engine | {\"type\":\"verdict\",\"operation\":\"o\",\"digest\":null,\"verdict\":\"allow\",\"reason\":null,\"withhold\":[{}]} | member `withhold`: does not fit",
                    "engine | {\"type\":\"verdict\",\"operation\":\"o\",\"digest\":null,\"verdict\":\"allow\",\"reason\":null,\"withhold\":[],\"patch\":{}} | member `patch`: does not fit",
                    "engine | {\"type\":\"verdict\",\"operation\":\"o\",\"digest\":null,\"verdict\":\"patched\",\"patch\":null} | member `patch`: expected an object, found null",
            })
    void refusesMalformedMessages(String from, String message, String problem) {
        var json = JsonReader.read(message).asObject("it");

        assertThatThrownBy(() -> read(from, json)).isInstanceOf(JsonException.class).hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource({"silence,0,expected 1 or more seconds", "mode,\"off\",expected enforce or observe",
            "run_key,\"00\",expected 64",
            "settings,\"x\",expected sha256:"})
    void refusesAMalformedReady(String name, String value, String problem) {
        var sample = samples().stream().map(found -> found.object("message"))
                .filter(message -> message.string("type").equals("ready")).findFirst().orElseThrow();
        var changed = new LinkedHashMap<>(sample.members());
        changed.put(name, JsonReader.read(value));

        assertThatThrownBy(() -> EngineMessage.of(new JsonObject(changed)))
                .hasMessageContaining("member `" + name + "`: " + problem);
    }

    @Test
    void letsThroughWhateverWasFound() {
        var answers = samples().stream().map(sample -> sample.object("message"))
                .filter(message -> message.string("type").equals("verdict") && message.find("instead_of").isEmpty())
                .map(Answer::of).toList();

        assertThat(answers).isNotEmpty().allSatisfy(answer -> {
            var through = answer.lettingThrough();
            assertThat(through.verdict()).isEqualTo(new Verdict.Allow());
            assertThat(through.insteadOf())
                    .isEqualTo(Optional.of(answer.verdict()).filter(found -> !(found instanceof Verdict.Allow)));
            assertThat(EngineMessage.of(through.json())).isEqualTo(through);
        });
    }

    @Test
    void takesAVariableThatIsEmptyForNone() {
        assertThat(Switches.in(Map.of("WEIR_MODE", "", "WEIR_PROJECT_SETTINGS", "", "PATH", "/bin")))
                .isEqualTo(Switches.NONE);
        assertThat(Switches.in(Map.of("WEIR_MODE", "observe", "WEIR_PROJECT_SETTINGS", "no")))
                .isEqualTo(new Switches(Optional.of("observe"), Optional.of("no")));
    }

    @ParameterizedTest
    @CsvSource({"rule,\"nodot\"", "action,\"explode\"", "severity,\"bad\"", "line,-1", "file,1", "message,null"})
    void refusesAMalformedFinding(String name, String value) {
        var finding = samples().stream().map(found -> found.object("message"))
                .filter(message -> message.find("findings").isPresent())
                .flatMap(message -> message.objects("findings").stream()).findFirst().orElseThrow();
        var changed = new LinkedHashMap<>(finding.members());
        changed.put(name, JsonReader.read(value));

        assertThatThrownBy(() -> HookFinding.of(new JsonObject(changed)))
                .hasMessageStartingWith("member `" + name + "`: ");
    }
}
