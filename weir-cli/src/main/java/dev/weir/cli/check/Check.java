package dev.weir.cli.check;

import dev.weir.cli.client.Conversation;
import dev.weir.cli.client.EngineFinder;
import java.io.IOException;

/// Has packages judged by an engine, each in a run of its own: a refusal ends a run, and is to say nothing of the others.
///
/// @param engines finds the engine
/// @param version of Weir
public record Check(EngineFinder engines, String version) {

    /// Judges a package. Never throws: what has no answer is undecided.
    public Result judge(Subject subject) {
        try (var conversation = Conversation.begin(engines, version)) {
            return new CheckRun(conversation, version, subject).judge();
        } catch (IOException noAnswer) {
            return Result.unanswered(subject, String.valueOf(noAnswer.getMessage()));
        }
    }
}
