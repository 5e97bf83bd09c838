package dev.weir.engine.settings;

import dev.weir.api.Action;
import dev.weir.api.Digest;
import dev.weir.packaging.archive.ArchiveLimits;
import dev.weir.packaging.tree.Sha256;
import dev.weir.policy.Policy;
import dev.weir.wire.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The settings in force, from all sources. `docs/reference/settings.md` says what each means.
///
/// @param digest      of all that was read (`spec/journal.md`)
/// @param mode        what becomes of a refusal
/// @param inProcess   hooks for the installer to load into its own process: `/abs/hook.py:function` or `/abs/hook.so`
/// @param trees       whether they get archives as files, too
/// @param jars        jars with Java hooks
/// @param order       names of the hooks that come first; perhaps also of hooks that are not there
/// @param idleTimeout after so long without a conversation the engine ends
/// @param silence     how long a shim waits for a sign of life; whole seconds, 1 at least
/// @param heldBytes   how many bytes of copies of bits the engine holds that no gate needs at the moment
/// @param names       the lists of the built-in hook `names`
/// @param structure   what the built-in hook `structure` takes for too much
/// @param hooks       by the name of the hook; see [#hook(String)]
/// @param journal     how the journal is kept
/// @param rules       by the id of the rule: what it asks for, in place of what its hook declares
/// @param fixed       what no other source loosens
public record Settings(
        Digest digest,
        Mode mode,
        List<String> inProcess,
        boolean trees,
        Jars jars,
        List<String> order,
        Duration idleTimeout,
        Duration silence,
        long heldBytes,
        NameLists names,
        ArchiveLimits structure,
        Map<String, HookSettings> hooks,
        JournalSettings journal,
        Map<String, Action> rules,
        Fixed fixed) {

    /// The settings of who has no file.
    public static final Settings DEFAULT = new Settings(
            Digest.ofHex(Sha256.of(new byte[0]).hex()),
            Mode.ENFORCE,
            List.of(), false, Jars.NONE, List.of(),
            Duration.ofSeconds(900), Duration.ofSeconds(10), 256L << 20,
            NameLists.NONE, ArchiveLimits.DEFAULT, Map.of(), JournalSettings.DEFAULT, Map.of(), Fixed.NOTHING);

    public Settings {
        inProcess = List.copyOf(inProcess);
        order = List.copyOf(order);
        hooks = Map.copyOf(hooks);
        rules = Map.copyOf(rules);
    }

    /// What is set for a hook, or the default where nothing is.
    public HookSettings hook(String name) {
        return hooks.getOrDefault(name, HookSettings.DEFAULT);
    }

    /// What turns the hooks' results into a verdict.
    ///
    /// @param hooksOfSystem those that are there by the will of this machine's file
    public Policy policy(Set<String> hooksOfSystem) {
        var failures = hooks.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().onFailure()));
        return new Policy(rules, failures, new Policy.Floor(hooksOfSystem, fixed.rules()));
    }
}
