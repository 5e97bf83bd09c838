package dev.weir.engine;

import dev.weir.api.Digest;
import dev.weir.api.Gate;
import dev.weir.api.Verdict;
import dev.weir.engine.bits.Bits;
import dev.weir.engine.bits.CopiedArtifact;
import dev.weir.engine.bits.PrivateFolder;
import dev.weir.engine.hooks.Asked;
import dev.weir.engine.hooks.Dispatch;
import dev.weir.engine.hooks.Observers;
import dev.weir.engine.ingress.Judge;
import dev.weir.engine.ingress.Judgement;
import dev.weir.engine.settings.Settings;
import dev.weir.policy.OnFailure;
import dev.weir.policy.Policy;
import dev.weir.wire.Answer;
import dev.weir.wire.HookFinding;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Judges the gates of one run: hashes the bits, asks the hooks, applies the policy.
final class GateJudge implements Judge {

    private static final System.Logger LOG = System.getLogger(GateJudge.class.getName());

    private final Settings settings;
    private final HookSets.Loan hooks;
    private final Dispatch dispatch;
    private final Policy policy;

    /// @param hooks given back when this is closed
    GateJudge(Settings settings, HookSets.Loan hooks) {
        this.settings = settings;
        this.hooks = hooks;
        this.dispatch = hooks.set().dispatch();
        this.policy = settings.policy();
    }

    @Override
    public Digest settings() {
        return settings.digest();
    }

    @Override
    public List<String> failOpen() {
        return dispatch.names().stream()
                .filter(name -> settings.hook(name).onFailure() == OnFailure.ALLOW)
                .toList();
    }

    @Override
    public List<String> inProcess() {
        return settings.inProcess();
    }

    @Override
    public int silence() {
        return Math.toIntExact(settings.silence().toSeconds());
    }

    @Override
    public Observers observers() {
        return hooks.set().observers();
    }

    @Override
    public Judgement judge(Gate gate) {
        try {
            return gate instanceof Gate.ArtifactGate about ? judgeBits(about) : judge(gate, Optional.empty());
        } catch (IOException unreadable) {
            return undecided(gate, "the bits cannot be judged: " + unreadable.getMessage());
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, "a gate could not be judged", bug);
            return undecided(gate, "the engine failed: " + bug);
        }
    }

    private static Judgement undecided(Gate gate, String reason) {
        return Judgement.of(gate.operation(), Optional.empty(), new Verdict.Undecided(reason));
    }

    private Judgement judgeBits(Gate.ArtifactGate gate) throws IOException {
        var bits = Bits.of(gate.distribution())
                .orElseThrow(() -> new IOException("the installer does not say where they are"));
        return dispatch.wantsBits(gate) ? judgeCopy(gate, bits) : judge(gate, bits);
    }

    private Judgement judge(Gate gate, Bits bits) throws IOException {
        return judgement(gate, Optional.of(bits.digest()), dispatch.ask(gate, Optional.empty()));
    }

    private Judgement judgeCopy(Gate gate, Bits bits) throws IOException {
        try (var folder = PrivateFolder.create("weir-bits-")) {
            return judge(gate, Optional.of(bits.copyInto(folder)));
        }
    }

    private Judgement judge(Gate gate, Optional<CopiedArtifact> copy) {
        return judgement(gate, copy.map(CopiedArtifact::digest), dispatch.ask(gate, copy));
    }

    private Judgement judgement(Gate gate, Optional<Digest> digest, List<Asked> asked) {
        var judged = policy.judge(asked.stream().map(Asked::result).toList());
        var findings = judged.findings().stream()
                .map(found -> new HookFinding(found.hook(), found.finding()))
                .toList();
        return new Judgement(
                new Answer(gate.operation(), digest, judged.verdict(), findings),
                asked.stream().map(Asked::run).toList());
    }

    @Override
    public void close() {
        hooks.close();
    }
}
