package dev.weir.cli.client;

import dev.weir.engine.Places;
import dev.weir.wire.Key;
import dev.weir.wire.Protocol;
import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where an engine says that it is.
///
/// @param key the engine's
record Rendezvous(SocketAddress address, Key key) {

    private static final int LARGEST = 65536;
    private static final int OF_OTHERS = 077;
    private static final Pattern LOOPBACK = Pattern.compile("127\\.0\\.0\\.1:(\\d{1,5})");

    /// Empty where no engine has announced itself.
    ///
    /// @throws IOException where what is there cannot be trusted, or is none
    static Optional<Rendezvous> read(Places places) throws IOException {
        var file = places.rendezvous();
        try {
            requirePrivate(file);
            return Optional.of(parse(file, bytes(file), places));
        } catch (NoSuchFileException noEngine) {
            return Optional.empty();
        }
    }

    private static void requirePrivate(Path file) throws IOException {
        if (!Files.readAttributes(file, "isRegularFile", LinkOption.NOFOLLOW_LINKS).containsValue(true)) {
            throw new IOException(file + " is no file");
        }
        var user = ThisProcess.user();
        if (user >= 0 && !(number(file, "unix:uid") == user && (number(file, "unix:mode") & OF_OTHERS) == 0)) {
            throw new IOException(file + " belongs to, or is open to, somebody else");
        }
    }

    private static int number(Path file, String attribute) throws IOException {
        return (int) Files.getAttribute(file, attribute, LinkOption.NOFOLLOW_LINKS);
    }

    private static byte[] bytes(Path file) throws IOException {
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(LARGEST);
        }
    }

    private static Rendezvous parse(Path file, byte[] bytes, Places places) throws IOException {
        try {
            var json = JsonReader.read(bytes).asObject("the rendezvous file");
            require(json.integer("protocol") == Protocol.VERSION && json.string("build").equals(places.build())
                    && json.string("transport").equals(places.transport().word()));
            return new Rendezvous(address(places, json), Key.ofHex(json.string("key")));
        } catch (JsonException | IllegalArgumentException other) {
            throw new IOException(file + " is no rendezvous file of this build", other);
        }
    }

    private static SocketAddress address(Places places, JsonObject json) throws IOException {
        var text = json.string("address");
        return switch (places.transport()) {
            case UNIX -> UnixDomainSocketAddress.of(text);
            case LOOPBACK -> {
                var port = LOOPBACK.matcher(text);
                require(port.matches());
                var loopback = InetAddress.getByAddress(new byte[]{127, 0, 0, 1});
                yield new InetSocketAddress(loopback, Integer.parseInt(port.group(1)));
            }
        };
    }

    private static void require(boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException("does not fit");
        }
    }
}
