package dev.weir.engine.ingress;

import dev.weir.wire.EngineMessage;
import dev.weir.wire.Frames;
import dev.weir.wire.ShimMessage;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/// Messages over a socket. One thread receives; any thread sends.
final class Connection implements Closeable {

    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;
    private final Object sending = new Object();

    Connection(SocketChannel channel) {
        this.channel = channel;
        this.in = new BufferedInputStream(Channels.newInputStream(channel));
        this.out = Channels.newOutputStream(channel);
    }

    /// The next message, waiting for it; empty where the other side has closed.
    Optional<ShimMessage> receive() throws IOException {
        return Frames.read(in).map(ShimMessage::of);
    }

    void send(EngineMessage message) throws IOException {
        synchronized (sending) {
            Frames.write(out, message.json());
        }
    }

    /// Ends the connection; a thread that waits in [#receive] gets an exception.
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
