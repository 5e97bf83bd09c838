package dev.weir.hooks.self;

import dev.weir.api.Artifact;
import dev.weir.api.Digest;
import dev.weir.api.Distribution;
import dev.weir.api.Finding;
import dev.weir.api.Gate;
import dev.weir.api.GateAction;
import dev.weir.api.Hook;
import dev.weir.hooks.findings.Few;
import dev.weir.hooks.memory.Memory;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Refuses what would take the place of Weir's own files in an environment, take them away, or pass under Weir's name (`docs/hooks/self.md`).
public final class SelfHook implements Hook.RequestHook, Hook.ArtifactHook {

    private static final Set<GateAction> GATES = Set.of(GateAction.CANDIDATES, GateAction.DOWNLOAD, GateAction.INSTALL,
            GateAction.BUILD, GateAction.BUILT, GateAction.WRITE, GateAction.UNINSTALL);

    private final Memory<Digest, List<Finding>> memory = new Memory<>();

    @Override
    public String name() {
        return "self";
    }

    @Override
    public Set<GateAction> gates() {
        return GATES;
    }

    /// Wheels; what a source tree holds shows in the wheel that is built from it.
    @Override
    public Set<Artifact.Form> forms() {
        return Set.of(Artifact.Form.ARCHIVE);
    }

    @Override
    public List<Finding> review(Gate gate) throws IOException {
        return switch (gate) {
            case Gate.Invoked _ -> List.of();
            case Gate.Candidates(_, var offer) -> ownNames(Stream.of(offer.project()).filter(Own::isProject));
            case Gate.Uninstall(_, var distribution) -> Few.ofEachRule(Installed.of(distribution).findings());
            case Gate.DistributionGate about -> ownNames(names(about.distribution()));
        };
    }

    private static Stream<String> names(Distribution distribution) {
        return Stream.concat(
                distribution.name().stream().filter(Own::isProject),
                distribution.filename().stream().filter(Own::isInFileName));
    }

    private static List<Finding> ownNames(Stream<String> names) {
        return names.map(Rules::ownName).toList();
    }

    @Override
    public List<Finding> inspect(Gate.ArtifactGate gate, Artifact bits) throws IOException {
        return memory.found(bits.digest(), () -> Few.ofEachRule(new WheelContent(bits).findings()));
    }
}
