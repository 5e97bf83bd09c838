package dev.weir.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Waits for somebody to write to a journal. For one thread.
public final class JournalWatch implements Closeable {

    private static final int SECONDS = 1;

    private final Path folder;
    private final Optional<WatchService> service;
    private Optional<WatchKey> key = Optional.empty();

    private JournalWatch(Path folder, Optional<WatchService> service) {
        this.folder = folder;
        this.service = service;
    }

    /// Watches a journal.
    ///
    /// @param folder the journal's; perhaps not there yet
    public static JournalWatch of(Path folder) {
        return new JournalWatch(folder, newService(folder));
    }

    /// Empty where the system has none left to give.
    private static Optional<WatchService> newService(Path folder) {
        try {
            return Optional.of(folder.getFileSystem().newWatchService());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /// Returns when something may have been written since the last call, after a second at the latest.
    public void await() throws InterruptedException {
        if (key.isPresent()) {
            waitForAChange(service.orElseThrow());
        } else if (!register()) {
            TimeUnit.SECONDS.sleep(SECONDS);
        }
    }

    private void waitForAChange(WatchService service) throws InterruptedException {
        var changed = Optional.ofNullable(service.poll(SECONDS, TimeUnit.SECONDS));
        changed.ifPresent(WatchKey::pollEvents);
        key = key.filter(_ -> changed.isEmpty() || changed.get().reset());
    }

    /// Whether changes are heard of from now on.
    private boolean register() {
        key = service.filter(_ -> Files.isDirectory(folder)).flatMap(this::register);
        return key.isPresent();
    }

    private Optional<WatchKey> register(WatchService changes) {
        try {
            return Optional.of(folder.register(changes, StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        if (service.isPresent()) {
            service.get().close();
        }
    }
}
