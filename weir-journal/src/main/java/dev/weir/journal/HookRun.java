package dev.weir.journal;

import dev.weir.wire.json.JsonObject;
import java.util.Locale;
import java.util.Optional;

/// How one hook took part in a verdict.
///
/// @param name         the hook's
/// @param status       how it ended
/// @param reason       why, where it did not answer: one line
/// @param milliseconds how long it took
public record HookRun(String name, Status status, Optional<String> reason, long milliseconds) {

    /// How a hook can end.
    public enum Status {
        ANSWERED,
        FAILED,
        TIMED_OUT;

        /// The word used in the journal.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    JsonObject json() {
        return JsonObject.builder()
                .put("name", name)
                .put("status", status.word())
                .put("reason", reason)
                .put("milliseconds", milliseconds)
                .build();
    }
}
