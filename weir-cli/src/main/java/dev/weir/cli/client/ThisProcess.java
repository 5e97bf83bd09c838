package dev.weir.cli.client;

import com.sun.security.auth.module.UnixSystem;
import dev.weir.wire.Client;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What this process says of itself, and whose it is.
final class ThisProcess {

    /// Where the platform has no such numbers.
    private static final long NO_USER = -1;

    private static final Path LINUX_HOST_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final String NO_PYTHON = "-";

    private ThisProcess() {}

    /// No Python takes part: what is to be said of one is `-`.
    static Client client(String version) {
        var self = ProcessHandle.current();
        return new Client(host(), System.getProperty("user.name"), user(), self.pid(),
                self.parent().map(ProcessHandle::pid).orElse(-1L), System.getProperty("user.dir"), NO_PYTHON, NO_PYTHON,
                "weir", version, Optional.empty());
    }

    static long user() {
        var isUnix = FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
        return isUnix ? new UnixSystem().getUid() : NO_USER;
    }

    /// The name that this machine has given itself; to ask for another one may take long where no server of names answers.
    private static String host() {
        try {
            return Files.exists(LINUX_HOST_NAME)
                    ? Files.readString(LINUX_HOST_NAME).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException nameless) {
            return "localhost";
        }
    }
}
