package dev.weir.engine.ingress;

import dev.weir.wire.Client;
import dev.weir.wire.EngineMessage.Ready;
import dev.weir.wire.EngineMessage.Welcome;
import dev.weir.wire.Nonce;
import dev.weir.wire.Proof;
import dev.weir.wire.Protocol;
import dev.weir.wire.ShimMessage;
import dev.weir.wire.ShimMessage.Hello;
import dev.weir.wire.ShimMessage.Prove;
import java.io.IOException;
import java.util.function.LongPredicate;

/// The greeting at the start of a conversation (`spec/wire.md`): each side proves that it holds the key.
///
/// @param build     id of the engine's build
/// @param runs      the runs of this engine
/// @param belowHook whether the process of this number descends from one that a hook has started
record Greeting(String build, Runs runs, LongPredicate belowHook) {

    /// Who was greeted. The run must be left when the conversation is over.
    record Greeted(Run run, Client client) {}

    /// @throws ProtocolException where the other side is not to be talked to
    Greeted greet(Connection connection) throws IOException {
        var hello = hello(connection);
        var key = runs.keyFor(hello.run());
        var nonce = Nonce.random();
        connection.send(new Welcome(
                Protocol.VERSION, build, nonce, Proof.of(key, Proof.Side.ENGINE, hello.nonce(), nonce)));
        var prove = prove(connection);
        if (!Proof.holds(prove.proof(), key, Proof.Side.CLIENT, hello.nonce(), nonce)) {
            throw new ProtocolException("the client does not hold the key");
        }
        refuseBelowHook(prove.client());
        return new Greeted(ready(connection, run(hello, prove)), prove.client());
    }

    private Run ready(Connection connection, Run run) throws IOException {
        try {
            var judge = run.judge();
            connection.send(new Ready(run.id(), run.key(), judge.settings(), judge.inProcess(), judge.silence(),
                    judge.mode()));
            return run;
        } catch (IOException gone) {
            runs.leave(run);
            throw gone;
        }
    }

    private Hello hello(Connection connection) throws IOException {
        if (!(next(connection) instanceof Hello hello)) {
            throw new ProtocolException("a conversation begins with hello");
        }
        if (hello.protocol() != Protocol.VERSION) {
            throw new ProtocolException(
                    "the client speaks protocol " + hello.protocol() + ", the engine " + Protocol.VERSION);
        }
        if (!hello.build().equals(build)) {
            throw new ProtocolException("the client is of build " + hello.build() + ", the engine of build " + build);
        }
        return hello;
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
