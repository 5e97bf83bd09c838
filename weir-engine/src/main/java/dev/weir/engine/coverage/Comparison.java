package dev.weir.engine.coverage;

import dev.weir.journal.Explained;
import dev.weir.wire.Change;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/// Finds the judged step that explains each change which a command leaves. For one thread.
///
/// A step explains what has changed below its prefix; where that does not help, what has changed in a place of a command with the same prefix, for some
/// installations of Python have their packages elsewhere. No step explains more than one distribution that is new.
public final class Comparison {

    private static final int NAMED = 5;

    private final String run;
    private final Optional<String> prefix;
    private final Map<Change, Optional<String>> runs = new LinkedHashMap<>();
    private final Set<String> spent = new HashSet<>();
    private final Map<String, Optional<Path>> prefixes = new HashMap<>();

    /// @param run     the run of the command
    /// @param extra   of the command's event
    /// @param changes what the command leaves
    public Comparison(String run, String extra, List<Change> changes) {
        this.run = run;
        this.prefix = ChangingStep.prefix(extra);
        changes.forEach(change -> runs.put(change, Optional.empty()));
    }

    /// Takes steps into account.
    public void explainBy(Collection<ChangingStep> steps) {
        var known = new KnownSteps(steps);
        explainBy(known, this::isBelow);
        explainBy(known, (_, step) -> prefix.isPresent() && step.prefix().equals(prefix));
    }

    private void explainBy(KnownSteps steps, BiPredicate<Change, ChangingStep> inPlace) {
        for (var change : open()) {
            steps.about(change)
                    .filter(step -> inPlace.test(change, step) && (change.kind() != Change.Kind.NEW || brings(step)))
                    .findFirst().ifPresent(step -> explain(change, step));
        }
    }

    /// Whether something new may come from a step. What another run takes away for a while was perhaps away when this command first looked.
    private boolean brings(ChangingStep step) {
        return !spent.contains(step.operation()) && (step.writes() || !step.run().equals(run));
    }

    private void explain(Change change, ChangingStep step) {
        runs.put(change, Optional.of(step.run()));
        if (change.kind() == Change.Kind.NEW) {
            spent.add(step.operation());
        }
    }

    private boolean isBelow(Change change, ChangingStep step) {
        return step.prefix().flatMap(text -> prefixes.computeIfAbsent(text, Comparison::real))
                .filter(folder -> path(change.path()).filter(path -> path.startsWith(folder)).isPresent())
                .isPresent();
    }

    /// Paths of changes are real ones.
    private static Optional<Path> real(String prefix) {
        try {
            return Optional.of(Path.of(prefix).toRealPath());
        } catch (IOException | InvalidPathException gone) {
            return path(prefix);
        }
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    /// Whether every change is explained.
    public boolean isComplete() {
        return open().isEmpty();
    }

    private List<Change> open() {
        return runs.entrySet().stream().filter(entry -> entry.getValue().isEmpty()).map(Map.Entry::getKey).toList();
    }

    /// Every change, with the run that explains it.
    public List<Explained> explained() {
        return runs.entrySet().stream().map(entry -> new Explained(entry.getKey(), entry.getValue())).toList();
    }

    /// What is not explained, in one line; empty where everything is.
    public Optional<String> difference() {
        var open = open();
        var named = open.stream().limit(NAMED).map(Comparison::words).collect(Collectors.joining(", and that "));
        var more = open.size() > NAMED ? ", and " + (open.size() - NAMED) + " changes more" : "";
        return Optional.of("no step that was judged explains that " + named + more).filter(_ -> !open.isEmpty());
    }

    private static String words(Change change) {
        var file = MetadataName.fileName(change.path());
        var folder = change.path().substring(0, Math.max(0, change.path().length() - file.length() - 1));
        return switch (change.kind()) {
            case NEW -> file + " is new in " + folder;
            case CHANGED -> file + " has changed in " + folder;
            case GONE -> file + " has gone from " + folder;
        };
    }
}
