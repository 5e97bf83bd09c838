package dev.weir.journal;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/// A folder on disk, for its owner only. Other processes are kept out by a lock on the file `journal.lock`, other threads by a fair lock
/// that all storages of this folder in this Java share, because a file lock belongs to the whole process.
final class FolderStorage implements Storage {

    private static final ConcurrentMap<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path folder;
    private final ReentrantLock threads;

    private FolderStorage(Path folder, ReentrantLock threads) {
        this.folder = folder;
        this.threads = threads;
    }

    /// The storage in a folder, which is made where it is not there.
    static FolderStorage make(Path folder) throws IOException {
        try {
            Files.createDirectories(folder, onlyForOwner("rwx------"));
        } catch (IOException problem) {
            throw failure("make the folder", folder, problem);
        }
        return in(folder);
    }

    /// The storage in a folder that is there.
    static FolderStorage in(Path folder) throws IOException {
        var real = folder.toRealPath();
        return new FolderStorage(real, LOCKS.computeIfAbsent(real, _ -> new ReentrantLock(true)));
    }

    private static FileAttribute<?>[] onlyForOwner(String permissions) {
        return POSIX
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static JournalException failure(String what, Path file, IOException cause) {
        var reason = cause instanceof NoSuchFileException ? "it is not there" : cause.getMessage();
        return new JournalException("cannot " + what + " " + file + ": " + reason, cause);
    }

    @Override
    public Held lock() throws IOException {
        threads.lock();
        try {
            return new FolderLock(lockFile());
        } catch (IOException problem) {
            threads.unlock();
            throw failure("lock", folder.resolve("journal.lock"), problem);
        }
    }

    private FileChannel lockFile() throws IOException {
        var channel = openLockFile();
        try {
            channel.lock();
            return channel;
        } catch (IOException | RuntimeException problem) {
            channel.close();
            throw problem;
        }
    }

    /// Where somebody has taken the folder away, in a new one: what was in it will be missed.
    private FileChannel openLockFile() throws IOException {
        try {
            return createLockFile();
        } catch (NoSuchFileException gone) {
            Files.createDirectories(folder, onlyForOwner("rwx------"));
            return createLockFile();
        }
    }

    private FileChannel createLockFile() throws IOException {
        return FileChannel.open(folder.resolve("journal.lock"), Set.of(CREATE, WRITE), onlyForOwner("rw-------"));
    }

    private final class FolderLock implements Held {
        private final FileChannel file;

        private FolderLock(FileChannel file) {
            this.file = file;
        }

        @Override
        public void close() throws IOException {
            try {
                file.close();
            } finally {
                threads.unlock();
            }
        }
    }

    @Override
    public List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /// Without an exception for what is not there: before each append a segment is looked for that hardly ever is.
    @Override
    public long size(String name) throws IOException {
        var found = folder.getFileSystem().provider()
                .readAttributesIfExists(folder.resolve(name), BasicFileAttributes.class);
        return found == null ? -1 : found.size();
    }

    @Override
    public InputStream read(String name) throws IOException {
        return Files.newInputStream(folder.resolve(name));
    }

    @Override
    public OpenFile open(String name) throws IOException {
        return new FolderFile(folder.resolve(name));
    }

    @Override
    public OpenFile create(String name) throws IOException {
        var file = folder.resolve(name);
        Files.createFile(file, onlyForOwner("rw-------"));
        return new FolderFile(file);
    }

    @Override
    public void delete(String name) throws IOException {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException problem) {
            throw failure("remove", folder.resolve(name), problem);
        }
    }

    @Override
    public void syncFolder() throws IOException {
        if (File.separatorChar == '\\') {
            return; // Windows opens no folder, and needs no such call.
        }
        try (var opened = FileChannel.open(folder, READ)) {
            opened.force(true);
        }
    }

    /// By [RandomAccessFile]: a channel would be closed for everybody when one writing thread is interrupted.
    private static final class FolderFile implements OpenFile {
        private final Path path;
        private final RandomAccessFile file;

        private FolderFile(Path path) throws IOException {
            this.path = path;
            this.file = new RandomAccessFile(path.toFile(), "rw");
        }

        @Override
        public void write(byte[] bytes, long offset) throws IOException {
            try {
                file.seek(offset);
                file.write(bytes);
            } catch (IOException problem) {
                throw failure("write", path, problem);
            }
        }

        @Override
        public void cut(long length) throws IOException {
            try {
                file.setLength(length);
            } catch (IOException problem) {
                throw failure("cut", path, problem);
            }
        }

        @Override
        public void sync() throws IOException {
            try {
                file.getFD().sync();
            } catch (IOException problem) {
                throw failure("sync", path, problem);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
