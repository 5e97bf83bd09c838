package dev.weir.wire;

import java.io.IOException;

/// Bytes that are no frame: cut off, empty, or too long. Nothing that follows can be understood.
public final class FrameException extends IOException {

    private static final long serialVersionUID = 1L;

    FrameException(String problem) {
        super(problem);
    }
}
