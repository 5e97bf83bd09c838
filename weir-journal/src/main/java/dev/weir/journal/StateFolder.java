package dev.weir.journal;

import java.nio.file.Path;
import java.util.Map;

/// Where Weir keeps its state: the folder `weir` of [UserFolders#state()].
///
/// @param root absolute; perhaps not there yet
public record StateFolder(Path root) {

    /// The folder that these environment variables name.
    public static StateFolder of(Map<String, String> environment) {
        return new StateFolder(UserFolders.of(environment).state().resolve("weir"));
    }

    /// The journal's folder.
    public Path journal() {
        return root.resolve("journal");
    }

    /// The folder of what is known of wheels that were built.
    public Path built() {
        return root.resolve("built");
    }

    /// The folder of running engines: rendezvous files, locks, sockets, logs.
    public Path run() {
        return root.resolve("run");
    }
}
