package dev.weir.journal;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/// The segment that is being written, and how much of it is on the disk. One thread at a time writes; any may sync: those that wait while
/// another syncs are mostly served by one more sync together.
final class Tail {

    private static final Storage.OpenFile NONE = new Storage.OpenFile() {
        @Override
        public void write(byte[] bytes, long offset) throws IOException {
            throw new IOException("no segment is open");
        }

        @Override
        public void cut(long length) {}

        @Override
        public void sync() {}

        @Override
        public void close() {}
    };

    private final ReentrantLock syncing = new ReentrantLock();
    private volatile Storage.OpenFile file = NONE;
    private volatile long written;
    private long synced;

    void write(byte[] bytes, long offset) throws IOException {
        file.write(bytes, offset);
        wrote();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time writes
    private void wrote() {
        written++;
    }

    void cut(long length) throws IOException {
        file.cut(length);
    }

    /// Brings to the disk what was written before this call.
    void sync() throws IOException {
        long wanted = written;
        syncing.lock();
        try {
            if (synced < wanted) {
                syncNow();
            }
        } finally {
            syncing.unlock();
        }
    }

    private void syncNow() throws IOException {
        long covered = written;
        file.sync();
        synced = covered;
    }

    /// Goes on with another file. The file before is synced and closed.
    void replace(Storage.OpenFile next) throws IOException {
        syncing.lock();
        try {
            syncNow();
            file.close();
            file = next;
        } finally {
            syncing.unlock();
        }
    }

    void close() throws IOException {
        replace(NONE);
    }
}
