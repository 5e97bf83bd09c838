package dev.weir.journal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A real folder on a disk that fails from its n-th change on: half of a write is made, everything after that is not.
///
/// @param storage the folder
/// @param left    how many changes still succeed
/// @param once    whether only one change fails
record FaultyStorage(Storage storage, AtomicInteger left, boolean once) implements Storage {

    static FaultyStorage failingFrom(Storage storage, int change) {
        return new FaultyStorage(storage, new AtomicInteger(change), false);
    }

    static FaultyStorage failingOnceAt(Storage storage, int change) {
        return new FaultyStorage(storage, new AtomicInteger(change), true);
    }

    /// Whether the disk has failed.
    boolean hasFailed() {
        return left.get() < 0;
    }

    private boolean failsNow() {
        var before = left.getAndDecrement();
        return once ? before == 0 : before <= 0;
    }

    private void change() throws IOException {
        if (failsNow()) {
            throw new IOException("the disk has failed");
        }
    }

    @Override
    public Held lock() throws IOException {
        return storage.lock();
    }

    @Override
    public List<String> names() throws IOException {
        return storage.names();
    }

    @Override
    public long size(String name) throws IOException {
        return storage.size(name);
    }

    @Override
    public InputStream read(String name) throws IOException {
        return storage.read(name);
    }

    @Override
    public OpenFile open(String name) throws IOException {
        return new FaultyFile(storage.open(name));
    }

    @Override
    public OpenFile create(String name) throws IOException {
        change();
        return new FaultyFile(storage.create(name));
    }

    @Override
    public void delete(String name) throws IOException {
        change();
        storage.delete(name);
    }

    @Override
    public void syncFolder() throws IOException {
        change();
        storage.syncFolder();
    }

    private final class FaultyFile implements OpenFile {

        private final OpenFile file;

        FaultyFile(OpenFile file) {
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, long offset) throws IOException {
            if (failsNow()) {
                file.write(Arrays.copyOf(bytes, bytes.length / 2), offset);
                throw new IOException("the disk has failed");
            }
            file.write(bytes, offset);
        }

        @Override
        public void cut(long length) throws IOException {
            change();
            file.cut(length);
        }

        @Override
        public void sync() throws IOException {
            change();
            file.sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
