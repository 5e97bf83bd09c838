package dev.weir.verification.pipsown;

import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonObject;
import java.util.List;

/// What came of one part of the tests of one release on one Python.
///
/// @param build           of Weir
/// @param release         of pip
/// @param python          its version
/// @param part            which tests
/// @param verdictsWithout how many the journal holds of the side without the shim
/// @param verdictsWith    how many it holds of the side with it
/// @param tests           each once
record Sheet(String build, String release, String python, Part part, long verdictsWithout, long verdictsWith,
        List<Tried> tests) {

    Sheet {
        tests = List.copyOf(tests);
    }

    /// Whether both sides were what they were to be: no engine was asked on the one, and on the other some were, unless there is nothing to ask.
    boolean isProven() {
        return verdictsWithout == 0 && (verdictsWith > 0 || tests.isEmpty());
    }

    JsonObject toJson() {
        return JsonObject.builder().put("build", build).put("pip", release).put("python", python)
                .put("part", part.word()).put("verdicts-without", verdictsWithout).put("verdicts-with", verdictsWith)
                .put("tests", JsonArray.of(tests.stream().map(Tried::toJson).toArray(JsonObject[]::new))).build();
    }

    static Sheet parse(JsonObject json) {
        return new Sheet(json.string("build"), json.string("pip"), json.string("python"),
                Part.of(json.string("part")), json.integer("verdicts-without"), json.integer("verdicts-with"),
                json.objects("tests").stream().map(Tried::parse).toList());
    }
}
