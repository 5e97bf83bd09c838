package dev.weir.engine.hooks;

import dev.weir.api.Artifact;
import dev.weir.api.Hook;
import dev.weir.api.Observer;
import dev.weir.engine.settings.HookSettings;
import dev.weir.engine.settings.Settings;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All hooks and observers that hold under one snapshot of the settings.
public final class HookSet implements AutoCloseable {

    private final HookJars jars;
    private final Dispatch dispatch;
    private final Observers observers;
    private final Set<String> ofSystem;

    private HookSet(HookJars jars, Loading hooks) {
        this.jars = jars;
        this.dispatch = new Dispatch(hooks.inOrder());
        this.observers = new Observers(jars.services(Observer.class));
        this.ofSystem = Set.copyOf(hooks.ofSystem);
    }

    /// All hooks of the engine, those too that are not asked, in their order. Jars are loaded for it and let go again.
    ///
    /// @param builtIn hooks that are part of this build
    /// @throws HookSetException as [#load] does
    public static List<KnownHook> known(Settings settings, List<Hook> builtIn) {
        try (var jars = new HookJars(settings.jars())) {
            return found(settings, builtIn, jars).known();
        }
    }

    /// All observers, in the order in which they are told. Jars are loaded for it and let go again.
    ///
    /// @throws HookSetException where one cannot be loaded
    public static List<KnownObserver> knownObservers(Settings settings) {
        try (var jars = new HookJars(settings.jars())) {
            return jars.services(Observer.class).stream().<Class<?>>map(Observer::getClass)
                    .map(type -> new KnownObserver(type.getName(), HookOrigin.of(type))).toList();
        }
    }

    /// Loads what the settings name.
    ///
    /// @param builtIn hooks that are part of this build
    /// @throws HookSetException where something cannot be loaded, two hooks have one name, or a name stands for no hook
    public static HookSet load(Settings settings, List<Hook> builtIn) {
        var jars = new HookJars(settings.jars());
        try {
            return new HookSet(jars, found(settings, builtIn, jars));
        } catch (RuntimeException problem) {
            jars.close();
            throw problem;
        }
    }

    private static Loading found(Settings settings, List<Hook> builtIn, HookJars jars) {
        var hooks = new Loading(settings);
        builtIn.forEach(hooks::add);
        jars.servicesOfSystem(Hook.class).forEach(hooks::addOfSystem);
        jars.servicesOfUser(Hook.class).forEach(hooks::add);
        hooks.addPrograms();
        return hooks;
    }

    /// The hooks.
    public Dispatch dispatch() {
        return dispatch;
    }

    /// The observers.
    public Observers observers() {
        return observers;
    }

    /// The names of the hooks that are there by the will of this machine's file.
    public Set<String> ofSystem() {
        return ofSystem;
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
        private final Map<String, HookOrigin> origins = new HashMap<>();
        private final Set<String> ofSystem;
        private final ProcessGroup group = ProcessGroup.ofThisPlatform();

        Loading(Settings settings) {
            this.settings = settings;
            this.ofSystem = new HashSet<>(settings.fixed().hooks());
        }

        /// A hook from a jar of this machine's file. No other file has a table about it.
        void addOfSystem(Hook hook) {
            var name = hook.name();
            if (settings.hooks().containsKey(name) && !settings.fixed().tables().contains(name)) {
                throw new HookSetException("the table [hooks." + name
                        + "] of the user's settings would change a hook that the system's settings name a jar for");
            }
            ofSystem.add(name);
            add(hook);
        }

        void add(Hook hook) {
            var how = settings.hook(hook.name());
            var java = new JavaHook(hook);
            if (how.program().isPresent()) {
                throw twice(hook.name());
            }
            put(new LoadedHook(hook.name(), how.gates().orElseGet(hook::gates), java.bits(), java.forms(),
                    how.timeout(), java.answerer(), java.patcher()), HookOrigin.of(hook));
        }

        void addPrograms() {
            settings.hooks().forEach((name, how) -> how.program().ifPresent(program -> put(
                    new LoadedHook(name, how.gates().orElse(HookSettings.PROGRAM_GATES), LoadedHook.Bits.WELCOME,
                            EnumSet.allOf(Artifact.Form.class), how.timeout(),
                            Optional.of(new ProgramHook(name, program, how.tree(), group)), Optional.empty()),
                    new HookOrigin.Program(program))));
        }

        private void put(LoadedHook hook, HookOrigin origin) {
            if (hooks.putIfAbsent(hook.name(), hook) != null) {
                throw twice(hook.name());
            }
            origins.put(hook.name(), origin);
        }

        private static HookSetException twice(String name) {
            return new HookSetException("two hooks have the name `" + name + "`");
        }

        List<LoadedHook> inOrder() {
            return all().filter(hook -> settings.hook(hook.name()).enabled()).toList();
        }

        List<KnownHook> known() {
            return all().map(this::known).toList();
        }

        private KnownHook known(LoadedHook hook) {
            var name = hook.name();
            return new KnownHook(
                    name, Objects.requireNonNull(origins.get(name)), hook.gates(), settings.hook(name));
        }

        private Stream<LoadedHook> all() {
            requireKnown(settings.hooks().keySet(), "the table [hooks.%s] of the settings is about no hook");
            requireKnown(settings.order(), "`order` in the settings names `%s`, which is no hook");
            return hooks.values().stream().sorted(Comparator.comparingInt(this::place));
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
