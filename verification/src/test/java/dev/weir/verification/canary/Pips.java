package dev.weir.verification.canary;

import dev.weir.testkit.python.Python;
import dev.weir.testkit.python.Release;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Venvs.Pip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The pips that are tested.
public final class Pips {

    private static final List<Wanted> WANTED = List.of(
            new Wanted("==20.0.2", 8, 8),
            new Wanted("==20.3.4", 8, 9),
            new Wanted("==21.3.1", 8, 10),
            new Wanted("==22.3.1", 8, 11),
            new Wanted("==23.3.2", 8, 12),
            new Wanted("==24.3.1", 8, 13),
            new Wanted("==25.3", 9, 14),
            new Wanted("<=26.3", 10, 15));

    /// A release, and the oldest and the newest Python 3 that it is tested on.
    private record Wanted(String specifier, int oldest, int newest) {

        Optional<Pip> fetch() {
            return Machine.pythons().stream().filter(python -> fits(python.release()))
                    .max(Comparator.comparing(python -> python.release())).map(this::fetch);
        }

        private boolean fits(Release python) {
            return python.minor() >= oldest && python.minor() <= newest;
        }

        private Pip fetch(Python python) {
            return Pips.fetch(python, specifier);
        }
    }

    private Pips() {}

    /// Those that the Pythons of this machine bring.
    static List<Pip> bundled() {
        return Machine.pythons().stream().map(Pip::of).toList();
    }

    /// The same, each release once: on the newest Python that brings it.
    static List<Pip> bundledOnce() {
        return bundled().stream().collect(Collectors.toMap(Pip::release, pip -> pip, (_, newer) -> newer, TreeMap::new))
                .values().stream().toList();
    }

    private static Pip fetch(Python python, String specifier) {
        try {
            return Pip.fetched(python, specifier);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Those that are fetched, as far as there is a Python for them. A network is needed.
    public static List<Pip> fetched() {
        return WANTED.stream().map(Wanted::fetch).flatMap(Optional::stream).toList();
    }
}
