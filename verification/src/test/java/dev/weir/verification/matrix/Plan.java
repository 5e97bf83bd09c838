package dev.weir.verification.matrix;

import static java.util.stream.Collectors.toMap;

import dev.weir.packaging.version.Version;
import dev.weir.testkit.python.Python;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Venvs;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Which pip is tried on which Python.
///
/// @param pythons the releases that run on each, oldest first in both
record Plan(SequencedMap<Python, List<Version>> pythons) {

    private static final Version FIRST = Version.parse("9.0.0");

    /// Of each range of wrap points one at least; the pips that the proposal's author tried, on his Pythons; by what the Python's version begins with.
    private static final Map<String, List<String>> SAMPLE = table("""
            2.7:  10.0.1 18.1 19.3.1 20.0.2 20.2.4
            3.6:  9.0.3 19.0.3 21.3.1
            3.7:  18.0 19.1.1 22.1.2
            3.8:  10.0.1 18.1 19.3.1 20.0.2 20.2.4 25.0.1
            3.9:  19.2.3 20.1.1 20.3.4 21.0.1 25.3
            3.10: 21.3.1 22.2.2 25.1.1
            3.11: 21.1.3 22.3.1 23.0.1 25.2
            3.12: 23.3.2 26.0.1
            3.13: 24.3.1 26.1.2
            """);

    /// The newest Python 3 that pips before a release run on: newer ones lack modules that these pips import.
    private static final Map<Version, Integer> NEWEST = Map.of(
            Version.parse("19.2"), 9,
            Version.parse("23.1.2"), 11,
            Version.parse("25.2"), 14);

    /// As the index has it, for the Pythons of this machine.
    static Plan ofIndex() throws IOException {
        var offered = new LinkedHashMap<Python, List<String>>();
        for (var python : pythonsOfMachine()) {
            offered.put(python, Venvs.offered(python, "pip"));
        }
        return of(offered);
    }

    /// What is enough for the sample: asks the index for no more than the newest pip.
    static Plan ofSample() throws IOException {
        var offered = new LinkedHashMap<Python, List<String>>();
        for (var python : pythonsOfMachine()) {
            offered.put(python, SAMPLE.getOrDefault(minor(python), List.of()));
        }
        var newest = offered.lastEntry().getKey();
        offered.put(newest, Venvs.offered(newest, "pip"));
        return of(offered);
    }

    /// Of what an index offers to Pythons, what is final and runs.
    static Plan of(SequencedMap<Python, List<String>> offered) {
        var pythons = new LinkedHashMap<Python, List<Version>>();
        offered.forEach((python, releases) -> pythons.put(python, releases.stream().map(Version::parse)
                .filter(Plan::isFinal).filter(pip -> runsOn(python, pip)).sorted().toList()));
        return new Plan(pythons);
    }

    /// Of each minor version the newest, oldest first.
    private static Collection<Python> pythonsOfMachine() {
        return Stream.concat(Machine.oldPythons().stream(), Machine.pythons().stream())
                .collect(toMap(Plan::minor, python -> python, (_, newer) -> newer, LinkedHashMap::new)).values();
    }

    /// The pairs that are tried at each change, as far as there are such Pythons; and the newest pip on the newest Python.
    List<Pair> sample() {
        var sample = pythons.entrySet().stream().flatMap(each -> each.getValue().stream().map(Version::toString)
                .filter(SAMPLE.getOrDefault(minor(each.getKey()), List.of())::contains)
                .map(pip -> new Pair(pip, each.getKey())));
        return Stream.concat(sample, Stream.of(newest())).distinct().toList();
    }

    private Pair newest() {
        var last = pythons.lastEntry();
        return new Pair(last.getValue().getLast().toString(), last.getKey());
    }

    /// The sample; then every release on one of its Pythons, which take turns; and the last of each minor version on the oldest and on the newest of its
    /// Pythons.
    List<Pair> whole() {
        var pips = byPip();
        var inTurn = IntStream.range(0, pips.size()).mapToObj(turn -> pips.get(turn).onOneOf(turn));
        return Stream.of(sample().stream(), inTurn, lastOfEachMinor(pips).flatMap(Fitting::onOldestAndNewest))
                .flatMap(pairs -> pairs).distinct().toList();
    }

    /// Oldest first.
    private List<Fitting> byPip() {
        var fitting = new TreeMap<Version, List<Python>>();
        pythons.forEach((python, pips) -> pips
                .forEach(pip -> fitting.computeIfAbsent(pip, _ -> new ArrayList<>()).add(python)));
        return fitting.entrySet().stream().map(entry -> new Fitting(entry.getKey(), entry.getValue())).toList();
    }

    private static Stream<Fitting> lastOfEachMinor(List<Fitting> pips) {
        var last = new LinkedHashMap<List<BigInteger>, Fitting>();
        pips.forEach(pip -> last.put(pip.release().release().subList(0, 2), pip));
        return last.values().stream();
    }

    /// The Pythons that a pip runs on, oldest first.
    private record Fitting(Version release, List<Python> pythons) {

        Pair onOneOf(int turn) {
            return on(pythons.get(turn % pythons.size()));
        }

        Stream<Pair> onOldestAndNewest() {
            return Stream.of(on(pythons.getFirst()), on(pythons.getLast()));
        }

        private Pair on(Python python) {
            return new Pair(release.toString(), python);
        }
    }

    private static boolean isFinal(Version version) {
        return !version.isPrerelease() && !version.isDevrelease() && version.compareTo(FIRST) >= 0;
    }

    private static boolean runsOn(Python python, Version pip) {
        int minor = python.release().minor();
        return python.isTwo() || NEWEST.entrySet().stream()
                .noneMatch(limit -> pip.compareTo(limit.getKey()) < 0 && minor > limit.getValue());
    }

    private static String minor(Python python) {
        var release = python.release();
        return release.major() + "." + release.minor();
    }

    /// Lines of a word, a colon and more words.
    private static Map<String, List<String>> table(String lines) {
        return lines.lines().map(line -> line.split(":", 2))
                .collect(toMap(parts -> parts[0], parts -> List.of(parts[1].strip().split(" +"))));
    }
}
