package dev.weir.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.weir.api.Command;
import dev.weir.api.Done;
import dev.weir.api.Gate;
import dev.weir.api.Outcome;
import dev.weir.api.Verdict;
import dev.weir.wire.Answer;
import dev.weir.wire.EngineMessage;
import dev.weir.wire.Key;
import dev.weir.wire.ShimMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a client believes of an engine, and what not.
class ConversationTest {

    private static final Gate GATE =
            new Gate.Invoked("weir", new Command("1.0", "check", List.of("check"), "op", "{}"));
    private static final Answer ALLOWED = new Answer("op", Optional.empty(), new Verdict.Allow(), List.of());

    @TempDir
    Path folder;

    @Test
    void asksAndTellsAndTakesItsLeave() throws IOException {
        try (var engine = FakeEngine.open(folder, stage -> {
            stage.greet(60).hear();
            stage.say(new EngineMessage.Working());
            stage.say(ALLOWED);
            stage.hear();
            stage.hear();
        })) {
            try (var conversation = Conversation.begin(engine.finder(), "1.0")) {
                assertThat(conversation.run()).isEqualTo(FakeEngine.RUN);
                assertThat(conversation.ask(GATE)).isEqualTo(ALLOWED);
                conversation.tell(new Done(GATE, Outcome.OK, Optional.empty()));
                conversation.bye(10);
            }
            assertThat(engine.heard()).extracting(ShimMessage::type)
                    .containsExactly("hello", "prove", "ask", "done", "bye");
        }
    }

    @Test
    void saysWhoItIs() throws IOException {
        try (var engine = FakeEngine.open(folder, stage -> stage.greet(60))) {
            Conversation.begin(engine.finder(), "1.0").close();

            assertThat(engine.heard()).anySatisfy(message -> assertThat(message)
                    .isInstanceOfSatisfying(ShimMessage.Prove.class, prove -> {
                        assertThat(prove.client().installer()).isEqualTo("weir");
                        assertThat(prove.client().installerVersion()).isEqualTo("1.0");
                        assertThat(prove.client().pid()).isEqualTo(ProcessHandle.current().pid());
                    }));
        }
    }

    @Test
    void doesNotTalkToAnEngineOfAnotherBuild() throws IOException {
        assertNoConversation(stage -> stage.welcome("another", FakeEngine.KEY),
                "the engine is of another build of weir");
    }

    @Test
    void doesNotTalkToAnEngineThatDoesNotHoldTheKey() throws IOException {
        assertNoConversation(stage -> stage.welcome(FakeEngine.BUILD, Key.random()),
                "what answers as the engine does not hold its key");
    }

    @Test
    void passesOnWhyTheEngineDoesNotTalkToIt() throws IOException {
        assertNoConversation(stage -> {
            stage.hear();
            stage.say(new EngineMessage.Failure("not you", Optional.of("go away")));
        }, "the engine says: not you; go away");
    }

    private void assertNoConversation(FakeEngine.Script script, String reason) throws IOException {
        try (var engine = FakeEngine.open(folder, script)) {
            assertThatIOException().isThrownBy(() -> Conversation.begin(engine.finder(), "1.0")).withMessage(reason);
        }
    }

    @Test
    void believesNoAnswerToAnotherQuestion() throws IOException {
        assertNoAnswer(60, stage -> {
            stage.hear();
            stage.say(new Answer("another", Optional.empty(), new Verdict.Allow(), List.of()));
        }, "the engine answers another question");
    }

    @Test
    void believesNoMessageOutOfTurn() throws IOException {
        assertNoAnswer(60, stage -> {
            stage.hear();
            stage.say(new EngineMessage.Noted());
        }, "the engine sent `noted` out of turn");
    }

    @Test
    void takesNoAnswerForNoAnswer() throws IOException {
        assertNoAnswer(60, FakeEngine.Stage::hear, "the engine closed the connection");
    }

    @Test
    void waitsNoLongerThanTheSilenceThatTheEngineAllows() throws IOException {
        assertNoAnswer(1, stage -> {
            stage.hear();
            assertThatIOException().isThrownBy(stage::hear);
        }, "the engine was silent for 1 seconds");
    }

    private void assertNoAnswer(int silence, FakeEngine.Script script, String reason) throws IOException {
        try (var engine = FakeEngine.open(folder, stage -> script.play(stage.greet(silence)));
                var conversation = Conversation.begin(engine.finder(), "1.0")) {
            assertThatIOException().isThrownBy(() -> conversation.ask(GATE)).withMessage(reason);
        }
    }
}
