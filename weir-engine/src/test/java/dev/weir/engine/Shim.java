package dev.weir.engine;

import dev.weir.api.Digest;
import dev.weir.api.Done;
import dev.weir.api.Gate;
import dev.weir.api.Outcome;
import dev.weir.api.Verdict;
import dev.weir.wire.Answer;
import dev.weir.wire.Client;
import dev.weir.wire.EngineMessage;
import dev.weir.wire.Frames;
import dev.weir.wire.Key;
import dev.weir.wire.Nonce;
import dev.weir.wire.Proof;
import dev.weir.wire.Protocol;
import dev.weir.wire.ShimMessage;
import dev.weir.wire.Switches;
import dev.weir.wire.Tuples;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;

/// The shim's side of the wire, to be told step by step what to say. For one thread.
final class Shim implements AutoCloseable {

    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;
    private final Key engineKey;
    private final String build;
    private String folder = "/";
    private Switches switches = Switches.NONE;

    private Shim(SocketChannel channel, Key engineKey, String build) {
        this.channel = channel;
        this.in = Channels.newInputStream(channel);
        this.out = Channels.newOutputStream(channel);
        this.engineKey = engineKey;
        this.build = build;
    }

    /// Connects to the engine that the rendezvous file names; says nothing yet.
    static Shim connect(Places places) throws IOException {
        return connect(Announcement.read(places.rendezvous()).orElseThrow());
    }

    /// Connects to this engine; says nothing yet.
    static Shim connect(Announcement engine) throws IOException {
        return new Shim(engine.transport().connect(engine.address()), engine.key(), engine.build());
    }

    /// Connects as a root installer, and is greeted.
    static Greeted greeted(Places places) throws IOException {
        var shim = connect(places);
        return shim.greet(Optional.empty(), shim.engineKey);
    }

    /// The installer works in this folder, and its environment sets this.
    Shim in(Path workingFolder, Switches set) {
        folder = workingFolder.toString();
        switches = set;
        return this;
    }

    Key engineKey() {
        return engineKey;
    }

    Greeted greet(Optional<String> run, Key key) throws IOException {
        return (Greeted) tryToGreet(run, key);
    }

    /// Greets as a process that no engine knows.
    ///
    /// @return a [Greeted], or a [Rejected]
    Object tryToGreet(Optional<String> run, Key key) throws IOException {
        return tryToGreet(build, run, key, ProcessHandle.current().pid() + 1_000_000_000L);
    }

    /// Greets as a process of this number.
    ///
    /// @return a [Greeted], a [Rejected], or a [TurnedAway]
    Object tryToGreet(String asBuild, Optional<String> run, Key key, long pid) throws IOException {
        var nonce = Nonce.random();
        say(new ShimMessage.Hello(Protocol.VERSION, asBuild, nonce, run));
        if (!(hear() instanceof EngineMessage.Welcome welcome)) {
            return new Rejected();
        }
        say(new ShimMessage.Prove(Proof.of(key, Proof.Side.CLIENT, nonce, welcome.nonce()), client(pid),
                run.isPresent() ? Optional.empty() : Optional.of(switches)));
        return switch (hear()) {
            case EngineMessage.Ready ready -> new Greeted(this, ready);
            case EngineMessage.Failure(var message, var hint) -> new Rejected(message, hint);
            case EngineMessage.Draining() -> new TurnedAway();
            case EngineMessage other -> throw new AssertionError(other);
        };
    }

    private Client client(long pid) {
        return new Client("host", "user", 1000, pid, 1, folder, "/env", "3.13.0", "pip", "25.3", Optional.empty());
    }

    void say(ShimMessage message) throws IOException {
        Frames.write(out, message.json());
    }

    void sayRaw(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /// Nothing more comes from here, but answers are still heard.
    void endOutput() throws IOException {
        channel.shutdownOutput();
    }

    /// The next message that is no sign of life.
    EngineMessage hear() throws IOException {
        var message = hearAny();
        while (message instanceof EngineMessage.Working) {
            message = hearAny();
        }
        return message;
    }

    EngineMessage hearAny() throws IOException {
        return EngineMessage.of(Frames.read(in).orElseThrow(() -> new IOException("the engine closed the connection")));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /// Returns when the engine has closed the connection.
    void awaitEnd() throws IOException {
        while (Frames.read(in).isPresent()) {}
    }

    /// The engine takes no new runs.
    record TurnedAway() {}

    /// The engine does not talk to it.
    record Rejected(String message, Optional<String> hint) {
        Rejected() {
            this("", Optional.empty());
        }
    }

    /// A conversation after its greeting.
    record Greeted(Shim shim, EngineMessage.Ready ready) implements AutoCloseable {

        Answer ask(Gate gate) throws IOException {
            begin(gate);
            return (Answer) shim.hear();
        }

        Verdict verdict(Gate gate) throws IOException {
            return ask(gate).verdict();
        }

        /// Asks for the files of the archive that a gate will be about.
        Optional<Path> unpack(Gate gate) throws IOException {
            shim.say(new ShimMessage.Unpack(gate.event(), Tuples.args(gate)));
            return ((EngineMessage.Tree) shim.hear()).path().map(Path::of);
        }

        /// Asks, and does not wait for the answer.
        void begin(Gate gate) throws IOException {
            shim.say(new ShimMessage.Ask(gate.event(), Tuples.args(gate)));
        }

        void done(Gate gate, Outcome outcome, Optional<String> reason) throws IOException {
            var done = new Done(gate, outcome, reason);
            shim.say(new ShimMessage.Finished(Tuples.event(done), Tuples.args(done)));
        }

        EngineMessage.State state() throws IOException {
            shim.say(new ShimMessage.AskState());
            return (EngineMessage.State) shim.hear();
        }

        /// Whether the engine knows that a wheel was built of an archive.
        boolean vouched(Digest wheel, Digest archive) throws IOException {
            shim.say(new ShimMessage.Vouch(wheel, archive));
            return ((EngineMessage.Vouched) shim.hear()).built();
        }

        void bye() throws IOException {
            shim.say(new ShimMessage.Bye(0));
        }

        @Override
        public void close() throws IOException {
            shim.close();
        }
    }
}
