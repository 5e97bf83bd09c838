package dev.weir.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the command line asks for.
///
/// @param parts in its order
/// @param sizes by name
record Wanted(List<String> parts, Map<String, Integer> sizes) {

    private static final Pattern SIZE = Pattern.compile("([a-z]+)=([1-9][0-9]{0,8})");

    Wanted {
        parts = List.copyOf(parts);
        sizes = Map.copyOf(sizes);
    }

    /// Empty where something with a `=` gives no size.
    static Optional<Wanted> of(List<String> arguments) {
        var parts = new ArrayList<String>();
        var sizes = new HashMap<String, Integer>();
        for (var argument : arguments) {
            var size = SIZE.matcher(argument);
            if (size.matches()) {
                sizes.put(size.group(1), Integer.valueOf(size.group(2)));
            } else if (argument.contains("=")) {
                return Optional.empty();
            } else {
                parts.add(argument);
            }
        }
        return Optional.of(new Wanted(parts, sizes));
    }

    int size(String name, int otherwise) {
        return sizes.getOrDefault(name, otherwise);
    }
}
