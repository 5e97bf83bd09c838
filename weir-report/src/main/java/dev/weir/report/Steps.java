package dev.weir.report;

import java.util.function.Predicate;

/// Which steps of a run are shown.
///
/// @param wanted by their operation
/// @param all    whether those are shown too that a reader of a whole run would not miss
record Steps(Predicate<String> wanted, boolean all) {

    boolean has(String operation, Step step) {
        return wanted.test(operation) && (all || step.matters());
    }
}
