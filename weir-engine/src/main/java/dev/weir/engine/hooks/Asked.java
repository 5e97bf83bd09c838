package dev.weir.engine.hooks;

import dev.weir.journal.HookRun;
import dev.weir.policy.HookResult;

/// What came of asking one hook.
///
/// @param result for the policy
/// @param run    for the journal
public record Asked(HookResult result, HookRun run) {}
