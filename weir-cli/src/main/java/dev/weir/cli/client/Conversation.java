package dev.weir.cli.client;

import dev.weir.api.Done;
import dev.weir.api.Gate;
import dev.weir.wire.Answer;
import dev.weir.wire.EngineMessage;
import dev.weir.wire.EngineMessage.Failure;
import dev.weir.wire.EngineMessage.Ready;
import dev.weir.wire.EngineMessage.Welcome;
import dev.weir.wire.EngineMessage.Working;
import dev.weir.wire.Frames;
import dev.weir.wire.Key;
import dev.weir.wire.Nonce;
import dev.weir.wire.Proof;
import dev.weir.wire.Protocol;
import dev.weir.wire.ShimMessage;
import dev.weir.wire.Switches;
import dev.weir.wire.Tuples;
import dev.weir.wire.json.JsonException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/// One conversation with an engine, a run of its own. After an exception nothing of it is to be believed any more. For one thread.
public final class Conversation implements Closeable {

    static final int GREETING_SECONDS = 10;

    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;
    private int silence = GREETING_SECONDS;
    private String run = "";

    private Conversation(SocketChannel channel) {
        this.channel = channel;
        this.in = Channels.newInputStream(channel);
        this.out = Channels.newOutputStream(channel);
    }

    /// Begins a run with the engine of this build, which is started where there is none.
    ///
    /// @param version of Weir
    /// @throws IOException where no engine is to be had or to be trusted, or it does not want to talk; the message is for the user
    public static Conversation begin(EngineFinder finder, String version) throws IOException {
        var reached = finder.find();
        var conversation = new Conversation(reached.channel());
        try {
            conversation.greet(reached.announced().key(), finder, version);
            return conversation;
        } catch (IOException noConversation) {
            conversation.close();
            throw noConversation;
        }
    }

    private void greet(Key key, EngineFinder finder, String version) throws IOException {
        var build = finder.places().build();
        var nonce = Nonce.random();
        var welcome = exchange(
                new ShimMessage.Hello(Protocol.VERSION, build, nonce, Optional.empty()), Welcome.class);
        if (welcome.protocol() != Protocol.VERSION || !welcome.build().equals(build)) {
            throw new IOException("the engine is of another build of weir");
        }
        if (!Proof.holds(welcome.proof(), key, Proof.Side.ENGINE, nonce, welcome.nonce())) {
            throw new IOException("what answers as the engine does not hold its key");
        }
        var proof = Proof.of(key, Proof.Side.CLIENT, nonce, welcome.nonce());
        var ready = exchange(new ShimMessage.Prove(proof, ThisProcess.client(version),
                Optional.of(Switches.in(finder.environment()))), Ready.class);
        silence = ready.silence();
        run = ready.run();
    }

    /// Id of the run.
    public String run() {
        return run;
    }

    /// Asks at a gate.
    ///
    /// @throws IOException where there is no answer to believe
    public Answer ask(Gate gate) throws IOException {
        var answer = exchange(new ShimMessage.Ask(gate.event(), Tuples.args(gate)), Answer.class);
        if (!answer.operation().equals(gate.operation())) {
            throw new IOException("the engine answers another question");
        }
        return answer;
    }

    /// Tells how an operation ended.
    public void tell(Done done) throws IOException {
        say(new ShimMessage.Finished(Tuples.event(done), Tuples.args(done)));
    }

    /// Ends the conversation in order, and waits until the engine has written down all of it.
    public void bye(int exit) throws IOException {
        say(new ShimMessage.Bye(exit));
        if (patience().await(() -> Frames.read(in)).isPresent()) {
            throw new IOException("the engine has something to say after the end");
        }
    }

    private <A extends EngineMessage> A exchange(ShimMessage question, Class<A> answer) throws IOException {
        say(question);
        var message = hear();
        while (message instanceof Working) {
            message = hear();
        }
        if (message instanceof Failure failure) {
            throw new IOException("the engine says: " + failure.message()
                    + failure.hint().map(advice -> "; " + advice).orElse(""));
        }
        if (!answer.isInstance(message)) {
            throw new IOException("the engine sent `" + message.type() + "` out of turn");
        }
        return answer.cast(message);
    }

    private void say(ShimMessage message) throws IOException {
        patience().await(() -> {
            Frames.write(out, message.json());
            return message;
        });
    }

    private EngineMessage hear() throws IOException {
        try {
            var frame = patience().await(() -> Frames.read(in));
            return EngineMessage.of(frame.orElseThrow(() -> new IOException("the engine closed the connection")));
        } catch (JsonException nonsense) {
            throw new IOException("the engine sent what makes no sense: " + nonsense.getMessage(), nonsense);
        }
    }

    private Deadline patience() {
        return new Deadline(channel, silence, "the engine was silent for " + silence + " seconds");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
