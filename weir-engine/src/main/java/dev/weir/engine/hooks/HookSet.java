package dev.weir.engine.hooks;

import dev.weir.api.Artifact;
import dev.weir.api.Hook;
import dev.weir.api.Observer;
import dev.weir.engine.settings.HookSettings;
import dev.weir.engine.settings.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All hooks and observers that hold under one snapshot of the settings.
public final class HookSet implements AutoCloseable {

    private final HookJars jars;
    private final Dispatch dispatch;
    private final Observers observers;

    private HookSet(HookJars jars, List<LoadedHook> hooks, List<Observer> observers) {
        this.jars = jars;
        this.dispatch = new Dispatch(hooks);
        this.observers = new Observers(observers);
    }

    /// Loads what the settings name.
    ///
    /// @param builtIn hooks that are part of this build
    /// @throws HookSetException where something cannot be loaded, two hooks have one name, or a name stands for no hook
    public static HookSet load(Settings settings, List<Hook> builtIn) {
        var jars = new HookJars(settings.jars());
        try {
            var hooks = new Loading(settings);
            builtIn.forEach(hooks::add);
            jars.services(Hook.class).forEach(hooks::add);
            hooks.addPrograms();
            return new HookSet(jars, hooks.inOrder(), jars.services(Observer.class));
        } catch (RuntimeException problem) {
            jars.close();
            throw problem;
        }
    }

    /// The hooks.
    public Dispatch dispatch() {
        return dispatch;
    }

    /// The observers.
    public Observers observers() {
        return observers;
    }

    @Override
    public void close() {
        observers.close();
        jars.close();
    }

    /// The hooks by name, as they are found.
    private static final class Loading {

        private final Settings settings;
        private final Map<String, LoadedHook> hooks = new TreeMap<>();
        private final ProcessGroup group = ProcessGroup.ofThisPlatform();

        Loading(Settings settings) {
            this.settings = settings;
        }

        void add(Hook hook) {
            var how = settings.hook(hook.name());
            var java = new JavaHook(hook);
            if (how.program().isPresent()) {
                throw twice(hook.name());
            }
            put(new LoadedHook(hook.name(), how.gates().orElseGet(hook::gates), java.bits(), java.forms(),
                    how.timeout(), java.answerer(), java.patcher()));
        }

        void addPrograms() {
            settings.hooks().forEach((name, how) -> how.program().ifPresent(program -> put(
                    new LoadedHook(name, how.gates().orElse(HookSettings.PROGRAM_GATES), LoadedHook.Bits.WELCOME,
                            EnumSet.allOf(Artifact.Form.class), how.timeout(),
                            Optional.of(new ProgramHook(name, program, group)), Optional.empty()))));
        }

        private void put(LoadedHook hook) {
            if (hooks.putIfAbsent(hook.name(), hook) != null) {
                throw twice(hook.name());
            }
        }

        private static HookSetException twice(String name) {
            return new HookSetException("two hooks have the name `" + name + "`");
        }

        List<LoadedHook> inOrder() {
            requireKnown(settings.hooks().keySet(), "the table [hooks.%s] of the settings is about no hook");
            requireKnown(settings.order(), "`order` in the settings names `%s`, which is no hook");
            var enabled = new ArrayList<>(hooks.values());
            enabled.removeIf(hook -> !settings.hook(hook.name()).enabled());
            enabled.sort(Comparator.comparingInt(this::place));
            return enabled;
        }

        private int place(LoadedHook hook) {
            var place = settings.order().indexOf(hook.name());
            return place < 0 ? Integer.MAX_VALUE : place;
        }

        private void requireKnown(Iterable<String> names, String problem) {
            names.forEach(name -> {
                if (!hooks.containsKey(name)) {
                    throw new HookSetException(problem.formatted(name) + "; there are: " + hooks.keySet());
                }
            });
        }
    }
}
