package dev.weir.cli.doctor;

import dev.weir.cli.throwaway.Records.Judged;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What all trials have left behind.
///
/// @param judged by the engine, as the journal has it
/// @param names  of the files in the environments
record Evidence(List<Judged> judged, Set<String> names) {

    Evidence {
        judged = List.copyOf(judged);
        names = Set.copyOf(names);
    }

    /// What refused a canary.
    Optional<Judged> refusal(Bird bird) {
        return judged.stream().filter(one -> one.isDenied() && CanaryHook.isAbout(one.gate(), bird.number()))
                .findFirst();
    }

    /// Whether a canary was judged, and never refused.
    boolean isAllowed(Bird bird) {
        return refusal(bird).isEmpty()
                && judged.stream().anyMatch(one -> CanaryHook.isAbout(one.gate(), bird.number()));
    }

    /// Whether anything of a canary, or of what it was a build requirement of, is installed anywhere.
    boolean isInstalled(Bird bird) {
        return isThere(bird.module()) || isThere(Bird.module("nest-" + bird.number()));
    }

    private boolean isThere(String module) {
        return names.stream().anyMatch(name -> name.equals(module) || name.startsWith(module + "-")
                || name.startsWith(module + "."));
    }
}
