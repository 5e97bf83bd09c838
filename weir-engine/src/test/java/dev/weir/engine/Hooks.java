package dev.weir.engine;

import dev.weir.api.Action;
import dev.weir.api.Artifact;
import dev.weir.api.Finding;
import dev.weir.api.Gate;
import dev.weir.api.GateAction;
import dev.weir.api.Hook;
import dev.weir.api.Objection;
import dev.weir.api.Rule;
import dev.weir.api.Severity;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Hooks for tests.
final class Hooks {

    private Hooks() {}

    static Finding denial(String message) {
        return Finding.of(new Rule("test.denied", Action.DENY), Severity.HIGH, message);
    }

    /// What a test hook does at a gate.
    interface Request {
        List<Finding> review(Gate gate) throws Exception;
    }

    /// What a test hook does with bits.
    interface Inspection {
        List<Finding> inspect(Artifact bits) throws Exception;
    }

    static Hook request(String name, Request request) {
        return new RequestHook(name, request);
    }

    static Hook artifact(String name, Inspection inspection) {
        return new ArtifactHook(name, EnumSet.allOf(Artifact.Form.class), inspection);
    }

    /// One that looks at bits of one form only.
    static Hook artifact(String name, Artifact.Form form, Inspection inspection) {
        return new ArtifactHook(name, Set.of(form), inspection);
    }

    static Hook withholding(String filename, String reason) {
        return new CandidateHook("withholding", List.of(new Objection(filename, reason)));
    }

    private record RequestHook(String name, Request request) implements Hook.RequestHook {
        @Override
        public Set<GateAction> gates() {
            return EnumSet.allOf(GateAction.class);
        }

        @Override
        public List<Finding> review(Gate gate) throws Exception {
            return request.review(gate);
        }
    }

    private record ArtifactHook(String name, Set<Artifact.Form> forms, Inspection inspection)
            implements
                Hook.ArtifactHook {
        @Override
        public Set<GateAction> gates() {
            return EnumSet.allOf(GateAction.class);
        }

        @Override
        public List<Finding> inspect(Gate.ArtifactGate gate, Artifact bits) throws Exception {
            return inspection.inspect(bits);
        }
    }

    private record CandidateHook(String name, List<Objection> objections) implements Hook.CandidateHook {
        @Override
        public Set<GateAction> gates() {
            return Set.of(GateAction.CANDIDATES);
        }

        @Override
        public List<Objection> review(Gate.Candidates gate) {
            return objections;
        }
    }
}
