package dev.weir.wire;

import dev.weir.wire.json.JsonObject;

/// One message of a conversation (`spec/wire.md`). Members that are not named there are ignored when it is read, types are not.
public sealed interface Message permits ShimMessage, EngineMessage {

    /// The value of the member `type`.
    String type();

    /// The message as it goes into a frame.
    JsonObject json();
}
