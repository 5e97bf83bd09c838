package dev.weir.engine;

import dev.weir.api.Gate;
import dev.weir.api.Verdict;
import dev.weir.engine.bits.Bits;
import dev.weir.engine.bits.BitsStore;
import dev.weir.packaging.archive.UnreadableArchiveException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The files of archives that hooks in the installers' processes of one run look at, before the gate is asked. Safe for many threads at once.
final class TreesInProcess implements AutoCloseable {

    private final BitsStore store;
    private final BitsStore.Terms terms;
    private final Map<String, BitsStore.Loan> loans = new ConcurrentHashMap<>();
    private final Map<String, Verdict> problems = new ConcurrentHashMap<>();

    TreesInProcess(BitsStore store, BitsStore.Terms terms) {
        this.store = store;
        this.terms = terms;
    }

    /// Unpacks the archive that a gate will be about.
    ///
    /// @return where it is unpacked, until the gate ends here
    Optional<Path> unpack(Gate.ArtifactGate gate) {
        try {
            var claimed = gate.distribution().digest();
            var bits = Bits.of(gate.distribution())
                    .orElseThrow(() -> new IOException("the installer does not say where it is"));
            var loan = store.lend(bits, claimed, terms);
            release(loans.put(gate.operation(), loan));
            if (!claimed.equals(Optional.of(loan.copy().digest()))) {
                throw new IOException("it is not what the installer saw");
            }
            return Optional.of(loan.copy().tree());
        } catch (UnreadableArchiveException refused) {
            problems.put(gate.operation(), new Verdict.Deny("the archive cannot be unpacked: " + refused.getMessage()));
        } catch (IOException unreadable) {
            problems.put(gate.operation(),
                    new Verdict.Undecided("the archive cannot be unpacked: " + unreadable.getMessage()));
        }
        return Optional.empty();
    }

    /// Gives the files back.
    ///
    /// @return why there were none, where they were asked for
    Optional<Verdict> end(Gate gate) {
        release(loans.remove(gate.operation()));
        return Optional.ofNullable(problems.remove(gate.operation()));
    }

    private static void release(BitsStore.@Nullable Loan loan) {
        if (loan != null) {
            loan.close();
        }
    }

    @Override
    public void close() {
        loans.values().forEach(BitsStore.Loan::close);
        loans.clear();
    }
}
