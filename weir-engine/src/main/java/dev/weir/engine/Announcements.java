package dev.weir.engine;

import dev.weir.journal.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The engines of a state folder.
public final class Announcements {

    private Announcements() {}

    /// Those that can be reached, of every transport: first those that take new runs.
    ///
    /// @throws IOException where their folder cannot be read, or is another user's
    public static List<Announcement> in(StateFolder state) throws IOException {
        var run = state.run();
        if (Files.notExists(run)) {
            return List.of();
        }
        if (!OwnFolder.is(run)) {
            throw new IOException(run + " belongs to another user, or others may write there");
        }
        return read(files(run));
    }

    private static List<Path> files(Path run) throws IOException {
        var files = new ArrayList<Path>();
        for (var transport : Transport.values()) {
            files.add(Places.rendezvous(run, transport));
        }
        files.addAll(Leftovers.draining(run));
        return files;
    }

    private static List<Announcement> read(List<Path> files) throws IOException {
        var found = new ArrayList<Announcement>();
        for (var file : files) {
            Announcement.read(file)
                    .filter(engine -> engine.transport().answers(engine.address()) && !found.contains(engine))
                    .ifPresent(found::add);
        }
        return found;
    }
}
