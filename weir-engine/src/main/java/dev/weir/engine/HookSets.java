package dev.weir.engine;

import dev.weir.api.Hook;
import dev.weir.engine.hooks.HookSet;
import dev.weir.engine.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The hooks in use. Runs share them as long as neither the settings nor the jars change, so that a hook may keep what it has loaded.
/// Safe for many threads at once.
final class HookSets {

    private final Function<Settings, List<Hook>> builtIn;
    private Optional<Shared> newest = Optional.empty();

    /// @param builtIn makes the hooks that are part of this build
    HookSets(Function<Settings, List<Hook>> builtIn) {
        this.builtIn = builtIn;
    }

    /// A set of hooks, to be given back once.
    interface Loan extends AutoCloseable {

        /// The hooks.
        HookSet set();

        @Override
        void close();
    }

    /// @throws dev.weir.engine.hooks.HookSetException where the hooks cannot be used
    synchronized Loan borrow(Settings settings) {
        var state = State.of(settings);
        if (newest.filter(shared -> shared.state.equals(state)).isEmpty()) {
            replace(new Shared(state, HookSet.load(settings, builtIn.apply(settings))));
        }
        return newest.orElseThrow().lend();
    }

    private void replace(Shared fresh) {
        newest.ifPresent(Shared::giveBack);
        newest = Optional.of(fresh);
    }

    /// What a set of hooks was made from.
    private record State(Settings settings, List<String> jars) {

        static State of(Settings settings) {
            return new State(settings, settings.jars().all().stream().map(State::describe).toList());
        }

        private static String describe(Path jar) {
            try {
                return Files.exists(jar) ? Files.getLastModifiedTime(jar) + " " + Files.size(jar) : "";
            } catch (IOException problem) {
                throw new UncheckedIOException("cannot look at the jar " + jar, problem);
            }
        }
    }

    /// One user is this itself, as long as it is the newest.
    private final class Shared {

        private final State state;
        private final HookSet set;
        private int users = 1;

        Shared(State state, HookSet set) {
            this.state = state;
            this.set = set;
        }

        Loan lend() {
            users++;
            return new Loan() {
                @Override
                public HookSet set() {
                    return set;
                }

                @Override
                public void close() {
                    giveBack();
                }
            };
        }

        void giveBack() {
            synchronized (HookSets.this) {
                if (--users == 0) {
                    set.close();
                }
            }
        }
    }
}
