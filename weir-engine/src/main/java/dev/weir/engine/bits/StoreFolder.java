package dev.weir.engine.bits;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The folder of a [BitsStore], among the system's temporary files. A lock in it shows that its engine lives: those that were killed left theirs behind.
final class StoreFolder implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(StoreFolder.class.getName());
    private static final String PREFIX = "weir-bits-";
    private static final String LOCK = "lock";

    /// Those of this process: to open and close the lock of one would release it.
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final PrivateFolder folder;
    private final FileChannel lock;
    private int count;

    private StoreFolder(PrivateFolder folder) throws IOException {
        this.folder = folder;
        OWN.add(folder.path());
        this.lock = FileChannel.open(folder.path().resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock.tryLock() == null || !Files.exists(folder.path())) {
            close();
            throw new IOException("somebody took " + folder.path() + " for left behind; try again");
        }
    }

    /// Makes one, and removes those that were left behind.
    ///
    /// @throws IOException where there is no room for it
    static StoreFolder create() throws IOException {
        var folder = new StoreFolder(PrivateFolder.create(PREFIX));
        folder.sweepBesides();
        return folder;
    }

    /// A new folder in it, to be closed when it is not needed any more.
    PrivateFolder newFolder() throws IOException {
        count++;
        var home = folder.path().resolve(Integer.toString(count));
        PrivateFolder.require(home);
        return new PrivateFolder(home);
    }

    private void sweepBesides() {
        try (var found = Files.newDirectoryStream(folder.path().resolveSibling(""), PREFIX + "*")) {
            for (var other : found) {
                if (!OWN.contains(other) && isOfThisUser(other)) {
                    sweep(other);
                }
            }
        } catch (IOException problem) {
            LOG.log(System.Logger.Level.DEBUG, "cannot look for what was left behind: {0}", problem.toString());
        }
    }

    /// What another user has put there, a link above all, is never looked into.
    private boolean isOfThisUser(Path other) throws IOException {
        return Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(folder.path()));
    }

    private static void sweep(Path folder) {
        try (var channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                var taken = channel.tryLock()) {
            if (taken != null) {
                new PrivateFolder(folder).close();
            }
        } catch (IOException ofAnother) {
            LOG.log(System.Logger.Level.DEBUG, "{0} is left alone: {1}", folder, ofAnother.toString());
        }
    }

    @Override
    public void close() {
        folder.close();
        try {
            lock.close();
        } catch (IOException problem) {
            LOG.log(System.Logger.Level.WARNING, "cannot close the lock of {0}: {1}", folder.path(),
                    problem.toString());
        }
        OWN.remove(folder.path());
    }
}
