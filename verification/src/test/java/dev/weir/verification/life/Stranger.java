package dev.weir.verification.life;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/// A program that has nothing to do with Weir, and knows nothing but HTTP.
final class Stranger implements AutoCloseable {

    private static final byte[] ANSWER = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server = new ServerSocket();
    private final CompletableFuture<Void> asked = new CompletableFuture<>();

    private Stranger(int port) throws IOException {
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Thread.ofPlatform().daemon().start(this::answer);
    }

    /// One that answers at an address of the form `127.0.0.1:PORT`.
    static Stranger at(String address) throws IOException {
        return new Stranger(Integer.parseInt(address.replaceFirst(".*:", "")));
    }

    private void answer() {
        while (!server.isClosed()) {
            try (var client = server.accept()) {
                client.getOutputStream().write(ANSWER);
                asked.complete(null);
            } catch (IOException _) {
                // The client is gone, or all of this is.
            }
        }
    }

    /// Whether anybody has taken it for something else.
    boolean wasAsked() {
        return asked.isDone();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
