package dev.weir.wire;

import dev.weir.api.Command;
import dev.weir.api.Contract;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;

/// The command tuple.
final class CommandTuple {

    private CommandTuple() {}

    static Command read(Arguments from) {
        return new Command(from.string(), from.string(), from.strings(), from.operation(), from.extra());
    }

    static JsonArray write(Command command) {
        return JsonArray.of(
                Json.of(Contract.VERSION),
                Json.of(command.installerVersion()),
                Json.of(command.command()),
                JsonArray.ofStrings(command.argv()),
                Json.of(command.operation()),
                Json.of(command.extra()));
    }
}
