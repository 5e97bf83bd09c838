package dev.weir.verification.matrix;

import dev.weir.verification.canary.CellResult;
import dev.weir.verification.canary.CellResult.Kind;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;

/// What came of all cases with one pip on one Python.
///
/// @param build   of Weir
/// @param release of pip
/// @param python  its version
/// @param cases   as they are described
/// @param results one for each case
record Sheet(String build, String release, String python, List<String> cases, List<CellResult> results) {

    Sheet {
        cases = List.copyOf(cases);
        results = List.copyOf(results);
    }

    /// Of all cases of today.
    static Sheet of(String build, Pair pair, List<CellResult> results) {
        return new Sheet(build, pair.release(), pair.python().version(), Case.ALL.stream().map(Case::toString).toList(),
                results);
    }

    /// The numbers of the cases of which this came.
    List<Integer> numbers(Kind kind) {
        return IntStream.range(0, results.size()).filter(index -> results.get(index).kind() == kind)
                .mapToObj(index -> index + 1).toList();
    }

    /// What came of the case with a number.
    CellResult result(int number) {
        return results.get(number - 1);
    }

    JsonObject toJson() {
        var cells = IntStream.range(0, results.size()).mapToObj(index -> JsonObject.builder()
                .put("case", cases.get(index))
                .put("result", results.get(index).kind().name())
                .put("why", results.get(index).words()).build()).toArray(JsonObject[]::new);
        return JsonObject.builder().put("build", build).put("pip", release).put("python", python)
                .put("cells", JsonArray.of(cells)).build();
    }

    static Sheet parse(JsonObject json) {
        var cells = json.objects("cells");
        return new Sheet(json.string("build"), json.string("pip"), json.string("python"),
                cells.stream().map(cell -> cell.string("case")).toList(),
                cells.stream().map(cell -> new CellResult(Kind.valueOf(cell.string("result")), cell.string("why")))
                        .toList());
    }
}
