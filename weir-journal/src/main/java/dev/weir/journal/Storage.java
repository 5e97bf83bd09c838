package dev.weir.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// The folder that the journal is kept in. Tests have one that fails on demand.
interface Storage {

    /// Waits until no other thread or process writes, and keeps them from it until closed.
    Held lock() throws IOException;

    /// The names of the files in the folder.
    List<String> names() throws IOException;

    /// The length of a file in bytes; -1 where there is no such file.
    long size(String name) throws IOException;

    /// The bytes of a file.
    InputStream read(String name) throws IOException;

    /// Opens a file for writing.
    OpenFile open(String name) throws IOException;

    /// Makes a new file.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException where there is one
    OpenFile create(String name) throws IOException;

    /// Removes a file.
    void delete(String name) throws IOException;

    /// Brings the names of new and removed files to the disk.
    void syncFolder() throws IOException;

    /// A lock that is held.
    interface Held extends Closeable {}

    /// A file that is written.
    interface OpenFile extends Closeable {

        /// Writes all of `bytes`, from `offset` on. Where it fails, some may have been written.
        void write(byte[] bytes, long offset) throws IOException;

        /// Cuts off what stands behind `length` bytes.
        void cut(long length) throws IOException;

        /// Brings what was written to the disk.
        void sync() throws IOException;
    }
}
