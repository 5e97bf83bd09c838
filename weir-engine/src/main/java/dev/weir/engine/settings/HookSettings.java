package dev.weir.engine.settings;

import dev.weir.api.GateAction;
import dev.weir.policy.OnFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is set for one hook.
///
/// @param enabled   whether it is asked
/// @param program   where given, the hook is this program: an absolute path and its arguments
/// @param tree      whether this program gets files in place of an archive
/// @param gates     where given, the gates at which it is asked, in place of its own; never empty
/// @param timeout   how long it may take for one answer; whole seconds
/// @param onFailure what its failure means
public record HookSettings(
        boolean enabled,
        Optional<List<String>> program,
        boolean tree,
        Optional<Set<GateAction>> gates,
        Duration timeout,
        OnFailure onFailure) {

    /// Names of the hooks that are part of every build; a program has another name.
    public static final Set<String> BUILT_IN = Set.of("names", "self", "structure");

    /// The settings of a hook that is not named in the file.
    public static final HookSettings DEFAULT = new HookSettings(
            true, Optional.empty(), false, Optional.empty(), Duration.ofSeconds(30), OnFailure.UNDECIDED);

    /// The gates of a program whose settings name none: those that see the bits, from the source and as they are written.
    public static final Set<GateAction> PROGRAM_GATES = Set.of(GateAction.INSTALL, GateAction.WRITE);

    public HookSettings {
        program = program.map(List::copyOf);
        gates = gates.map(Set::copyOf);
    }
}
