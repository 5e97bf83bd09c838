package dev.weir.verification.canary;

import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Python;
import dev.weir.verification.machine.Release;
import dev.weir.verification.machine.Venvs.Pip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
            return Machine.pythons().stream().filter(python -> fits(Release.of(python.version())))
                    .max(Comparator.comparing(python -> Release.of(python.version()))).map(this::fetch);
        }

        private boolean fits(Release python) {
            return python.minor() >= oldest && python.minor() <= newest;
        }

        private Pip fetch(Python python) {
            return Pips.fetch(python, specifier);
        }
    }

    /// The author's own, and the oldest on Python 3.6 beside the newest for it: by what the Python's version begins with.
    private static final Map<String, List<String>> OLD = Map.of(
            "2.7.", List.of("10.0.1", "18.1", "19.3.1", "20.0.2", "20.2.4"),
            "3.6.", List.of("9.0.3", "21.3.1"),
            "3.8.", List.of("10.0.1", "18.1", "19.3.1", "20.0.2", "20.2.4"));

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

    /// The pips that the proposal was tried on, and two more on Python 3.6, as far as there are such Pythons. A network is needed.
    static List<Pip> old() {
        return Stream.concat(Machine.oldPythons().stream(), Machine.pythons().stream()).flatMap(Pips::old).toList();
    }

    private static Stream<Pip> old(Python python) {
        return OLD.entrySet().stream().filter(wanted -> python.version().startsWith(wanted.getKey()))
                .flatMap(wanted -> wanted.getValue().stream()).map(release -> fetch(python, "==" + release));
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
