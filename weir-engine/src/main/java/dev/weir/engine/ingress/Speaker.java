package dev.weir.engine.ingress;

import dev.weir.api.Digest;
import dev.weir.wire.Client;
import java.util.List;

/// On whose behalf something is kept.
///
/// @param run      id of the run
/// @param client   what the shim said of itself
/// @param indexes  the indexes that its command uses, without credentials; empty until the command is known
/// @param settings digest of the settings of the run
public record Speaker(String run, Client client, List<String> indexes, Digest settings) {

    public Speaker {
        indexes = List.copyOf(indexes);
    }

    Speaker withIndexes(List<String> used) {
        return new Speaker(run, client, used, settings);
    }
}
