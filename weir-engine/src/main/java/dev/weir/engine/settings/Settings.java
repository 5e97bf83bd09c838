package dev.weir.engine.settings;

import dev.weir.api.Action;
import dev.weir.api.Digest;
import dev.weir.packaging.tree.Sha256;
import dev.weir.policy.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// One reading of the user's settings. `docs/reference/settings.md` says what each means.
///
/// @param digest      SHA-256 of the file's bytes, of no bytes where there is no file
/// @param inProcess   hooks for the installer to load into its own process: `/abs/hook.py:function` or `/abs/hook.so`
/// @param jars        jars with Java hooks, absolute
/// @param order       names of the hooks that come first; perhaps also of hooks that are not there
/// @param idleTimeout after so long without a conversation the engine ends
/// @param silence     how long a shim waits for a sign of life; whole seconds, 1 at least
/// @param names       the lists of the built-in hook `names`
/// @param hooks       by the name of the hook; see [#hook(String)]
/// @param journal     how the journal is kept
/// @param rules       by the id of the rule: what it asks for, in place of what its hook declares
public record Settings(
        Digest digest,
        List<String> inProcess,
        List<Path> jars,
        List<String> order,
        Duration idleTimeout,
        Duration silence,
        NameLists names,
        Map<String, HookSettings> hooks,
        JournalSettings journal,
        Map<String, Action> rules) {

    /// The settings of who has no file.
    public static final Settings DEFAULT = new Settings(
            Digest.ofHex(Sha256.of(new byte[0]).hex()),
            List.of(), List.of(), List.of(),
            Duration.ofSeconds(900), Duration.ofSeconds(10),
            new NameLists(List.of(), Optional.empty()), Map.of(), JournalSettings.DEFAULT, Map.of());

    public Settings {
        inProcess = List.copyOf(inProcess);
        jars = List.copyOf(jars);
        order = List.copyOf(order);
        hooks = Map.copyOf(hooks);
        rules = Map.copyOf(rules);
    }

    /// What is set for a hook, or the default where nothing is.
    public HookSettings hook(String name) {
        return hooks.getOrDefault(name, HookSettings.DEFAULT);
    }

    /// What turns the hooks' results into a verdict.
    public Policy policy() {
        return new Policy(rules, hooks.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().onFailure())));
    }
}
