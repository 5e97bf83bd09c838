package dev.weir.api;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A hook of the engine. Implement one or more of the types below; name the class in `META-INF/services/dev.weir.api.Hook` and the jar in the
/// setting `jars`.
///
/// **Threads.** Each call is made on a thread of its own; calls overlap, so a hook guards its state. At the deadline the thread is
/// interrupted and its answer no longer counts.
///
/// **Errors.** Whatever is thrown, and no answer in time, means *could not decide*: what follows is the hook's setting `on-failure`.
///
/// **Order.** As the setting `order` says, then by name. Every hook is asked, also after another has objected.
public sealed interface Hook {

    /// Stable name by which the settings refer to it: lower-case letters, digits and hyphens.
    String name();

    /// The gates that it wants to see unless the settings say otherwise.
    Set<GateAction> gates();

    /// Judges bits. Asked only where there are bits.
    non-sealed interface ArtifactHook extends Hook {

        /// The forms that it looks at: bits of another are not copied for it, and it is not asked about them.
        default Set<Artifact.Form> forms() {
            return EnumSet.allOf(Artifact.Form.class);
        }

        /// What was found, in `bits` and in nothing else.
        List<Finding> inspect(Gate.ArtifactGate gate, Artifact bits) throws Exception;
    }

    /// Withholds candidates before one is chosen.
    non-sealed interface CandidateHook extends Hook {

        /// The candidates that must not be chosen.
        List<Objection> review(Gate.Candidates gate) throws Exception;
    }

    /// Judges what is asked for, without looking at bits.
    non-sealed interface RequestHook extends Hook {

        /// What was found in the request.
        List<Finding> review(Gate gate) throws Exception;
    }

    /// Changes a source tree before anything of it runs. Asked where the tree is allowed as it is, one hook after the other: each sees what
    /// those before it have made, and the result is judged again by all. Never asked about a user's own folder or a wheel.
    non-sealed interface PatchHook extends Hook {

        /// The changes to make, if any.
        Optional<Patch> patch(Gate.Install gate, Artifact bits) throws Exception;
    }
}
