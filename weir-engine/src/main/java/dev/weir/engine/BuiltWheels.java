package dev.weir.engine;

import dev.weir.api.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/// Of which archives wheels were built, as engines of this user have seen it. pip keeps such wheels in its cache: what stands beside them there anybody can
/// have written who can write to the cache. An empty file for each pair, whose name says all. Safe for many threads and engines at once.
///
/// @param folder made where there is something to remember
record BuiltWheels(Path folder) {

    private static final System.Logger LOG = System.getLogger(BuiltWheels.class.getName());
    private static final Duration REMEMBERED = Duration.ofDays(180);

    /// Remembers one. Where that cannot be done, it is not known later: the archive is then built again.
    void remember(Digest wheel, Digest archive) {
        try {
            OwnFolder.require(folder);
            Files.write(file(wheel, archive), new byte[0]);
        } catch (IOException problem) {
            LOG.log(System.Logger.Level.WARNING, "what {0} was built of is not remembered: {1}", wheel, problem);
        }
    }

    /// Whether this wheel was built of this archive. What is asked for stays known for longer.
    boolean know(Digest wheel, Digest archive) {
        var file = file(wheel, archive);
        try {
            if (!OwnFolder.is(folder) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return true;
        } catch (IOException problem) {
            LOG.log(System.Logger.Level.WARNING, "what {0} was built of is not known: {1}", wheel, problem);
            return false;
        }
    }

    /// Forgets what nobody has asked for in 180 days.
    void forgetOld(Instant now) {
        var oldest = FileTime.from(now.minus(REMEMBERED));
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                if (Files.getLastModifiedTime(file).compareTo(oldest) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NoSuchFileException nothing) {
            LOG.log(System.Logger.Level.TRACE, "there is no {0}", nothing.getFile());
        } catch (IOException problem) {
            LOG.log(System.Logger.Level.WARNING, "what is no longer needed stays: {0}", problem.toString());
        }
    }

    private Path file(Digest wheel, Digest archive) {
        return folder.resolve(wheel.hex() + "-" + archive.hex());
    }
}
