package dev.weir.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// What engines of a state folder have left that were killed. Whether one lives shows by whether it answers, and by nothing else: the number of its process
/// may be another's by now, and where nobody waits for processes that have ended, they seem to live.
record Leftovers(Places places) {

    private static final String DRAINING = "draining-";

    /// The rendezvous file of an engine that takes no new runs.
    ///
    /// @param name different for each engine
    static Path draining(Path run, String name) {
        return run.resolve(DRAINING + name + ".json");
    }

    /// All such files.
    static List<Path> draining(Path run) throws IOException {
        return files(run, DRAINING + "*.json");
    }

    /// Removes what nobody needs.
    void sweep() throws IOException {
        for (var transport : Transport.values()) {
            sweepSocketOf(Places.rendezvous(places.state().run(), transport));
        }
        for (var file : draining(places.state().run())) {
            if (sweepSocketOf(file)) {
                Files.deleteIfExists(file);
            }
        }
        for (var folder : places.socketFolders()) {
            for (var socket : files(folder, places.id() + "-*" + Transport.SOCKET)) {
                sweep(socket);
            }
        }
    }

    /// Whether the engine of this rendezvous file lives no more.
    private static boolean sweepSocketOf(Path rendezvous) throws IOException {
        var found = Announcement.read(rendezvous);
        if (found.isPresent() && found.get().transport().answers(found.get().address())) {
            return false;
        }
        if (found.isPresent() && found.get().transport() == Transport.UNIX) {
            sweep(Path.of(found.get().address()));
        }
        return true;
    }

    private static void sweep(Path socket) throws IOException {
        if (isSocket(socket) && !Transport.UNIX.answers(socket.toString())) {
            Files.deleteIfExists(socket);
            if (socket.endsWith(Transport.ALONE)) {
                Files.deleteIfExists(socket.resolveSibling(""));
            }
        }
    }

    private static boolean isSocket(Path path) throws IOException {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isOther();
    }

    private static List<Path> files(Path folder, String glob) throws IOException {
        var files = new ArrayList<Path>();
        if (Files.isDirectory(folder)) {
            try (var found = Files.newDirectoryStream(folder, glob)) {
                found.forEach(files::add);
            }
        }
        return files;
    }
}
