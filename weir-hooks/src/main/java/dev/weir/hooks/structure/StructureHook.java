package dev.weir.hooks.structure;

import dev.weir.api.Artifact;
import dev.weir.api.Digest;
import dev.weir.api.Distribution;
import dev.weir.api.Finding;
import dev.weir.api.Gate;
import dev.weir.api.GateAction;
import dev.weir.api.Hook;
import dev.weir.api.Kind;
import dev.weir.hooks.findings.Few;
import dev.weir.hooks.memory.Memory;
import dev.weir.packaging.archive.ArchiveLimits;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Refuses archives and metadata that readers take differently, or that reach where no package belongs (`docs/hooks/structure.md`).
public final class StructureHook implements Hook.ArtifactHook {

    private static final Set<GateAction> GATES =
            Set.of(GateAction.UNPACK, GateAction.INSTALL, GateAction.BUILT, GateAction.WRITE);

    private final ArchiveLimits limits;
    private final Memory<Subject, Judged> memory = new Memory<>();

    /// @param limits what is larger is refused
    public StructureHook(ArchiveLimits limits) {
        this.limits = limits;
    }

    @Override
    public String name() {
        return "structure";
    }

    @Override
    public Set<GateAction> gates() {
        return GATES;
    }

    /// Archives: what pip makes of one is another matter.
    @Override
    public Set<Artifact.Form> forms() {
        return Set.of(Artifact.Form.ARCHIVE);
    }

    @Override
    public List<Finding> inspect(Gate.ArtifactGate gate, Artifact bits) throws IOException {
        var about = gate.distribution();
        var subject = new Subject(bits.digest(), about.kind(), about.filename());
        var judged = memory.found(subject, () -> judge(subject, bits));
        var served = new ServedRules(subject.filename(), Served.with(about), subject.isFixed()).findings(judged);
        var others = gate instanceof Gate.Write ? others(judged.dataMembers(), about) : List.<Finding>of();
        return Stream.of(judged.findings(), Few.ofEachRule(served), Few.ofEachRule(others)).flatMap(List::stream)
                .toList();
    }

    private static List<Finding> others(List<String> dataMembers, Distribution about) throws IOException {
        var installed = dataMembers.isEmpty() ? Optional.<OthersFiles>empty() : OthersFiles.of(about);
        return installed.isPresent() ? installed.get().findings(dataMembers) : List.of();
    }

    private Judged judge(Subject subject, Artifact bits) throws IOException {
        return new ArchiveRules(limits, subject.isWheel(), subject.filename(), subject.isFixed()).judge(bits.bytes());
    }

    /// What is remembered depends on nothing else: not on what came with the archive, nor on where it goes to.
    private record Subject(Digest digest, String kind, Optional<String> filename) {

        boolean isWheel() {
            return kind.equals(Kind.WHEEL.word()) || filename.filter(name -> name.endsWith(".whl")).isPresent();
        }

        boolean isFixed() {
            return isWheel() || kind.equals(Kind.SDIST.word());
        }
    }
}
