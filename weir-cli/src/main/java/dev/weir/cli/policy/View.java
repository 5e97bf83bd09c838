package dev.weir.cli.policy;

import dev.weir.wire.json.JsonObject;
import java.util.List;

/// Something to show.
public interface View {

    /// For a reader; fit for a terminal.
    List<String> lines();

    /// For a program.
    JsonObject json();
}
