package dev.weir.engine;

import dev.weir.api.Hook;
import dev.weir.engine.bits.BitsStore;
import dev.weir.engine.ingress.Control;
import dev.weir.engine.ingress.Ingress;
import dev.weir.engine.ingress.Judge;
import dev.weir.engine.ingress.Ledger;
import dev.weir.engine.settings.EffectiveSettings;
import dev.weir.engine.settings.Settings;
import dev.weir.journal.Journal;
import dev.weir.wire.Key;
import dev.weir.wire.ShimMessage;
import dev.weir.wire.Status;
import dev.weir.wire.Switches;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// An engine: it accepts installers, judges, journals and answers, until nobody has needed it for a while, or another one has taken its place.
///
/// Its life: it is **serving** from its announcement on. It is **draining** when that does not stand any more, when nobody has needed it for long, or when
/// it was asked to stop: it takes no new runs, and serves those that are open. It ends when the last one is over.
public final class Engine implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Engine.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Places places;
    private final Instant since = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Journal journal;
    private final JournalCare care;
    private final Transport.Listening listening;
    private final HookSets hooks;
    private final BitsStore store = new BitsStore();
    private final BuiltWheels builtWheels;
    private final Announcement announcement;
    private final Ingress ingress;
    private final Rendezvous rendezvous;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final AtomicBoolean draining = new AtomicBoolean();
    private final AtomicBoolean hurried = new AtomicBoolean();
    private volatile Duration idleTimeout = Settings.DEFAULT.idleTimeout();
    private boolean closed;

    private Engine(Places places, Function<Settings, List<Hook>> builtIn) throws IOException {
        this.places = places;
        this.journal = Journal.open(places.state().journal(), Clock.systemUTC());
        this.care = JournalCare.of(places.state(), journal);
        this.listening = places.transport().listen(places.socketFolders(), places.id());
        this.hooks = new HookSets(builtIn);
        this.builtWheels = new BuiltWheels(places.state().built());
        var key = Key.random();
        this.announcement = new Announcement(places.build(), places.settingsId(), ProcessHandle.current().pid(),
                places.transport(), listening.address(), key);
        this.ingress =
                new Ingress(listening.server(), key, places.build(), this::judge,
                        new Ledger(journal, places.state().journal(), care::wake),
                        Engine::isBelowThis, new Reception());
        Thread.ofPlatform().name("weir-accept").start(this::accept);
        this.rendezvous = Rendezvous.announce(places.rendezvous(), announcement);
    }

    /// Starts an engine, and announces it in place of any other.
    ///
    /// @param builtIn makes the hooks that are part of this build
    /// @return empty where the one that is announced is of the same build, for the same settings, and serving
    /// @throws IOException where its places cannot be used
    public static Optional<Engine> start(Places places, Function<Settings, List<Hook>> builtIn) throws IOException {
        OwnFolder.require(places.state().root());
        OwnFolder.require(places.state().run());
        new Leftovers(places).sweep();
        return isServed(places) ? Optional.empty() : Optional.of(new Engine(places, builtIn));
    }

    private static boolean isServed(Places places) throws IOException {
        return Announcement.read(places.rendezvous())
                .filter(found -> found.build().equals(places.build()) && found.settings().equals(places.settingsId()))
                .flatMap(Visit::status)
                .filter(status -> !status.draining())
                .isPresent();
    }

    private void accept() {
        try {
            ingress.serve();
        } finally {
            asked.countDown();
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
        return new GateJudge(settings, hooks.borrow(settings), store, builtWheels,
                care.follow(settings.journal()));
    }

    /// Returns when the engine has nothing more to do, or is closed.
    public void await() throws InterruptedException, IOException {
        while (isNeeded()) {
            if (asked.await(PAUSE.toSeconds(), TimeUnit.SECONDS)) {
                break;
            }
        }
        drain();
    }

    private boolean isNeeded() throws IOException {
        return journal.isUsable() && rendezvous.stands() && ingress.idle().compareTo(idleTimeout) < 0;
    }

    private void drain() throws InterruptedException, IOException {
        draining.set(true);
        rendezvous.withdraw();
        if (ingress.awaitQuiet(Duration.ZERO)) {
            return;
        }
        try (var _ = announceDraining()) {
            while (!hurried.get() && !ingress.awaitQuiet(PAUSE)) {}
        }
    }

    /// For those who ask how the engines are. Where it cannot be done, the runs that are open are served all the same.
    private Closeable announceDraining() {
        var name = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        var file = Leftovers.draining(places.state().run(), name);
        try {
            var announced = Rendezvous.announce(file, announcement);
            return () -> {
                announced.close();
                Files.deleteIfExists(file);
            };
        } catch (IOException problem) {
            LOG.log(System.Logger.Level.WARNING, "cannot write {0}: {1}", file, problem.toString());
            return () -> {};
        }
    }

    /// Ends all conversations, and leaves nothing behind but the journal. What was open is kept as lost.
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (store; journal; care; listening) {
            rendezvous.close();
            ingress.close();
        }
        builtWheels.forgetOld(since);
    }

    /// Answers visitors.
    private final class Reception implements Control {

        @Override
        public boolean isDraining() {
            return draining.get();
        }

        @Override
        public Status status(Duration idle, List<Status.OpenRun> runs) {
            return new Status(
                    announcement.pid(),
                    announcement.build(),
                    since,
                    announcement.transport().word(),
                    announcement.address(),
                    places.settingsFiles().stream().map(Path::toString).toList(),
                    idle.toSeconds(),
                    isDraining(),
                    runs);
        }

        @Override
        public void drain() {
            draining.set(true);
        }

        @Override
        public void end(boolean now) {
            hurried.compareAndSet(false, now);
            asked.countDown();
        }
    }
}
