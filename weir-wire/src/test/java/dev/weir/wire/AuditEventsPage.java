package dev.weir.wire;

import dev.weir.api.GateAction;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Writes `docs/reference/audit-events.md`.
final class AuditEventsPage {

    private static final String HEAD = """
            # Audit events

            <!-- Made from dev.weir.wire.TupleKind; a test compares. To change it: mvn -pl weir-wire -am test -Dweir.update-docs=true -->

            Every event of pip, in the form of [Python's own table](https://docs.python.org/3/library/audit_events.html). What it means, and what refusing it means, is said in
            [the event contract](../../spec/events.md).

            | Audit event | Arguments | References |
            |---|---|---|
            """;

    private static final String FORMATS = """

            ## Formats

            How an audit hook in C takes a tuple apart with [`PyArg_ParseTuple`](https://docs.python.org/3/c-api/arg.html), as the [sample in C](../../samples/c-hook/decoded_code.c) does.
            Look first whether argument 0 is the `int` 1: where it is not, the event is none of this contract and may have any shape. `i` takes an `int *`; `s` and `z` take a
            `const char **`, `z` gives `NULL` for None; `O` takes a `PyObject **`; `O!` takes two arguments, `&PyTuple_Type` and a `PyObject **`. What they give is borrowed from the tuple.
            """;

    private AuditEventsPage() {}

    static String write() {
        return HEAD + Arrays.stream(GateAction.values()).map(AuditEventsPage::rows).collect(Collectors.joining())
                + FORMATS
                + Arrays.stream(TupleKind.values()).map(AuditEventsPage::format).collect(Collectors.joining());
    }

    private static String rows(GateAction action) {
        var kind = TupleKind.of(action);
        return row(action.word(), kind, kind.arguments(), "gates")
                + row(action.word() + ".done", kind, done(kind), "done");
    }

    private static List<Argument> done(TupleKind kind) {
        return Stream.concat(kind.arguments().stream(), TupleKind.DONE.stream()).toList();
    }

    private static String row(String action, TupleKind kind, List<Argument> arguments, String raised) {
        var names = arguments.stream().map(argument -> "`" + argument.name() + "`").collect(Collectors.joining(", "));
        return "| `pip.%s` | %s | [when](../../spec/events.md#%s), [what](../../spec/events.md#the-%s-tuple), [format](#%s) |\n"
                .formatted(action, names, raised, kind.word(), kind.word());
    }

    private static String format(TupleKind kind) {
        return switch (kind) {
            case COMMAND, CANDIDATES, DISTRIBUTION -> section(kind, ends(kind), done(kind));
            case CANDIDATE -> section(kind, "Each item of `candidates`.", kind.arguments());
        };
    }

    private static String ends(TupleKind kind) {
        return "A `.done` has the last two as well: `%s`.".formatted(TupleKind.format(done(kind)));
    }

    private static String section(TupleKind kind, String more, List<Argument> arguments) {
        return "\n### %s\n\n`%s`. %s\n\n| # | argument | type | format |\n|---|---|---|---|\n".formatted(
                title(kind), kind.format(), more)
                + IntStream.range(0, arguments.size()).mapToObj(i -> row(i, arguments.get(i)))
                        .collect(Collectors.joining());
    }

    private static String title(TupleKind kind) {
        return kind.name().charAt(0) + kind.word().substring(1);
    }

    private static String row(int number, Argument argument) {
        return "| %d | `%s` | %s | `%s` |\n".formatted(
                number, argument.name(), argument.type().words(), argument.type().format());
    }
}
