package dev.weir.engine.hooks;

import dev.weir.api.Action;
import dev.weir.api.Candidate;
import dev.weir.api.Finding;
import dev.weir.api.Gate;
import dev.weir.api.Objection;
import dev.weir.api.Rule;
import dev.weir.api.Severity;
import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/// Reads what a program hook has written (`spec/program-hooks.md`): exactly one object, with nothing in it that the specification does not name.
final class ProgramAnswer {

    static final int SCHEMA = 1;

    private static final Set<String> ANSWER = Set.of("schema", "findings");
    private static final Set<String> ANSWER_TO_CANDIDATES = Set.of("schema", "findings", "withhold");
    private static final Set<String> FINDING = Set.of("rule", "action", "severity", "file", "line", "message", "help");
    private static final Set<String> OBJECTION = Set.of("filename", "reason");

    private final Gate gate;

    ProgramAnswer(Gate gate) {
        this.gate = gate;
    }

    Reply read(byte[] output) throws HookFailureException {
        try {
            return reply(JsonReader.read(output).asObject("the answer"));
        } catch (JsonException nonsense) {
            throw new HookFailureException("its answer does not count: " + nonsense.getMessage());
        }
    }

    private Reply reply(JsonObject answer) {
        if (answer.integer("schema") != SCHEMA) {
            throw new JsonException(JsonObject.place("schema"), "expected " + SCHEMA);
        }
        return switch (gate) {
            case Gate.Candidates(_, var offer) -> {
                allowOnly(answer, ANSWER_TO_CANDIDATES, "the answer");
                requireOneOf(answer, "findings", "withhold");
                yield new Reply(findings(answer), objections(answer, offer.candidates()));
            }
            case Gate.Invoked _,Gate.DistributionGate _ -> {
                allowOnly(answer, ANSWER, "the answer");
                yield new Reply(answer.objects("findings").stream().map(ProgramAnswer::finding).toList(), List.of());
            }
        };
    }

    private static void requireOneOf(JsonObject answer, String one, String other) {
        if (answer.find(one).isEmpty() && answer.find(other).isEmpty()) {
            throw new JsonException(JsonObject.place(one), "is missing");
        }
    }

    private static List<Finding> findings(JsonObject answer) {
        return answer.find("findings").isEmpty()
                ? List.of()
                : answer.objects("findings").stream().map(ProgramAnswer::finding).toList();
    }

    private static Finding finding(JsonObject json) {
        allowOnly(json, FINDING, "a finding");
        return new Finding(
                rule(json),
                severity(json),
                json.optionalString("file"),
                line(json),
                line(json.string("message")),
                json.optionalString("help"));
    }

    private static Rule rule(JsonObject json) {
        var action = word(json, "action", Action.values(), Action::word);
        var id = json.string("rule");
        if (!Rule.isId(id)) {
            throw new JsonException(JsonObject.place("rule"), "expected the id of a rule, such as my-scan.eval");
        }
        return new Rule(id, action);
    }

    private static Severity severity(JsonObject json) {
        return json.find("severity").isEmpty()
                ? Severity.MEDIUM
                : word(json, "severity", Severity.values(), Severity::word);
    }

    private static <E> E word(JsonObject json, String name, E[] values, Function<E, String> wordOf) {
        var word = json.string(name);
        return Arrays.stream(values)
                .filter(value -> wordOf.apply(value).equals(word))
                .findFirst()
                .orElseThrow(() -> new JsonException(JsonObject.place(name), "there is no such word: " + word));
    }

    private static OptionalInt line(JsonObject json) {
        return json.find("line").isEmpty() ? OptionalInt.empty() : OptionalInt.of(fromOne(json.int31("line")));
    }

    private static int fromOne(int line) {
        if (line < 1) {
            throw new JsonException(JsonObject.place("line"), "expected a number from 1 on");
        }
        return line;
    }

    private static String line(String message) {
        if (message.isBlank() || message.chars().anyMatch(Character::isISOControl)) {
            throw new JsonException(JsonObject.place("message"), "expected one line of text");
        }
        return message;
    }

    private static List<Objection> objections(JsonObject answer, List<Candidate> candidates) {
        return answer.find("withhold").isEmpty()
                ? List.of()
                : answer.objects("withhold").stream().map(item -> objection(item, candidates)).toList();
    }

    private static Objection objection(JsonObject json, List<Candidate> candidates) {
        allowOnly(json, OBJECTION, "an objection");
        var filename = json.string("filename");
        if (candidates.stream().noneMatch(candidate -> candidate.filename().equals(filename))) {
            throw new JsonException(JsonObject.place("filename"), "is not on offer: " + filename);
        }
        return new Objection(filename, line(json.string("reason")));
    }

    private static void allowOnly(JsonObject json, Set<String> allowed, String place) {
        Optional<String> foreign =
                json.members().keySet().stream().filter(name -> !allowed.contains(name)).findFirst();
        if (foreign.isPresent()) {
            throw new JsonException(place, "has a member that does not belong there: " + foreign.get());
        }
    }
}
