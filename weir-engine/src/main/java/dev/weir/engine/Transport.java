package dev.weir.engine;

import dev.weir.engine.bits.PrivateFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// How clients reach an engine (`spec/wire.md`, Finding the engine).
public enum Transport {

    /// A Unix domain socket.
    UNIX {
        @Override
        Listening listen(List<Path> folders, String id) throws IOException {
            var socket = socket(folders, id);
            var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            return new Listening(server, socket.toString(), Optional.of(socket));
        }
    },

    /// A port of 127.0.0.1, chosen by the system.
    LOOPBACK {
        @Override
        Listening listen(List<Path> folders, String id) throws IOException {
            var server = ServerSocketChannel.open(StandardProtocolFamily.INET);
            server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), 0));
            var port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            return new Listening(server, "127.0.0.1:" + port, Optional.empty());
        }
    };

    /// The bytes that every platform has room for in the address of a Unix domain socket.
    private static final int LONGEST_SOCKET_PATH = 100;

    /// @param server  bound
    /// @param address as the rendezvous file gives it
    /// @param socket  the file to remove in the end
    record Listening(ServerSocketChannel server, String address, Optional<Path> socket) {}

    /// Begins to listen, where no engine has listened before: who knows the address of one that was killed, and no longer holds its key, is to find
    /// nobody.
    ///
    /// @param folders where a socket may lie, the best first
    /// @param id      of the engine; none with the same is running
    abstract Listening listen(List<Path> folders, String id) throws IOException;

    /// The word used in the rendezvous file.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a value of `WEIR_TRANSPORT` names; without one, Unix domain sockets.
    ///
    /// @throws IllegalArgumentException where it names none
    public static Transport of(Optional<String> value) {
        return switch (value.filter(word -> !word.isEmpty()).orElse("unix")) {
            case "unix" -> UNIX;
            case "loopback" -> LOOPBACK;
            default -> throw new IllegalArgumentException(
                    "WEIR_TRANSPORT is neither unix nor loopback: " + value.orElseThrow());
        };
    }

    private static Path socket(List<Path> folders, String id) throws IOException {
        var name = id + "-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()) + ".sock";
        for (var folder : folders) {
            var socket = folder.resolve(name);
            if (socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET_PATH) {
                PrivateFolder.require(folder);
                removeThoseOfKilledEngines(folder, id);
                return socket;
            }
        }
        return PrivateFolder.create("weir-").path().resolve("s");
    }

    private static void removeThoseOfKilledEngines(Path folder, String id) throws IOException {
        try (var sockets = Files.newDirectoryStream(folder, id + "-*.sock")) {
            for (var socket : sockets) {
                Files.delete(socket);
            }
        }
    }
}
