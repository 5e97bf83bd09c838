package dev.weir.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.Result;
import java.io.IOException;
import java.util.List;

/// An environment in which something is about to break.
///
/// @param pip    its pip
/// @param before what there was
record Faulty(AuditedPip pip, List<String> before) {

    static Faulty of(AuditedPip pip) throws IOException {
        return new Faulty(pip, pip.traces());
    }

    /// The run ended because no verdict could be had, and left nothing behind.
    void assertUndecided(Result result, String reason) throws IOException {
        assertThat(result.exit()).as(result::toString).isEqualTo(11);
        assertThat(result.err()).contains("weir could not decide: ", "  reason: ", reason, "  hint: ")
                .doesNotContain("Traceback");
        assertThat(pip.traces()).isEqualTo(before);
    }
}
