package dev.weir.wire;

import dev.weir.api.Digest;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;

import java.util.List;
import java.util.Optional;

/// What an engine says to a shim.
public sealed interface EngineMessage extends Message permits EngineMessage.Welcome, EngineMessage.Ready,
        EngineMessage.Draining, EngineMessage.Working, EngineMessage.Noted, EngineMessage.State, EngineMessage.Failure,
        EngineMessage.Stopping, EngineMessage.Tree, EngineMessage.Covered, EngineMessage.Vouched, Answer,
        Status {

    /// Reads a message of an engine.
    ///
    /// @throws JsonException where it is none
    static EngineMessage of(JsonObject json) {
        var type = json.string("type");
        return switch (type) {
            case Welcome.TYPE -> Welcome.of(json);
            case Ready.TYPE -> Ready.of(json);
            case Answer.TYPE -> Answer.of(json);
            case Working.TYPE -> new Working();
            case Noted.TYPE -> new Noted();
            case State.TYPE -> State.of(json);
            case Failure.TYPE -> new Failure(json.string("message"), json.optionalString("hint"));
            case Tree.TYPE -> new Tree(json.stringOrNull("path"));
            case Covered.TYPE -> new Covered(json.stringOrNull("reason"));
            case Vouched.TYPE -> new Vouched(json.bool("built"));
            case Draining.TYPE -> new Draining();
            case Status.TYPE -> Status.of(json);
            case Stopping.TYPE -> new Stopping(json.integer("runs"));
            default -> throw Members.unknown(type);
        };
    }

    /// Greets back, and shows that the engine holds the key.
    ///
    /// @param build id of the engine's build
    /// @param nonce see [Nonce]
    record Welcome(long protocol, String build, String nonce, String proof) implements EngineMessage {
        static final String TYPE = "welcome";

        static Welcome of(JsonObject json) {
            return new Welcome(
                    json.integer("protocol"),
                    json.string("build"),
                    Members.nonce(json),
                    json.string("proof"));
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            return Members.typed(TYPE)
                    .put("protocol", protocol)
                    .put("build", build)
                    .put("nonce", nonce)
                    .put("proof", proof)
                    .build();
        }
    }

    /// Ends the greeting: the shim may ask.
    ///
    /// @param run       id of the run
    /// @param runKey    key of the run, for nested installers
    /// @param settings  digest of the settings that hold for the run
    /// @param inProcess hooks to load, `/a/hook.py:function` or `/a/hook.so`
    /// @param trees     whether these hooks get archives as files, too
    /// @param silence   seconds that the shim waits for a sign of life, 1 at least
    /// @param mode      what becomes of a refusal
    record Ready(String run, Key runKey, Digest settings, List<String> inProcess, boolean trees, int silence,
            Mode mode) implements EngineMessage {
        static final String TYPE = "ready";

        public Ready {
            inProcess = List.copyOf(inProcess);
        }

        static Ready of(JsonObject json) {
            return new Ready(
                    json.string("run"),
                    key(json),
                    Digests.member(json, "settings"),
                    json.strings("in_process"),
                    json.bool("trees"),
                    silence(json),
                    mode(json));
        }

        private static Mode mode(JsonObject json) {
            return Mode.of(json.string("mode")).orElseThrow(
                    () -> new JsonException(JsonObject.place("mode"), "expected enforce or observe"));
        }

        private static Key key(JsonObject json) {
            try {
                return Key.ofHex(json.string("run_key"));
            } catch (IllegalArgumentException otherForm) {
                throw new JsonException(JsonObject.place("run_key"), "expected 64 lower-case hexadecimal digits");
            }
        }

        private static int silence(JsonObject json) {
            int silence = json.int31("silence");
            if (silence < 1) {
                throw new JsonException(JsonObject.place("silence"), "expected 1 or more seconds, found " + silence);
            }
            return silence;
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            return Members.typed(TYPE)
                    .put("run", run)
                    .put("run_key", runKey.hex())
                    .put("settings", settings.text())
                    .put("in_process", inProcess)
                    .put("trees", Json.of(trees))
                    .put("silence", silence)
                    .put("mode", mode.word())
                    .build();
        }
    }

    /// Says in place of [Ready] that the engine takes no new runs: the shim may look for another one.
    record Draining() implements EngineMessage {
        static final String TYPE = "draining";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            return Members.bare(TYPE);
        }
    }

    /// A sign of life while the engine decides.
    record Working() implements EngineMessage {
        static final String TYPE = "working";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            return Members.bare(TYPE);
        }
    }

    /// What was reported is in the journal.
    record Noted() implements EngineMessage {
        static final String TYPE = "noted";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            return Members.bare(TYPE);
        }
    }

    /// Whether anything in the run has been refused, and what.
    ///
    /// @param judged how many distributions were judged before any of their code ran
    record State(Optional<Refused> refusal, long judged) implements EngineMessage {
        static final String TYPE = "state";

        static State of(JsonObject json) {
            return new State(json.objectOrNull("refusal").map(Refused::of), json.integer("judged"));
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            return Members.typed(TYPE)
                    .put("refusal", refusal.<Json>map(Refused::json).orElse(JsonNull.NULL))
                    .put("judged", judged)
                    .build();
        }
    }

    /// What a command leaves is explained, or why it is not.
    ///
    /// @param reason one line; empty where all is explained
    record Covered(Optional<String> reason) implements EngineMessage {
        static final String TYPE = "covered";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            return Members.typed(TYPE).put("reason", reason).build();
        }
    }

    /// Whether a wheel is known to have been built of an archive.
    record Vouched(boolean built) implements EngineMessage {
        static final String TYPE = "vouched";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            return Members.typed(TYPE).put("built", Json.of(built)).build();
        }
    }

    /// Where the files of an archive are; nowhere where it is refused, which the answer to its gate says.
    record Tree(Optional<String> path) implements EngineMessage {
        static final String TYPE = "tree";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            return Members.typed(TYPE).put("path", path).build();
        }
    }

    /// The engine gives up on this conversation, and closes it.
    ///
    /// @param hint what the user can do about it
    record Failure(String message, Optional<String> hint) implements EngineMessage {
        static final String TYPE = "error";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            var json = Members.typed(TYPE).put("message", message);
            hint.ifPresent(advice -> json.put("hint", advice));
            return json.build();
        }
    }

    /// Tells a visitor that the engine ends when its runs are over, or at once where that was asked for. The connection stays open until then.
    ///
    /// @param runs how many are open
    record Stopping(long runs) implements EngineMessage {
        static final String TYPE = "stopping";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonObject json() {
            return Members.typed(TYPE).put("runs", runs).build();
        }
    }

    /// The first refusal of a run.
    ///
    /// @param verdict   `deny` or `undecided`
    /// @param operation of the gate that was refused
    /// @param reason    one line
    record Refused(String verdict, String operation, String reason) {

        static Refused of(JsonObject json) {
            var verdict = json.string("verdict");
            if (!verdict.equals("deny") && !verdict.equals("undecided")) {
                throw new JsonException(JsonObject.place("verdict"), "expected deny or undecided");
            }
            return new Refused(verdict, json.string("operation"), json.string("reason"));
        }

        JsonObject json() {
            return JsonObject.builder().put("verdict", verdict).put("operation", operation).put("reason", reason)
                    .build();
        }
    }
}
