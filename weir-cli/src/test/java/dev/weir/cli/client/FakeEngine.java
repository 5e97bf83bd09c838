package dev.weir.cli.client;

import dev.weir.api.Digest;
import dev.weir.engine.Places;
import dev.weir.engine.Transport;
import dev.weir.engine.bits.PrivateFolder;
import dev.weir.engine.settings.SettingsPlaces;
import dev.weir.journal.StateFolder;
import dev.weir.wire.EngineMessage;
import dev.weir.wire.EngineMessage.Ready;
import dev.weir.wire.EngineMessage.Welcome;
import dev.weir.wire.Frames;
import dev.weir.wire.Key;
import dev.weir.wire.Mode;
import dev.weir.wire.Nonce;
import dev.weir.wire.Proof;
import dev.weir.wire.Protocol;
import dev.weir.wire.ShimMessage;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// An engine for one conversation that does what a test tells it.
final class FakeEngine implements AutoCloseable {

    static final String BUILD = "0123456789abcdef";
    static final Key KEY = Key.ofHex("ab".repeat(32));
    static final String RUN = "r1";

    private final ServerSocket server;
    private final Places places;
    private final CompletableFuture<Void> served;
    private final List<ShimMessage> heard = new ArrayList<>();

    /// What it says after it has heard something.
    interface Script {
        void play(Stage stage) throws IOException;
    }

    private FakeEngine(Path folder, ServerSocket server, Script script) throws IOException {
        this.server = server;
        this.places = places(folder);
        announce(rendezvous(places, server.getLocalPort()));
        this.served = CompletableFuture.runAsync(() -> serve(script));
    }

    static Places places(Path folder) {
        var settings = new SettingsPlaces(folder.resolve("system.toml"), folder.resolve("weir.toml"));
        return new Places(new StateFolder(folder.resolve("state")), settings, BUILD, Transport.LOOPBACK,
                Optional.empty());
    }

    static FakeEngine open(Path folder, Script script) throws IOException {
        return new FakeEngine(folder, new ServerSocket(0, 1, InetAddress.getByAddress(new byte[]{127, 0, 0, 1})),
                script);
    }

    EngineFinder finder() {
        return new EngineFinder(places, Map.of());
    }

    static String rendezvous(Places places, int port) {
        return JsonObject.builder().put("protocol", Protocol.VERSION).put("build", BUILD)
                .put("settings", places.settingsId()).put("pid", 1)
                .put("transport", "loopback").put("address", "127.0.0.1:" + port).put("key", KEY.hex()).build()
                .encode();
    }

    private void announce(String text) throws IOException {
        PrivateFolder.require(places.state().run());
        Files.writeString(places.rendezvous(), text);
        Files.setPosixFilePermissions(places.rendezvous(), PosixFilePermissions.fromString("rw-------"));
    }

    private void serve(Script script) {
        try (var socket = server.accept()) {
            script.play(new Stage(socket.getInputStream(), socket.getOutputStream()));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /// What it has heard, once it has nothing more to say.
    List<ShimMessage> heard() {
        served.join();
        return heard;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /// One side of a conversation.
    final class Stage {

        private final InputStream in;
        private final OutputStream out;

        Stage(InputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        ShimMessage hear() throws IOException {
            var message = ShimMessage.of(Frames.read(in).orElseThrow(() -> new IOException("the client left")));
            heard.add(message);
            return message;
        }

        void say(EngineMessage message) throws IOException {
            Frames.write(out, message.json());
        }

        /// Greets as an engine of this build that holds this key.
        Stage welcome(String build, Key key) throws IOException {
            var nonce = Nonce.random();
            var hello = (ShimMessage.Hello) hear();
            say(new Welcome(Protocol.VERSION, build, nonce, Proof.of(key, Proof.Side.ENGINE, hello.nonce(), nonce)));
            return this;
        }

        Stage greet(int silence) throws IOException {
            welcome(BUILD, KEY).hear();
            say(new Ready(RUN, KEY.ofRun(RUN), Digest.ofHex("0".repeat(64)), List.of(), false, silence, Mode.ENFORCE));
            return this;
        }
    }
}
