package dev.weir.cli.doctor;

import dev.weir.testkit.packages.Canary;
import java.io.IOException;
import java.util.List;

/// A canary that is on offer.
///
/// @param number  no other has it
/// @param name    of its project; it says at which gate it is to be refused
/// @param canary  its marks
/// @param request what pip is asked for
record Bird(int number, String name, Canary canary, List<String> request) {

    Bird {
        request = List.copyOf(request);
    }

    /// The same, asked for in another way.
    Bird askedFor(String... request) {
        return new Bird(number, name, canary, List.of(request));
    }

    /// The name of its package.
    String module() {
        return module(name);
    }

    static String module(String project) {
        return project.replace('-', '_');
    }

    /// Whether any of its code has run.
    boolean hasSung() throws IOException {
        return !canary.marks().isEmpty();
    }
}
