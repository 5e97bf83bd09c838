package dev.weir.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What started what. Whatever the records say, each step stands in the tree once.
final class RunTree {

    private static final int WIDEST = 40;

    private final Map<String, Step> steps;
    private final Map<String, List<Step>> below = new LinkedHashMap<>();
    private final Set<String> shown = new HashSet<>();

    /// A step in its place.
    ///
    /// @param depth how many steps are above it
    /// @param lead  what is drawn before it
    /// @param below what is drawn before what stands under it
    record Node(Step step, int depth, String lead, String below) {

        private Node child(Step child, boolean last) {
            if (below.length() > WIDEST) {
                return new Node(child, depth + 1, below, below);
            }
            return new Node(child, depth + 1, below + (last ? "└─ " : "├─ "), below + (last ? "   " : "│  "));
        }
    }

    /// @param steps of one run, by operation, in the order in which they began
    RunTree(Map<String, Step> steps) {
        this.steps = steps;
        steps.values().forEach(
                step -> parent(step).ifPresent(id -> below.computeIfAbsent(id, _ -> new ArrayList<>()).add(step)));
    }

    private Optional<String> parent(Step step) {
        return step.parent().filter(id -> steps.containsKey(id) && !id.equals(step.id()));
    }

    /// All steps, each behind the one that started it.
    List<Node> all() {
        var roots = steps.values().stream().filter(step -> parent(step).isEmpty()).toList();
        var nodes = new ArrayList<>(from(roots));
        steps.values().stream().filter(step -> !shown.contains(step.id()))
                .forEach(step -> nodes.addAll(from(List.of(step)))); // they say that they started each other
        return nodes;
    }

    /// A step and all that it started.
    List<Node> from(Collection<Step> roots) {
        var nodes = new ArrayList<Node>();
        var waiting = new ArrayDeque<Node>();
        roots.forEach(root -> waiting.add(new Node(root, 0, "", "")));
        while (!waiting.isEmpty()) {
            var node = waiting.removeFirst();
            if (shown.add(node.step().id())) {
                nodes.add(node);
                putBefore(waiting, node);
            }
        }
        return nodes;
    }

    private void putBefore(Deque<Node> waiting, Node node) {
        var children = below.getOrDefault(node.step().id(), List.of());
        for (int index = children.size() - 1; index >= 0; index--) {
            waiting.addFirst(node.child(children.get(index), index == children.size() - 1));
        }
    }
}
