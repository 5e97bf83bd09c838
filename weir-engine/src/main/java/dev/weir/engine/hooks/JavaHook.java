package dev.weir.engine.hooks;

import dev.weir.api.Artifact;
import dev.weir.api.Finding;
import dev.weir.api.Gate;
import dev.weir.api.Gate.ArtifactGate;
import dev.weir.api.Gate.Candidates;
import dev.weir.api.Hook;
import dev.weir.api.Objection;
import dev.weir.api.Patch;
import dev.weir.engine.bits.CopiedArtifact;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Asks a hook that is written in Java, for all that it implements.
record JavaHook(Hook hook) implements Answerer {

    /// What bits are to it.
    LoadedHook.Bits bits() {
        if (!(hook instanceof Hook.ArtifactHook)) {
            return LoadedHook.Bits.UNUSED;
        }
        return hook instanceof Hook.RequestHook || hook instanceof Hook.CandidateHook
                ? LoadedHook.Bits.WELCOME
                : LoadedHook.Bits.NEEDED;
    }

    /// The forms of bits that it looks at.
    Set<Artifact.Form> forms() {
        return hook instanceof Hook.ArtifactHook judge ? judge.forms() : Set.of();
    }

    /// How it is asked, unless it only makes changes.
    Optional<Answerer> answerer() {
        return hook instanceof Hook.RequestHook || hook instanceof Hook.CandidateHook
                || hook instanceof Hook.ArtifactHook ? Optional.of(this) : Optional.empty();
    }

    /// How it is asked for changes, where it makes any.
    Optional<Patcher> patcher() {
        return hook instanceof Hook.PatchHook patching
                ? Optional.of((gate, bits) -> patch(patching, gate, bits))
                : Optional.empty();
    }

    private static Optional<Patch> patch(Hook.PatchHook patching, Gate.Install gate, CopiedArtifact bits)
            throws Exception {
        try (var reader = bits.reader()) {
            return patching.patch(gate, reader);
        }
    }

    @Override
    public Reply answer(Question question) throws Exception {
        return aboutRequest(question.gate()).plus(aboutCandidates(question.gate())).plus(aboutBits(question));
    }

    private Reply aboutRequest(Gate gate) throws Exception {
        return hook instanceof Hook.RequestHook judge ? findings(judge.review(gate)) : Reply.NOTHING;
    }

    private Reply aboutCandidates(Gate gate) throws Exception {
        return hook instanceof Hook.CandidateHook judge && gate instanceof Candidates offer
                ? new Reply(List.of(), known(judge.review(offer), offer))
                : Reply.NOTHING;
    }

    /// An objection to what is not on offer would withhold nothing.
    private static List<Objection> known(List<Objection> objections, Candidates gate) throws HookFailureException {
        for (var objection : objections) {
            if (gate.offer().candidates().stream().noneMatch(on -> on.filename().equals(objection.filename()))) {
                throw new HookFailureException("it withholds " + objection.filename() + ", which is not on offer");
            }
        }
        return objections;
    }

    private Reply aboutBits(Question question) throws Exception {
        return hook instanceof Hook.ArtifactHook judge && question.gate() instanceof ArtifactGate gate
                && question.bits().filter(bits -> judge.forms().contains(bits.form())).isPresent()
                        ? findings(inspect(judge, gate, question.bits().get()))
                        : Reply.NOTHING;
    }

    private static List<Finding> inspect(Hook.ArtifactHook judge, ArtifactGate gate, CopiedArtifact bits)
            throws Exception {
        try (var reader = bits.reader()) {
            return judge.inspect(gate, (Artifact) reader);
        }
    }

    private static Reply findings(List<Finding> findings) {
        return new Reply(findings, List.of());
    }
}
