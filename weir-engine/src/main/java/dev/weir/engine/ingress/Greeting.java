package dev.weir.engine.ingress;

import dev.weir.wire.Client;
import dev.weir.wire.EngineMessage.Draining;
import dev.weir.wire.EngineMessage.Ready;
import dev.weir.wire.EngineMessage.Welcome;
import dev.weir.wire.Key;
import dev.weir.wire.Nonce;
import dev.weir.wire.Proof;
import dev.weir.wire.Protocol;
import dev.weir.wire.ShimMessage;
import dev.weir.wire.ShimMessage.Hello;
import dev.weir.wire.ShimMessage.Prove;
import dev.weir.wire.ShimMessage.Visit;
import dev.weir.wire.ShimMessage.Wish;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;

/// The greeting at the start of a conversation (`spec/wire.md`): each side proves that it holds the key.
///
/// @param build      id of the engine's build
/// @param runs       the runs of this engine
/// @param belowHook  whether the process of this number descends from one that a hook has started
/// @param isDraining whether no new run begins
record Greeting(String build, Runs runs, LongPredicate belowHook, BooleanSupplier isDraining) {

    /// Who was greeted.
    sealed interface Greeted {}

    /// An installer. The run must be left when the conversation is over.
    record Installer(Run run, Client client) implements Greeted {}

    /// An installer that looks for another engine.
    record TurnedAway() implements Greeted {}

    /// Somebody who has left without a word, and only wanted to know whether anybody is there.
    record Nobody() implements Greeted {}

    /// Somebody else.
    record Visitor(Wish wish) implements Greeted {}

    /// Greets whoever is there.
    ///
    /// @throws ProtocolException where the other side is not to be talked to
    Greeted greet(Connection connection) throws IOException {
        var first = connection.receive();
        return first.isPresent() ? greet(connection, first.get()) : new Nobody();
    }

    private Greeted greet(Connection connection, ShimMessage first) throws IOException {
        return switch (first) {
            case Hello hello -> greet(connection, hello);
            case Visit visit -> greet(connection, visit);
            case ShimMessage _ -> throw new ProtocolException("a conversation begins with hello");
        };
    }

    private Greeted greet(Connection connection, Hello hello) throws IOException {
        requireProtocol(hello.protocol());
        requireBuild(hello.build());
        var key = runs.keyFor(hello.run());
        var nonce = welcome(connection, key, hello.nonce());
        var prove = prove(connection);
        requireProof(prove.proof(), key, hello.nonce(), nonce);
        refuseBelowHook(prove.client());
        if (hello.run().isEmpty() && isDraining.getAsBoolean()) {
            connection.send(new Draining());
            return new TurnedAway();
        }
        return new Installer(ready(connection, run(hello, prove)), prove.client());
    }

    private Visitor greet(Connection connection, Visit visit) throws IOException {
        requireProtocol(visit.protocol());
        var key = runs.keyFor(Optional.empty());
        var nonce = welcome(connection, key, visit.nonce());
        if (!(next(connection) instanceof Wish wish)) {
            throw new ProtocolException("a visitor says what it wants");
        }
        requireProof(wish.proof(), key, visit.nonce(), nonce);
        return new Visitor(wish);
    }

    private String welcome(Connection connection, Key key, String clientNonce) throws IOException {
        var nonce = Nonce.random();
        var proof = Proof.of(key, Proof.Side.ENGINE, clientNonce, nonce);
        connection.send(new Welcome(Protocol.VERSION, build, nonce, proof));
        return nonce;
    }

    private Run ready(Connection connection, Run run) throws IOException {
        try {
            var judge = run.judge();
            connection.send(
                    new Ready(run.id(), run.key(), judge.settings(), judge.inProcess(), judge.trees(), judge.silence(),
                            judge.mode()));
            return run;
        } catch (IOException gone) {
            runs.leave(run);
            throw gone;
        }
    }

    private static void requireProtocol(long protocol) {
        if (protocol != Protocol.VERSION) {
            throw new ProtocolException("the client speaks protocol " + protocol + ", the engine " + Protocol.VERSION);
        }
    }

    private void requireBuild(String other) {
        if (!other.equals(build)) {
            throw new ProtocolException("the client is of build " + other + ", the engine of build " + build);
        }
    }

    private static void requireProof(String proof, Key key, String clientNonce, String nonce) {
        if (!Proof.holds(proof, key, Proof.Side.CLIENT, clientNonce, nonce)) {
            throw new ProtocolException("the client does not hold the key");
        }
    }

    private static Prove prove(Connection connection) throws IOException {
        if (next(connection) instanceof Prove prove) {
            return prove;
        }
        throw new ProtocolException("welcome is answered with prove");
    }

    private static ShimMessage next(Connection connection) throws IOException {
        return connection.receive().orElseThrow(() -> new ProtocolException("the client left during the greeting"));
    }

    private void refuseBelowHook(Client client) {
        if (belowHook.test(client.pid())) {
            throw new ProtocolException("a hook started this installer; hooks judge without installing");
        }
    }

    private Run run(Hello hello, Prove prove) {
        return hello.run()
                .map(id -> runs.join(id)
                        .orElseThrow(() -> new ProtocolException("there is no run " + id + ", or it is over")))
                .orElseGet(() -> runs.begin(prove));
    }
}
