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
import dev.weir.packaging.archive.ArchiveEntry;
import dev.weir.packaging.archive.ArchiveLimits;
import dev.weir.packaging.archive.Inspection;
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
    private final Memory<Subject, Finding> judged = new Memory<>();
    private final Memory<Digest, String> dataMembers = new Memory<>();

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
        var subject = new Subject(bits.digest(), about.kind(), about.filename(), Served.with(about));
        var found = judged.found(subject, () -> judge(subject, bits));
        return gate instanceof Gate.Write && subject.isWheel() ? with(found, others(about, bits)) : found;
    }

    private static List<Finding> with(List<Finding> some, List<Finding> others) {
        return Stream.concat(some.stream(), Few.ofEachRule(others).stream()).toList();
    }

    /// What depends on the environment, and is not remembered.
    private List<Finding> others(Distribution about, Artifact bits) throws IOException {
        var members = dataMembers.found(bits.digest(), () -> dataMembers(bits));
        var installed = members.isEmpty() ? Optional.<OthersFiles>empty() : OthersFiles.below(about);
        return installed.isPresent() ? installed.get().findings(members) : List.of();
    }

    private List<String> dataMembers(Artifact bits) throws IOException {
        try (var inspection = Inspection.of(bits.bytes(), limits)) {
            return inspection.isReadable()
                    ? inspection.reader().entries().stream().filter(ArchiveEntry.File.class::isInstance)
                            .map(ArchiveEntry::path)
                            .filter(path -> path.split("/", 2)[0].endsWith(".data")).toList()
                    : List.of();
        }
    }

    private List<Finding> judge(Subject subject, Artifact bits) throws IOException {
        var archive = new ArchiveRules(limits, subject.isWheel(), subject.filename(), subject.served(),
                subject.isFixed());
        return Few.ofEachRule(archive.judge(bits.bytes()));
    }

    /// All that the findings depend on.
    private record Subject(Digest digest, String kind, Optional<String> filename, Served served) {

        boolean isWheel() {
            return kind.equals(Kind.WHEEL.word()) || filename.filter(name -> name.endsWith(".whl")).isPresent();
        }

        boolean isFixed() {
            return isWheel() || kind.equals(Kind.SDIST.word());
        }
    }
}
