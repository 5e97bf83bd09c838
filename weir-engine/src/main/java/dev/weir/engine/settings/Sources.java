package dev.weir.engine.settings;

import dev.weir.api.Digest;
import dev.weir.engine.settings.FileUse.Use;
import dev.weir.packaging.text.Quoted;
import dev.weir.packaging.tree.Sha256;
import dev.weir.wire.Mode;
import dev.weir.wire.Switches;
import dev.weir.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One reading of all sources. For one thread.
final class Sources {

    private static final String ON = "on";
    private static final String OFF = "off";

    private final SettingsPlaces places;
    private final Switches switches;
    private final List<FileUse> files = new ArrayList<>();
    private final Map<Source, List<String>> mistakes = new EnumMap<>(Source.class);

    Sources(SettingsPlaces places, Switches switches) {
        this.places = places;
        this.switches = switches;
    }

    EffectiveSettings read(String folder) {
        var account = new Account();
        var found = Stream.of(file(Source.SYSTEM, places.system()), file(Source.USER, places.user()), project(folder))
                .flatMap(Optional::stream)
                .toList();
        var layers = found.stream().map(Layer::of).toList();
        var settings = new SettingsReader(layers, modeOfEnvironment(), account).read(digest(found));
        layers.forEach(layer -> add(layer.mistakes().source(), layer.mistakes().lines()));
        if (!mistakes.isEmpty()) {
            throw new SettingsException(mistakes.keySet(), mistakes.values().stream().flatMap(List::stream).toList());
        }
        return new EffectiveSettings(settings, files, account);
    }

    private Optional<SettingsFile> file(Source source, Path path) {
        var file = tried(source, () -> SettingsFile.find(source, path));
        files.add(new FileUse(source, Optional.of(path), file.isPresent() ? Use.READ : Use.ABSENT));
        return file;
    }

    private Optional<SettingsFile> project(String folder) {
        if (leavesProjectOut()) {
            files.add(new FileUse(Source.PROJECT, Optional.empty(), Use.LEFT_OUT));
            return Optional.empty();
        }
        var path = tried(Source.PROJECT, () -> new ProjectFolder(places).find(folder));
        files.add(new FileUse(Source.PROJECT, path, path.isPresent() ? Use.READ : Use.ABSENT));
        return path.flatMap(file -> tried(Source.PROJECT, () -> Optional.of(SettingsFile.ofProject(file))));
    }

    private boolean leavesProjectOut() {
        var word = switches.projectSettings().orElse(ON);
        if (!word.equals(ON) && !word.equals(OFF)) {
            refuse(Switches.PROJECT_SETTINGS, word, "off, on");
        }
        return word.equals(OFF);
    }

    private Optional<Stated<Mode>> modeOfEnvironment() {
        return switches.mode().flatMap(word -> {
            var mode = Mode.of(word);
            if (mode.isEmpty()) {
                refuse(Switches.MODE, word, "enforce, observe");
            }
            return mode.map(value -> new Stated<>(value, Json.of(word), new Place.Variable(Switches.MODE)));
        });
    }

    private void refuse(String variable, String word, String allowed) {
        add(Source.ENVIRONMENT, List.of(variable + " is " + Quoted.quote(word) + "; allowed: " + allowed));
    }

    private <T> Optional<T> tried(Source source, Supplier<Optional<T>> reading) {
        try {
            return reading.get();
        } catch (SettingsException problem) {
            add(source, problem.mistakes());
            return Optional.empty();
        }
    }

    private void add(Source source, List<String> lines) {
        if (!lines.isEmpty()) {
            mistakes.computeIfAbsent(source, _ -> new ArrayList<>()).addAll(lines);
        }
    }

    /// See `spec/journal.md`.
    private Digest digest(List<SettingsFile> found) {
        var ofFiles = found.stream().map(file -> file.source().word() + " " + file.digest().hex());
        var ofSwitches = Stream.of(
                switches.mode().map(word -> Switches.MODE + "=" + word),
                switches.projectSettings().map(word -> Switches.PROJECT_SETTINGS + "=" + word))
                .flatMap(Optional::stream);
        var text = Stream.concat(ofFiles, ofSwitches.map(variable -> Source.ENVIRONMENT.word() + " " + variable))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        return Digest.ofHex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex());
    }
}
