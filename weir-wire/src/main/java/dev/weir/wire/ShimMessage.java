package dev.weir.wire;

import dev.weir.api.Digest;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// What a shim says to an engine. The tuples in it are not yet understood: see [Tuples].
public sealed interface ShimMessage extends Message {

    /// Reads a message of a shim.
    ///
    /// @throws dev.weir.wire.json.JsonException where it is none
    static ShimMessage of(JsonObject json) {
        var type = json.string("type");
        return switch (type) {
            case Hello.TYPE -> Hello.of(json);
            case Prove.TYPE -> Prove.of(json);
            case Ask.TYPE -> new Ask(json.string("event"), json.array("args"));
            case Unpack.TYPE -> new Unpack(json.string("event"), json.array("args"));
            case Refusal.TYPE -> new Refusal(json.string("event"), json.array("args"), Cause.of(json.object("cause")));
            case Changed.TYPE -> Changed.of(json);
            case Coverage.TYPE -> Coverage.of(json);
            case Finished.TYPE -> new Finished(json.string("event"), json.array("args"));
            case Vouch.TYPE -> Vouch.of(json);
            case AskState.TYPE -> new AskState();
            case Bye.TYPE -> new Bye(json.integer("exit"));
            case Visit.TYPE -> new Visit(json.integer("protocol"), Members.nonce(json));
            case AskStatus.TYPE -> new AskStatus(json.string("proof"));
            case Stop.TYPE -> new Stop(json.string("proof"), json.bool("now"));
            default -> throw Members.unknown(type);
        };
    }

    /// Greets.
    ///
    /// @param protocol the version of the wire that the shim speaks
    /// @param build    id of the shim's build
    /// @param nonce    see [Nonce]
    /// @param run      the run that it belongs to; only in a nested installer
    record Hello(long protocol, String build, String nonce, Optional<String> run) implements ShimMessage {
        static final String TYPE = "hello";

        static Hello of(JsonObject json) {
            return new Hello(
                    json.integer("protocol"),
                    json.string("build"),
                    Members.nonce(json),
                    json.optionalString("run"));
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            var json = Members.typed(TYPE).put("protocol", protocol).put("build", build).put("nonce", nonce);
            run.ifPresent(id -> json.put("run", id));
            return json.build();
        }
    }

    /// Shows that it holds the key, and says who it is.
    ///
    /// @param switches what its environment sets; only in a root installer
    record Prove(String proof, Client client, Optional<Switches> switches) implements ShimMessage {
        static final String TYPE = "prove";

        static Prove of(JsonObject json) {
            return new Prove(
                    json.string("proof"),
                    Client.of(json.object("client")),
                    json.find("switches").map(found -> Switches.of(found.asObject(JsonObject.place("switches")))));
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            var json = Members.typed(TYPE).put("proof", proof).put("client", client.json());
            switches.ifPresent(set -> json.put("switches", set.json()));
            return json.build();
        }
    }

    /// Asks at a gate.
    record Ask(String event, JsonArray args) implements ShimMessage {
        static final String TYPE = "ask";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            return Members.typed(TYPE).put("event", event).put("args", args).build();
        }
    }

    /// Says that the installer's own process refused a gate.
    record Refusal(String event, JsonArray args, Cause cause) implements ShimMessage {
        static final String TYPE = "refusal";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            return Members.typed(TYPE).put("event", event).put("args", args).put("cause", cause.json()).build();
        }
    }

    /// Asks for the files of the archive that a gate will be about, for hooks in the installer's process.
    record Unpack(String event, JsonArray args) implements ShimMessage {
        static final String TYPE = "unpack";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            return Members.typed(TYPE).put("event", event).put("args", args).build();
        }
    }

    /// Says that hooks in the installer's process changed the bits.
    ///
    /// @param digest of the bits as they are now
    record Changed(String event, JsonArray args, Digest digest) implements ShimMessage {
        static final String TYPE = "changed";

        static Changed of(JsonObject json) {
            return new Changed(json.string("event"), json.array("args"), Digests.member(json, "digest"));
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            return Members.typed(TYPE).put("event", event).put("args", args).put("digest", digest.text()).build();
        }
    }

    /// Says what a command leaves of the distributions that it has found, and asks whether what was judged explains that.
    ///
    /// @param operation of the command's gate
    /// @param places    the folders that were looked at
    /// @param changes   all that is not as it was
    record Coverage(String operation, List<String> places, List<Change> changes) implements ShimMessage {
        static final String TYPE = "coverage";

        public Coverage {
            places = List.copyOf(places);
            changes = List.copyOf(changes);
        }

        static Coverage of(JsonObject json) {
            return new Coverage(json.string("operation"), json.strings("places"),
                    json.objects("changes").stream().map(Change::of).toList());
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            return Members.typed(TYPE)
                    .put("operation", operation)
                    .put("places", places)
                    .put("changes", new JsonArray(changes.stream().<Json>map(Change::json).toList()))
                    .build();
        }
    }

    /// Asks whether a wheel is known to have been built of an archive.
    record Vouch(Digest wheel, Digest archive) implements ShimMessage {
        static final String TYPE = "vouch";

        static Vouch of(JsonObject json) {
            return new Vouch(Digests.member(json, "wheel"), Digests.member(json, "archive"));
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            return Members.typed(TYPE).put("wheel", wheel.text()).put("archive", archive.text()).build();
        }
    }

    /// Says how an operation ended: a `.done` event.
    record Finished(String event, JsonArray args) implements ShimMessage {
        static final String TYPE = "done";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            return Members.typed(TYPE).put("event", event).put("args", args).build();
        }
    }

    /// Asks whether anything in this run has been refused.
    record AskState() implements ShimMessage {
        static final String TYPE = "state";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            return Members.bare(TYPE);
        }
    }

    /// Ends the conversation.
    ///
    /// @param exit the installer's exit code
    record Bye(long exit) implements ShimMessage {
        static final String TYPE = "bye";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            return Members.typed(TYPE).put("exit", exit).build();
        }
    }

    /// Greets as somebody who is no installer, of whatever build.
    ///
    /// @param protocol the version of the wire that it speaks
    /// @param nonce    see [Nonce]
    record Visit(long protocol, String nonce) implements ShimMessage {
        static final String TYPE = "visit";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            return Members.typed(TYPE).put("protocol", protocol).put("nonce", nonce).build();
        }
    }

    /// What a visitor wants.
    sealed interface Wish extends ShimMessage {

        /// Shows that the visitor holds the engine's key.
        String proof();
    }

    /// Asks how the engine is.
    record AskStatus(String proof) implements Wish {
        static final String TYPE = "status";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            return Members.typed(TYPE).put("proof", proof).build();
        }
    }

    /// Asks the engine to end.
    ///
    /// @param now whether conversations are to be ended, too
    record Stop(String proof, boolean now) implements Wish {
        static final String TYPE = "stop";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            return Members.typed(TYPE).put("proof", proof).put("now", Json.of(now)).build();
        }
    }

    /// What a hook in the installer's process raised.
    ///
    /// @param type    name of the exception's type with its module; `weir.Tampering` where the bits were changed behind the hooks' back
    /// @param message its text
    record Cause(String type, String message) {

        static Cause of(JsonObject json) {
            return new Cause(json.string("type"), json.string("message"));
        }

        /// The object on the wire and in the journal.
        public JsonObject json() {
            return Members.typed(type).put("message", message).build();
        }
    }
}
