package dev.weir.engine.settings;

import dev.weir.packaging.text.Quoted;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the settings of the project that an installer works in.
///
/// @param places the files that are no project's
record ProjectFolder(SettingsPlaces places) {

    private static final String NAME = "weir.toml";

    /// The nearest file of this name, whatever it is, from a folder upward.
    ///
    /// @param folder as the installer names it; empty where it has none any more
    /// @throws SettingsException where the folder is not there, so that nobody knows what it holds
    Optional<Path> find(String folder) {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        return Stream.iterate(existing(folder), above -> above != null, Path::getParent)
                .map(above -> above.resolve(NAME))
                .filter(file -> isThere(file) && !isOneOfPlaces(file))
                .findFirst();
    }

    private static Path existing(String folder) {
        try {
            var path = Path.of(folder);
            if (path.isAbsolute() && !Files.notExists(path)) {
                return path.normalize();
            }
        } catch (InvalidPathException _) {
            // A name that this platform cannot write is the name of nothing.
        }
        throw new SettingsException(Source.PROJECT,
                List.of("the working folder " + Quoted.quote(folder) + " is not there, so its settings are not known"));
    }

    /// In a folder that this user may not enter there are no settings for him.
    private static boolean isThere(Path file) {
        try {
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException | AccessDeniedException absent) {
            return false;
        } catch (IOException strange) {
            return true; // Whoever reads it says why it cannot be read.
        }
    }

    private boolean isOneOfPlaces(Path file) {
        return isSame(file, places.system()) || isSame(file, places.user());
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException _) {
            return false;
        }
    }
}
