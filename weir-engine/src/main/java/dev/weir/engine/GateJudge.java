package dev.weir.engine;

import dev.weir.api.Digest;
import dev.weir.api.Gate;
import dev.weir.api.Verdict;
import dev.weir.engine.bits.Bits;
import dev.weir.engine.bits.BitsStore;
import dev.weir.engine.bits.CopiedArtifact;
import dev.weir.engine.copy.HandOver;
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
import dev.weir.wire.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Judges the gates of one run: hashes the bits, asks the hooks, applies the policy.
final class GateJudge implements Judge {

    private static final System.Logger LOG = System.getLogger(GateJudge.class.getName());

    private final Settings settings;
    private final HookSets.Loan hooks;
    private final BitsStore store;
    private final BitsStore.Terms terms;
    private final BuiltWheels builtWheels;
    private final HandOver handOver;
    private final Dispatch dispatch;
    private final Policy policy;
    private final PatchedTrees patchedTrees = new PatchedTrees();
    private final SourceTrees sourceTrees;
    private final TreesInProcess treesInProcess;

    /// @param store       where copies for the hooks are held
    /// @param builtWheels of all runs
    /// @param hooks       given back when this is closed
    /// @param handOver    of the journal's records, before each answer
    GateJudge(Settings settings, HookSets.Loan hooks, BitsStore store, BuiltWheels builtWheels, HandOver handOver) {
        this.builtWheels = builtWheels;
        this.store = store;
        this.terms = new BitsStore.Terms(settings.heldBytes(), settings.structure());
        this.handOver = handOver;
        this.settings = settings;
        this.hooks = hooks;
        this.dispatch = hooks.set().dispatch();
        this.sourceTrees = new SourceTrees(settings.structure());
        this.treesInProcess = new TreesInProcess(store, terms);
        this.policy = settings.policy(hooks.set().ofSystem());
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
    public Mode mode() {
        return settings.mode();
    }

    @Override
    public List<String> inProcess() {
        return settings.inProcess();
    }

    @Override
    public boolean trees() {
        return settings.trees() && !settings.inProcess().isEmpty();
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
    public void kept(Gate gate, Answer answer) {
        if (gate instanceof Gate.Built built && answer.verdict() instanceof Verdict.Allow) {
            var archive = sourceTrees.archiveOf(built);
            answer.digest().ifPresent(wheel -> archive.ifPresent(source -> builtWheels.remember(wheel, source)));
        }
    }

    @Override
    public boolean wasBuilt(Digest wheel, Digest archive) {
        return builtWheels.know(wheel, archive);
    }

    @Override
    public void awaitCopy() throws IOException {
        handOver.await();
    }

    @Override
    public Optional<Path> unpack(Gate gate) {
        return gate instanceof Gate.ArtifactGate about ? treesInProcess.unpack(about) : Optional.empty();
    }

    @Override
    public Judgement judge(Gate gate) {
        var judgement = judged(gate);
        var problem = treesInProcess.end(gate);
        return problem.isPresent() && !isRefusal(judgement.answer().verdict())
                ? Judgement.of(gate.operation(), judgement.answer().digest(), problem.get())
                        .after(judgement, verdict -> verdict)
                : judgement;
    }

    private static boolean isRefusal(Verdict verdict) {
        return verdict instanceof Verdict.Deny || verdict instanceof Verdict.Undecided;
    }

    private Judgement judged(Gate gate) {
        try {
            return gate instanceof Gate.ArtifactGate about
                    ? judgeBits(about)
                    : judgement(gate, Optional.empty(), ask(gate));
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
        return wantsCopy(gate, bits) ? judgeCopy(gate, bits) : judgeInPlace(gate, bits.read());
    }

    private Judgement judgeInPlace(Gate.ArtifactGate gate, Bits.Contents bits) {
        return sourceTrees.difference(gate, bits.manifest())
                .map(difference -> tampered(gate, bits.digest(), difference))
                .orElseGet(() -> judgement(gate, Optional.of(bits.digest()), ask(gate)));
    }

    private static Judgement tampered(Gate gate, Digest digest, String difference) {
        return Judgement.of(gate.operation(), Optional.of(digest), new Verdict.Deny(difference));
    }

    private boolean wantsCopy(Gate.ArtifactGate gate, Bits bits) {
        return SourceTrees.isAbout(gate) || dispatch.wantsBits(gate, bits.form())
                || (gate instanceof Gate.Install install && dispatch.mayPatch(install));
    }

    private List<Asked> ask(Gate gate) {
        return dispatch.ask(gate, Optional.empty());
    }

    private Judgement judgeCopy(Gate.ArtifactGate gate, Bits bits) throws IOException {
        try (var loan = store.lend(bits, gate.distribution().digest(), terms)) {
            var copy = loan.copy();
            var difference = sourceTrees.difference(gate, copy.manifest());
            return difference.isPresent()
                    ? tampered(gate, copy.digest(), difference.get())
                    : judgeCopy(gate, copy, bits.belongsToInstaller());
        }
    }

    private Judgement judgeCopy(Gate.ArtifactGate gate, CopiedArtifact copy, boolean isInstallers) throws IOException {
        var judgement = judgement(gate, Optional.of(copy.digest()), dispatch.ask(gate, Optional.of(copy)));
        var verdict = judgement.answer().verdict();
        if (SourceTrees.isAbout(gate)) {
            sourceTrees.remember(copy, verdict);
        }
        var mayChange = verdict instanceof Verdict.Allow && isInstallers;
        return mayChange && gate instanceof Gate.Install install ? patched(install, copy, judgement) : judgement;
    }

    /// What the hooks make of a source tree that is allowed as it is. The result is judged like any other bits.
    private Judgement patched(Gate.Install gate, CopiedArtifact original, Judgement allowed) throws IOException {
        if (original.manifest().isEmpty() || !dispatch.mayPatch(gate)) {
            return allowed;
        }
        var patching = dispatch.patch(gate, original, (tree, patch) -> patchedTrees.make(tree, patch));
        var changed = !patching.tree().equals(original);
        var asked = new ArrayList<>(patching.asked());
        asked.addAll(changed ? dispatch.ask(gate, Optional.of(patching.tree())) : List.of());
        var result = judgement(gate, Optional.of(original.digest()), asked);
        return result.after(allowed, verdict -> verdict instanceof Verdict.Allow && changed
                ? new Verdict.Patched(patching.tree().path(), patching.tree().digest())
                : verdict);
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
        treesInProcess.close();
        patchedTrees.close();
        hooks.close();
    }
}
