package dev.weir.engine.ingress;

/// Why a conversation cannot go on; the message is sent to the other side.
final class ProtocolException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ProtocolException(String message) {
        super(message);
    }
}
