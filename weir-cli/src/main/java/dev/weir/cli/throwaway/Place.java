package dev.weir.cli.throwaway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A folder of its own for all that Weir keeps, and an environment in which programs find nothing else.
///
/// @param folder its top
public record Place(Path folder) {

    private static final List<String> OTHERS_SETTINGS =
            List.of("PIP_", "PYTHON", "VIRTUAL_ENV", "CONDA", "WEIR_");

    /// A new one, among the temporary files.
    ///
    /// @param user the user's environment, whose `TMPDIR` counts
    /// @throws IOException where there is no room for it
    public static Place create(String prefix, Map<String, String> user) throws IOException {
        var temporary = user.getOrDefault("TMPDIR", "");
        var place = new Place((temporary.isEmpty()
                ? Files.createTempDirectory(prefix)
                : Files.createTempDirectory(Path.of(temporary), prefix)).toRealPath());
        for (var folder : List.of(place.state(), place.config(), place.cache(), place.data(), place.work(),
                place.temporary())) {
            Files.createDirectories(folder);
        }
        return place;
    }

    /// `XDG_STATE_HOME`.
    public Path state() {
        return folder.resolve("state");
    }

    /// Where Weir keeps its journal.
    public Path journal() {
        return state().resolve("weir").resolve("journal");
    }

    /// `XDG_DATA_HOME`.
    public Path data() {
        return folder.resolve("data");
    }

    /// Where programs are started.
    public Path work() {
        return folder.resolve("work");
    }

    /// Writes Weir's settings.
    ///
    /// @throws IOException where that cannot be done
    public void settings(String toml) throws IOException {
        var settings = config().resolve("weir").resolve("weir.toml");
        Files.createDirectories(settings.getParent());
        Files.writeString(settings, toml);
    }

    /// A path, between the quotation marks of a string in the settings.
    public static String tomlEscaped(Path path) {
        return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /// The environment of all that runs here: that of the user without settings of pip, Python and Weir. How an engine is reached
    /// (`WEIR_TRANSPORT`) is a matter of the machine, and stays.
    public Map<String, String> environment(Map<String, String> user) {
        var environment = new HashMap<>(user);
        environment.keySet().removeIf(Place::isOfOthers);
        environment.put("XDG_STATE_HOME", state().toString());
        environment.put("XDG_CONFIG_HOME", config().toString());
        environment.put("XDG_CACHE_HOME", cache().toString());
        environment.put("XDG_DATA_HOME", data().toString());
        environment.put("TMPDIR", temporary().toString());
        environment.put("PIP_CONFIG_FILE", "/dev/null");
        environment.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        return environment;
    }

    private static boolean isOfOthers(String variable) {
        return OTHERS_SETTINGS.stream().anyMatch(variable::startsWith) && !variable.equals("WEIR_TRANSPORT");
    }

    private Path config() {
        return folder.resolve("config");
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    private Path temporary() {
        return folder.resolve("tmp");
    }
}
