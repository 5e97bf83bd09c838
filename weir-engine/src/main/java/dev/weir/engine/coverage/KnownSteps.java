package dev.weir.engine.coverage;

import dev.weir.packaging.name.NormalizedName;
import dev.weir.wire.Change;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Steps, to be found by the metadata that they may have changed.
final class KnownSteps {

    private final Map<NormalizedName, List<ChangingStep>> byProject;
    private final Map<String, ChangingStep> byStash = new HashMap<>();

    KnownSteps(Collection<ChangingStep> steps) {
        byProject = steps.stream().collect(Collectors.groupingBy(ChangingStep::project));
        steps.forEach(step -> step.replaced().map(KnownSteps::stash).ifPresent(name -> byStash.put(name, step)));
    }

    /// The name under which pip keeps what it may have to put back.
    private static String stash(String file) {
        return "~" + file.substring(Math.min(1, file.length()));
    }

    /// Those about the distribution that a change is about, wherever that is.
    Stream<ChangingStep> about(Change change) {
        var stashed = Stream.ofNullable(byStash.get(MetadataName.fileName(change.path())));
        return Stream.concat(MetadataName.of(change.path()).readings().stream().flatMap(this::about), stashed);
    }

    private Stream<ChangingStep> about(MetadataName.Reading reading) {
        return byProject.getOrDefault(reading.project(), List.of()).stream()
                .filter(step -> reading.isOf(step.version()));
    }
}
