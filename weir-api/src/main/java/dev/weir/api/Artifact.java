package dev.weir.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The exact bits that a verdict will be about, read by a strict reader from the engine's own copy and never from the installer's path.
///
/// Safe for use by one thread at a time. Valid until the hook returns.
public interface Artifact {

    /// How the bits lie on disk.
    enum Form {
        ARCHIVE,
        TREE
    }

    /// What the verdict will name.
    Digest digest();

    /// Whether this is an archive or a source tree. The entries of both look alike.
    Form form();

    /// All entries, in the order of the archive or, for a tree, of its manifest. To be closed.
    ///
    /// @throws IOException where the bits cannot be read; letting it pass means *could not decide*
    Stream<Entry> entries() throws IOException;

    /// The content of a file. To be closed.
    ///
    /// @throws IOException where it cannot be read, or `entry` is no file
    InputStream open(Entry entry) throws IOException;

    /// The bits of an archive as they lie, from the first byte. To be closed.
    ///
    /// @throws IOException where they cannot be read, or this is no archive as it lies
    default SeekableByteChannel bytes() throws IOException {
        throw new IOException("no archive as it lies");
    }

    /// The bits as files, for a hook that hands them to a program: a read-only folder, there until the hook returns. What is an archive is unpacked when
    /// somebody first asks, by the strict reader that reads it; a folder that all of a source archive is in is left out, as installers do. Symbolic
    /// links may be there: whoever follows one may leave the folder.
    ///
    /// @throws IOException where the reader refuses the archive, or there is no room
    default Path tree() throws IOException {
        throw new IOException("no files");
    }

    /// One member.
    ///
    /// @param path relative, `/` between names, never outside the artifact
    /// @param type what it is
    /// @param size bytes of content; 0 for what is no file
    record Entry(String path, Type type, long size) {

        /// What a member can be.
        public enum Type {
            FILE,
            FOLDER,
            LINK
        }

        /// Whether it has content.
        public boolean isFile() {
            return type == Type.FILE;
        }
    }
}
