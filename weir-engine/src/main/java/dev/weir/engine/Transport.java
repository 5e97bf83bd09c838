package dev.weir.engine;

import dev.weir.engine.bits.PrivateFolder;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
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
            for (var folder : folders) {
                var socket = folder.resolve(id + "-" + random() + SOCKET);
                if (fits(socket) && isUsable(folder)) {
                    return listen(socket, Optional.empty());
                }
            }
            var folder = PrivateFolder.create(TEMPORARY);
            return listen(folder.path().resolve(ALONE), Optional.of(folder));
        }

        private Listening listen(Path socket, Optional<PrivateFolder> folder) throws IOException {
            var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket), BACKLOG);
            return new Listening(server, socket.toString(), Optional.of(socket), folder);
        }

        @Override
        SocketChannel connect(String address) throws IOException {
            var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            return connected(channel, () -> channel.connect(UnixDomainSocketAddress.of(address)));
        }

        @Override
        boolean answers(String address) {
            try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.configureBlocking(false);
                channel.connect(UnixDomainSocketAddress.of(address));
                return true;
            } catch (IOException nobody) {
                return false;
            }
        }
    },

    /// A port of 127.0.0.1, chosen by the system.
    LOOPBACK {
        @Override
        Listening listen(List<Path> folders, String id) throws IOException {
            var server = ServerSocketChannel.open(StandardProtocolFamily.INET);
            server.bind(new InetSocketAddress(localhost(), 0), BACKLOG);
            var port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            return new Listening(server, "127.0.0.1:" + port, Optional.empty(), Optional.empty());
        }

        @Override
        SocketChannel connect(String address) throws IOException {
            var port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
            var channel = SocketChannel.open(StandardProtocolFamily.INET);
            return connected(channel, () -> channel.connect(new InetSocketAddress(localhost(), port)));
        }

        @Override
        boolean answers(String address) {
            try (var channel = connect(address)) {
                return channel.isConnected();
            } catch (IOException | IllegalArgumentException nobody) {
                return false;
            }
        }

        private static InetAddress localhost() throws IOException {
            return InetAddress.getByAddress(new byte[]{127, 0, 0, 1});
        }
    };

    /// Ends the name of a socket.
    static final String SOCKET = ".sock";

    /// The name of a socket in a folder of its own.
    static final String ALONE = "s";

    private static final String TEMPORARY = "weir-";

    /// The bytes that every platform has room for in the address of a Unix domain socket.
    private static final int LONGEST_SOCKET_PATH = 100;

    /// Clients that may wait until they are accepted; most systems allow less.
    private static final int BACKLOG = 1024;

    /// What takes connections.
    ///
    /// @param server  bound
    /// @param address as the rendezvous file gives it
    /// @param socket  the file to remove in the end
    /// @param folder  where that lies, if it was made for it alone
    record Listening(ServerSocketChannel server, String address, Optional<Path> socket, Optional<PrivateFolder> folder)
            implements
                Closeable {

        @Override
        public void close() throws IOException {
            server.close();
            if (socket.isPresent()) {
                Files.deleteIfExists(socket.get());
            }
            folder.ifPresent(PrivateFolder::close);
        }
    }

    /// Begins to listen, where no engine has listened before: who knows the address of one that was killed, and no longer holds its key, is to find
    /// nobody.
    ///
    /// @param folders where a socket may lie, the best first
    /// @param id      what the name of a socket begins with
    abstract Listening listen(List<Path> folders, String id) throws IOException;

    /// Connects to an engine.
    ///
    /// @throws IOException              where nobody answers there
    /// @throws IllegalArgumentException where that is no address
    abstract SocketChannel connect(String address) throws IOException;

    /// Whether anybody accepts connections there. Does not wait for it.
    abstract boolean answers(String address);

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

    private interface Connecting {
        boolean run() throws IOException;
    }

    private static SocketChannel connected(SocketChannel channel, Connecting connecting) throws IOException {
        try {
            connecting.run();
            return channel;
        } catch (IOException | RuntimeException problem) {
            channel.close();
            throw problem;
        }
    }

    private static String random() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }

    private static boolean fits(Path socket) {
        return socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET_PATH;
    }

    private static boolean isUsable(Path folder) {
        try {
            OwnFolder.require(folder);
            return true;
        } catch (IOException unusable) {
            return false;
        }
    }
}
