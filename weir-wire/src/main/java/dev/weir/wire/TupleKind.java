package dev.weir.wire;

import static dev.weir.wire.ArgumentType.INT;
import static dev.weir.wire.ArgumentType.STR;
import static dev.weir.wire.ArgumentType.STRS;
import static dev.weir.wire.ArgumentType.STRS_OR_NONE;
import static dev.weir.wire.ArgumentType.STR_OR_NONE;
import static dev.weir.wire.ArgumentType.TUPLES;

import dev.weir.api.GateAction;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The three shapes that the tuple of an event can have, and the shape of one candidate (`spec/events.md`).
public enum TupleKind {
    COMMAND(
            new Argument("contract", INT),
            new Argument("installer_version", STR),
            new Argument("command", STR),
            new Argument("argv", STRS),
            new Argument("operation", STR),
            new Argument("extra", STR)),
    CANDIDATES(
            new Argument("contract", INT),
            new Argument("installer_version", STR),
            new Argument("project", STR),
            new Argument("specifier", STR_OR_NONE),
            new Argument("candidates", TUPLES),
            new Argument("operation", STR),
            new Argument("extra", STR)),
    DISTRIBUTION(
            new Argument("contract", INT),
            new Argument("installer_version", STR),
            new Argument("kind", STR),
            new Argument("name", STR_OR_NONE),
            new Argument("version", STR_OR_NONE),
            new Argument("url", STR_OR_NONE),
            new Argument("specifier", STR_OR_NONE),
            new Argument("chain", STRS),
            new Argument("hashes", STRS_OR_NONE),
            new Argument("filename", STR_OR_NONE),
            new Argument("path", STR_OR_NONE),
            new Argument("flags", INT),
            new Argument("digest", STR_OR_NONE),
            new Argument("operation", STR),
            new Argument("extra", STR)),
    /// One item of the argument `candidates`; no event has it as its tuple.
    CANDIDATE(
            new Argument("version", STR),
            new Argument("filename", STR),
            new Argument("url", STR_OR_NONE),
            new Argument("hashes", STRS),
            new Argument("yanked", STR_OR_NONE),
            new Argument("upload_time", STR_OR_NONE),
            new Argument("requires_python", STR_OR_NONE));

    /// What a `.done` has behind the arguments of its gate.
    public static final List<Argument> DONE =
            List.of(new Argument("outcome", STR), new Argument("reason", STR_OR_NONE));

    @SuppressWarnings("ImmutableEnumChecker") // it comes from List.of
    private final List<Argument> arguments;

    TupleKind(Argument... arguments) {
        this.arguments = List.of(arguments);
    }

    /// The shape that the events of an action have.
    public static TupleKind of(GateAction action) {
        return switch (action) {
            case INVOKED -> COMMAND;
            case CANDIDATES -> CANDIDATES;
            case DOWNLOAD, UNPACK, INSTALL, BUILD, BUILT, WRITE, UNINSTALL -> DISTRIBUTION;
        };
    }

    /// The arguments of a gate, in order.
    public List<Argument> arguments() {
        return arguments;
    }

    /// The word used in `spec/events.json`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The format string with which a C hook takes such a tuple apart by `PyArg_ParseTuple`.
    public String format() {
        return format(arguments);
    }

    /// The format string for these arguments.
    public static String format(List<Argument> arguments) {
        return arguments.stream().map(argument -> argument.type().format()).collect(Collectors.joining());
    }
}
