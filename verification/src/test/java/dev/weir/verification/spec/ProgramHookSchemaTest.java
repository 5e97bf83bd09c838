package dev.weir.verification.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `spec/program-hook.schema.json` says the same as `spec/program-hooks.md`.
class ProgramHookSchemaTest {

    private static final Pattern EXAMPLE = Pattern.compile("```json\n(?<json>.*?)```", Pattern.DOTALL);
    private static final Set<String> WITHOUT_BITS =
            Set.of("pip.invoked", "pip.candidates", "pip.download", "pip.uninstall");
    private static final Schema SCHEMA = Schema.of("program-hook.schema.json");
    private static final Schema QUESTION = SCHEMA.definition("question");
    private static final Schema ANSWER = SCHEMA.definition("answer");
    private static final Schema AT_CANDIDATES = SCHEMA.definition("answerAtCandidates");

    private static final String FINDING =
            "{\"rule\":\"my-scan.eval\",\"action\":\"deny\",\"severity\":\"high\",\"file\":\"setup.py\",\"line\":3,\"message\":\"runs\",\"help\":\"Ask.\"}";

    @Test
    void takesTheExamples() {
        var examples = EXAMPLE.matcher(Spec.text("program-hooks.md")).results()
                .map(example -> JsonReader.read(example.group("json")))
                .toList();

        assertThat(examples).hasSize(3).allSatisfy(example -> assertThat(SCHEMA.problems(example)).isEmpty());
        assertThat(QUESTION.problems(examples.get(0))).isEmpty();
        assertThat(ANSWER.problems(examples.get(1))).isEmpty();
        assertThat(AT_CANDIDATES.problems(examples.get(1))).isEmpty();
        assertThat(ANSWER.problems(examples.get(2))).isNotEmpty();
        assertThat(AT_CANDIDATES.problems(examples.get(2))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void takesAQuestionAboutEveryGate(JsonObject question) {
        assertThat(QUESTION.problems(question)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void refusesQuestionsThatDifferInOnePlace(JsonObject question) {
        assertThat(Stream.of(Mutations.ofAnotherKind(question), Mutations.withoutAMember(question),
                Mutations.withAMoreMember(question)).flatMap(List::stream))
                .allSatisfy(mutant -> assertThat(QUESTION.problems(mutant)).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("questions")
    void knowsWhereThereAreBits(JsonObject question) {
        var about = question.string("event");
        var without = Mutations.with(question, "artifact", JsonNull.NULL);
        var with = Mutations.with(question, "artifact", artifact());

        assertThat(QUESTION.problems(without)).isEmpty();
        assertThat(QUESTION.problems(with).isEmpty()).isEqualTo(!WITHOUT_BITS.contains(about));
    }

    static List<JsonObject> questions() {
        return Spec.events().stream()
                .filter(sample -> !sample.string("event").endsWith(".done"))
                .map(ProgramHookSchemaTest::question)
                .toList();
    }

    private static JsonObject question(JsonObject sample) {
        var event = sample.string("event");
        return JsonObject.builder()
                .put("schema", 1)
                .put("hook", "my-scan")
                .put("event", event)
                .put("args", sample.array("args"))
                .put("artifact", WITHOUT_BITS.contains(event) ? JsonNull.NULL : artifact())
                .build();
    }

    private static Json artifact() {
        return JsonReader.read(
                "{\"path\":\"/copy\",\"digest\":\"sha256:" + "a".repeat(64) + "\",\"form\":\"tree\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"schema\":1,\"findings\":[]}",
            "{\"schema\":1,\"findings\":[{\"rule\":\"a.b\",\"action\":\"note\",\"message\":\"m\"}]}",
            "{\"schema\":1,\"findings\":[" + FINDING + "," + FINDING + "]}"})
    void takesAnswers(String answer) {
        assertThat(ANSWER.problems(JsonReader.read(answer))).isEmpty();
        assertThat(AT_CANDIDATES.problems(JsonReader.read(answer))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"schema\":1,\"withhold\":[]}",
            "{\"schema\":1,\"findings\":[" + FINDING + "],\"withhold\":[{\"filename\":\"f\",\"reason\":\"r\"}]}"})
    void takesObjectionsToCandidatesOnly(String answer) {
        assertThat(ANSWER.problems(JsonReader.read(answer))).isNotEmpty();
        assertThat(AT_CANDIDATES.problems(JsonReader.read(answer))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "[]",
            "{}",
            "{\"schema\":1}",
            "{\"findings\":[]}",
            "{\"schema\":2,\"findings\":[]}",
            "{\"schema\":\"1\",\"findings\":[]}",
            "{\"schema\":1,\"findings\":null}",
            "{\"schema\":1,\"findings\":{}}",
            "{\"schema\":1,\"findings\":[{}]}",
            "{\"schema\":1,\"findings\":[],\"verdict\":\"allow\"}",
            "{\"schema\":1,\"findings\":[],\"withhold\":[{\"filename\":\"f\"}]}",
            "{\"schema\":1,\"findings\":[],\"withhold\":[{\"filename\":\"f\",\"reason\":\"\"}]}",
            "{\"schema\":1,\"findings\":[],\"withhold\":[{\"filename\":\"f\",\"reason\":\"r\",\"why\":\"w\"}]}"})
    void refusesAnswers(String answer) {
        assertThat(ANSWER.problems(JsonReader.read(answer))).isNotEmpty();
        assertThat(AT_CANDIDATES.problems(JsonReader.read(answer))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "\"rule\":\"eval\"", "\"rule\":\"a..b\"", "\"rule\":\".b\"", "\"rule\":\"A.b\"", "\"rule\":null",
            "\"action\":\"kill\"", "\"action\":null", "\"severity\":\"worst\"", "\"severity\":null",
            "\"message\":\"\"", "\"message\":\" \"", "\"message\":\"a\\nb\"", "\"message\":\"a\\n\"",
            "\"message\":\"\\u009b2J\"", "\"message\":null",
            "\"line\":0", "\"line\":-1", "\"line\":2147483648", "\"line\":\"3\"", "\"line\":null",
            "\"file\":null", "\"help\":1", "\"place\":\"setup.py\""})
    void refusesAFindingWith(String member) {
        var change = JsonReader.read("{" + member + "}").asObject("it").members().firstEntry();
        var finding = Mutations.with(JsonReader.read(FINDING).asObject("it"), change.getKey(), change.getValue());

        assertThat(SCHEMA.definition("finding").problems(finding)).isNotEmpty();
    }

    @Test
    void knowsTheSameTuplesAsTheJournal() {
        var journal = Schema.of("journal.schema.json").text().object("$defs");
        var ours = SCHEMA.text().object("$defs");

        assertThat(Stream.of("gate", "operation", "digest", "digestOrNull", "stringOrNull", "strings", "int31", "extra",
                "command", "commandGate", "candidates", "candidatesGate", "candidate", "distribution",
                "distributionGate", "argsOfGate"))
                .allSatisfy(name -> assertThat(ours.get(name)).isEqualTo(journal.get(name)));
    }
}
