package dev.weir.verification.machine;

import dev.weir.testkit.python.Python;
import dev.weir.testkit.python.Pythons;
import dev.weir.testkit.python.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// What this machine has.
public final class Machine {

    private static final List<Python> ALL = Pythons.ofMachine();

    private Machine() {}

    /// The top folder of the checkout.
    public static Path checkout() {
        return Path.of("..").toAbsolutePath().normalize();
    }

    /// The program `weir`.
    public static Path weir() {
        return checkout().resolve("weir");
    }

    /// What the home that `weir` runs from was built from, as one word: another build has another.
    public static String build() throws IOException {
        return Files.readString(checkout().resolve("weir-cli/target/home/build-id")).strip();
    }

    /// The Python of the home that `weir` runs from.
    static Path shim() {
        return checkout().resolve("weir-cli/target/home/python");
    }

    /// Every CPython from 3.8 on that can make virtual environments with a pip, each version once, oldest first.
    public static List<Python> pythons() {
        return ALL.stream().filter(Machine::isCurrent).toList();
    }

    /// Every CPython before 3.8 that brings a pip, each version once, oldest first.
    public static List<Python> oldPythons() {
        return ALL.stream().filter(python -> !isCurrent(python)).toList();
    }

    /// One for tests to which the version does not matter: that with the newest pip.
    public static Python python() {
        return pythons().stream().max(Comparator.comparing(python -> Release.ofWheel(python.pipWheel().orElseThrow())))
                .orElseThrow(() -> new AssertionError("no CPython 3.8 or newer was found"));
    }

    private static boolean isCurrent(Python python) {
        return python.release().isAtLeast(3, 8);
    }
}
