package dev.weir.verification.canary;

import dev.weir.verification.machine.JournalTail;
import dev.weir.verification.machine.JournalTail.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// A run as the journal tells it.
///
/// @param steps in the order of their gates
record Story(List<Step> steps) {

    Story {
        steps = List.copyOf(steps);
    }

    /// The first run of an environment's pip; waits until the engine has written all of it.
    static Story of(JournalTail journal, Path environment) throws IOException {
        return of(journal.await(entries -> of(entries, environment).isWhole()), environment);
    }

    /// All gates of this name.
    List<Step> named(String event) {
        return steps.stream().filter(step -> step.event().equals(event)).toList();
    }

    private boolean isWhole() {
        return !steps.isEmpty() && steps.stream().noneMatch(step -> step.outcomes().isEmpty());
    }

    private static Story of(List<Entry> entries, Path environment) {
        var operations = new LinkedHashMap<String, List<Entry>>();
        var first = entries.stream()
                .filter(entry -> entry.data().find("client").isPresent()
                        && entry.data().object("client").string("prefix").equals(environment.toString()))
                .findFirst().map(entry -> entry.json().string("run"));
        entries.stream().filter(entry -> first.isPresent() && first.equals(entry.json().optionalString("run")))
                .forEach(entry -> operations
                        .computeIfAbsent(entry.json().string("operation"), _ -> new ArrayList<>()).add(entry));
        return new Story(operations.values().stream().map(Step::of).toList());
    }

    @Override
    public String toString() {
        return steps.stream().map(step -> "  " + step + "\n").collect(Collectors.joining());
    }
}
