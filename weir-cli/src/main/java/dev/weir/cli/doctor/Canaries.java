package dev.weir.cli.doctor;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import dev.weir.testkit.packages.Backend;
import dev.weir.testkit.packages.Canary;
import dev.weir.testkit.packages.GitRepository;
import dev.weir.testkit.packages.Source;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Makes canaries, each with a name and marks of its own, and has them on offer in folders and on a loopback port. For one thread.
final class Canaries implements AutoCloseable {

    private static final String VERSION = "1.0";

    private final Path folder;
    private final boolean knowsBackends;
    private final HttpServer server;
    private int count;

    /// @param folder        where they are made
    /// @param knowsBackends whether the pip that is tried knows build backends; else there is a `setup.py`
    /// @throws IOException where there is no room for them, or no port
    Canaries(Path folder, boolean knowsBackends) throws IOException {
        this.folder = folder;
        this.knowsBackends = knowsBackends;
        server = SimpleFileServer.createFileServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Files.createDirectories(served()), SimpleFileServer.OutputLevel.NONE);
        server.start();
    }

    /// The folder for `--find-links`.
    Path links() {
        return folder.resolve("links");
    }

    /// A new one.
    ///
    /// @param gate the word of the gate at which it is to be refused, [CanaryHook#ANY], or another word where it is not
    /// @throws IOException where it cannot be written
    Bird make(Form form, String gate) throws IOException {
        var number = ++count;
        var name = "canary-" + gate + "-" + number;
        var canary = Canary.alone(folder.resolve("marks-" + number));
        return new Bird(number, name, canary, offer(form, name, number, canary));
    }

    private List<String> offer(Form form, String name, int number, Canary canary) throws IOException {
        return switch (form) {
            case WHEEL -> {
                canary.wheel(name, VERSION).writeTo(links());
                yield List.of(name);
            }
            case URL -> List.of(url(canary.wheel(name, VERSION).writeTo(served())));
            case SDIST -> {
                source(name, canary).sdist(links());
                yield List.of(name);
            }
            case ARCHIVE -> List.of(source(name, canary).sdist(folder.resolve("archives")).toString());
            case FOLDER -> List.of(tree(name, canary).toString());
            case EDITABLE -> List.of("-e", tree(name, canary).toString());
            case GIT -> List.of(repository(name, canary));
            case GIT_EDITABLE -> List.of("-e", repository(name, canary) + "#egg=" + name);
            case BUILD_REQUIREMENT -> {
                canary.backendWheel(name, VERSION).writeTo(links());
                var parent = "nest-" + number;
                Source.of(parent, VERSION).file("src/%s/__init__.py".formatted(Bird.module(parent)), "")
                        .builtBy(Backend.MODULE, name).sdist(links());
                yield List.of(parent);
            }
        };
    }

    private Source source(String name, Canary canary) {
        return knowsBackends ? canary.backendSource(name, VERSION) : canary.setupPySource(name, VERSION);
    }

    private Path tree(String name, Canary canary) throws IOException {
        var place = folder.resolve("folders").resolve(name);
        source(name, canary).tree().writeTo(place);
        return place;
    }

    private String repository(String name, Canary canary) throws IOException {
        return GitRepository.of(source(name, canary).tree(), folder.resolve("repositories").resolve(name)).url();
    }

    private String url(Path file) {
        return "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), file.getFileName());
    }

    private Path served() {
        return folder.resolve("served");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
