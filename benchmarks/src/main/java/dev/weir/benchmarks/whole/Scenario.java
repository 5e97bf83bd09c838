package dev.weir.benchmarks.whole;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A command, and who is compared.
///
/// @param name      for the table
/// @param arguments what follows the Python
/// @param sides     in the order of the table; the first is what the others are compared with
/// @param times     it is run in a row for one measurement: what is very short cannot be measured alone
record Scenario(String name, List<String> arguments, List<Side> sides, int times) {

    private static final List<Side> INSTALLING = List.of(Side.BARE, Side.WARM, Side.COLD, Side.CONTROL);
    private static final List<Side> READING = List.of(Side.BARE, Side.ENABLED, Side.CONTROL);
    private static final int OFTEN = 20;

    Scenario {
        arguments = List.copyOf(arguments);
        sides = List.copyOf(sides);
    }

    /// All of them.
    static List<Scenario> all(Packages packages) {
        var folder = packages.folder().toString();
        return List.of(
                installing("40 wheels", folder, packages.forty()),
                installing("1 wheel", folder, List.of(packages.one())),
                installing("1 sdist", folder, List.of("--no-cache-dir", packages.sdist())),
                new Scenario("`pip list`", List.of("-m", "pip", "list"), READING, 1),
                new Scenario("`python -c pass`", List.of("-c", "pass"), READING, OFTEN));
    }

    private static Scenario installing(String name, String folder, List<String> more) {
        var arguments = new ArrayList<>(List.of("-m", "pip", "install", "--no-index", "--find-links", folder));
        arguments.addAll(more);
        return new Scenario(name, arguments, INSTALLING, 1);
    }

    /// The sides in the order of a round: each comes first as often as the others, and before and after each of them.
    List<Side> order(int round) {
        var order = new ArrayList<>(sides);
        Collections.rotate(order, round);
        return round / sides.size() % 2 == 0 ? order : order.reversed();
    }
}
