package dev.weir.cli.client;

import dev.weir.engine.Announcement;
import dev.weir.engine.Places;
import dev.weir.wire.Key;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where an engine says that it is.
///
/// @param key the engine's
record Rendezvous(SocketAddress address, Key key) {

    private static final int LAST_PORT = 65535;
    private static final int OF_OTHERS = 077;
    private static final Pattern LOOPBACK = Pattern.compile("127\\.0\\.0\\.1:(\\d{1,5})");

    /// Empty where no engine of this build and for these settings has announced itself.
    ///
    /// @throws IOException where what is there cannot be trusted
    static Optional<Rendezvous> read(Places places) throws IOException {
        var file = places.rendezvous();
        try {
            requirePrivate(file);
            return Announcement.read(file).filter(found -> isFor(places, found)).flatMap(Rendezvous::of);
        } catch (NoSuchFileException noEngine) {
            return Optional.empty();
        }
    }

    private static boolean isFor(Places places, Announcement found) {
        return found.build().equals(places.build()) && found.settings().equals(places.settingsId())
                && found.transport() == places.transport();
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

    private static Optional<Rendezvous> of(Announcement found) {
        return address(found).map(address -> new Rendezvous(address, found.key()));
    }

    private static Optional<SocketAddress> address(Announcement found) {
        return switch (found.transport()) {
            case UNIX -> Optional.of(UnixDomainSocketAddress.of(found.address()));
            case LOOPBACK -> Optional.of(LOOPBACK.matcher(found.address())).filter(Matcher::matches)
                    .map(matcher -> Integer.parseInt(matcher.group(1))).filter(port -> port <= LAST_PORT)
                    .map(port -> new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        };
    }
}
