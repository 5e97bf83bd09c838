package dev.weir.verification.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What engines say of themselves in their rendezvous files (`spec/wire.md`).
public final class Engines {

    private static final Pattern PID = Pattern.compile("\"pid\"\\s*:\\s*(\\d+)");

    private Engines() {}

    /// The engines that have announced themselves below a state folder and still run: first the one that takes new runs.
    ///
    /// @param state `$XDG_STATE_HOME/weir`
    public static List<ProcessHandle> in(Path state) throws IOException {
        var engines = new ArrayList<ProcessHandle>();
        if (Files.isDirectory(state.resolve("run"))) {
            try (var files = Files.list(state.resolve("run"))) {
                files.filter(file -> file.toString().endsWith(".json"))
                        .sorted(Comparator.reverseOrder())
                        .forEach(file -> pidIn(file).flatMap(ProcessHandle::of).ifPresent(engines::add));
            }
        }
        return engines;
    }

    /// Empty where the file is gone.
    private static Optional<Long> pidIn(Path rendezvous) {
        try {
            var pid = PID.matcher(Files.readString(rendezvous));
            return pid.find() ? Optional.of(Long.valueOf(pid.group(1))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
