package dev.weir.engine;

import dev.weir.api.Hook;
import dev.weir.engine.bits.PrivateFolder;
import dev.weir.engine.ingress.Ingress;
import dev.weir.engine.ingress.Judge;
import dev.weir.engine.ingress.Ledger;
import dev.weir.engine.settings.EffectiveSettings;
import dev.weir.engine.settings.Settings;
import dev.weir.journal.Journal;
import dev.weir.wire.Key;
import dev.weir.wire.ShimMessage;
import dev.weir.wire.Switches;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// An engine: it accepts installers, judges, journals and answers, until nobody has needed it for a while.
public final class Engine implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Engine.class.getName());

    /// A client that has read the rendezvous file right before it was removed is still served.
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Duration ENDING = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Places places;
    private final FileLock life;
    private final Journal journal;
    private final Transport.Listening listening;
    private final HookSets hooks;
    private final Ingress ingress;
    private final Rendezvous rendezvous;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Duration idleTimeout = Settings.DEFAULT.idleTimeout();

    private Engine(Places places, FileLock life, Function<Settings, List<Hook>> builtIn) throws IOException {
        this.places = places;
        this.life = life;
        this.journal = Journal.open(places.state().journal(), Clock.systemUTC());
        this.listening = places.transport().listen(places.socketFolders(), places.id());
        this.hooks = new HookSets(builtIn);
        var key = Key.random();
        this.ingress = new Ingress(
                listening.server(), key, places.build(), this::judge, new Ledger(journal), Engine::isBelowThis);
        Thread.ofPlatform().name("weir-accept").start(this::accept);
        this.rendezvous = Rendezvous.announce(places, listening.address(), key);
    }

    /// Starts an engine, and announces it.
    ///
    /// @param builtIn makes the hooks that are part of this build
    /// @return empty where there is one already
    /// @throws IOException where its places cannot be used
    public static Optional<Engine> start(Places places, Function<Settings, List<Hook>> builtIn) throws IOException {
        PrivateFolder.require(places.state().root());
        PrivateFolder.require(places.state().run());
        var channel = FileChannel.open(places.life(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var life = lock(channel, places);
        if (life.isEmpty()) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new Engine(places, life.get(), builtIn));
    }

    private void accept() {
        try {
            ingress.serve();
        } finally {
            ended.countDown();
        }
    }

    /// Waits for an engine that is about to end: it has taken its announcement away and still holds the lock.
    private static Optional<FileLock> lock(FileChannel channel, Places places) throws IOException {
        var deadline = System.nanoTime() + ENDING.toNanos();
        var life = tryLock(channel);
        while (life.isEmpty() && Files.notExists(places.rendezvous()) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE.toNanos());
            life = tryLock(channel);
        }
        return life;
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException inThisJava) {
            return Optional.empty();
        }
    }

    /// A hook's installer descends from the engine: to judge it, the engine would wait for itself.
    private static boolean isBelowThis(long pid) {
        var self = ProcessHandle.current().pid();
        var process = ProcessHandle.of(pid);
        while (process.isPresent()) {
            if (process.get().pid() == self) {
                return true;
            }
            process = process.get().parent();
        }
        return false;
    }

    private Judge judge(ShimMessage.Prove root) {
        if (!journal.isUsable()) {
            throw new IllegalStateException("the journal cannot be written since a failure; the engine ends");
        }
        var settings = EffectiveSettings
                .read(places.settings(), root.client().cwd(), root.switches().orElse(Switches.NONE)).settings();
        idleTimeout = settings.idleTimeout();
        return new GateJudge(settings, hooks.borrow(settings));
    }

    /// Returns when the engine has nothing more to do, or is closed: nobody has needed it for long, its announcement is gone, or
    /// its journal is broken.
    public void await() throws InterruptedException, IOException {
        while (isNeeded()) {
            if (ended.await(1, TimeUnit.SECONDS)) {
                return;
            }
        }
        rendezvous.remove();
        while (ingress.idle().compareTo(GRACE) < 0 && !ended.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.log(System.Logger.Level.DEBUG, "waiting for the last conversations to end");
        }
    }

    private boolean isNeeded() throws IOException {
        return journal.isUsable() && rendezvous.stands() && ingress.idle().compareTo(idleTimeout) < 0;
    }

    /// Ends all conversations, and leaves nothing behind but the journal. What was open is kept as lost.
    @Override
    public synchronized void close() throws IOException {
        if (!life.isValid()) {
            return;
        }
        try (var _ = life.acquiredBy(); journal) {
            rendezvous.remove();
            ingress.close();
            if (listening.socket().isPresent()) {
                Files.deleteIfExists(listening.socket().get());
            }
        }
    }
}
