package dev.weir.engine.hooks;

import dev.weir.api.Artifact.Form;
import dev.weir.api.GateAction;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// A hook as it is asked.
///
/// @param gates   the gates that it is asked at
/// @param bits    what bits are to it
/// @param forms   the forms of bits that it looks at; others are to it as if there were none
/// @param timeout how long it may take
/// @param answerer where it judges
/// @param patcher where it changes source trees
record LoadedHook(
        String name, Set<GateAction> gates, Bits bits, Set<Form> forms, Duration timeout, Optional<Answerer> answerer,
        Optional<Patcher> patcher) {

    /// What bits are to a hook.
    enum Bits {
        /// It never looks at them.
        UNUSED,
        /// It looks at them where there are any.
        WELCOME,
        /// It is asked only where there are any.
        NEEDED
    }

    LoadedHook {
        gates = Set.copyOf(gates);
        forms = Set.copyOf(forms);
    }

    /// Whether it would look at bits of this form.
    boolean looksAt(Form form) {
        return bits != Bits.UNUSED && forms.contains(form);
    }

    /// Whether it can be asked about bits of this form, or where there are none.
    boolean canJudge(Optional<Form> form) {
        return bits != Bits.NEEDED || form.filter(forms::contains).isPresent();
    }
}
