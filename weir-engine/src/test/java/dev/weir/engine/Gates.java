package dev.weir.engine;

import dev.weir.api.Candidate;
import dev.weir.api.Command;
import dev.weir.api.Digest;
import dev.weir.api.Distribution;
import dev.weir.api.Gate;
import dev.weir.api.Offer;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Gates to ask about, each with an operation of its own.
final class Gates {

    private static final AtomicInteger OPERATIONS = new AtomicInteger();

    private Gates() {}

    /// A small wheel, written into a folder.
    static Path wheelIn(Path folder) throws IOException {
        var file = folder.resolve("a-1.0-py3-none-any.whl");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("a/b.py"));
            zip.write("b = 1\n".getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    /// A small source archive, written into a folder; what it holds is there, too.
    static Path archiveIn(Path folder) throws Exception {
        var tree = Files.createDirectories(folder.resolve("simple-1.0"));
        Files.writeString(tree.resolve("setup.py"), "setup()\n");
        var archive = folder.resolve("simple-1.0.tar.gz");
        var tar = new ProcessBuilder("tar", "-czf", archive.toString(), "-C", folder.toString(), "simple-1.0");
        if (tar.inheritIO().start().waitFor() != 0) {
            throw new IOException("tar failed");
        }
        return archive;
    }

    static String operation() {
        return "op-" + OPERATIONS.incrementAndGet();
    }

    static Gate.Invoked invoked() {
        return new Gate.Invoked("pip", new Command("25.3", "install", List.of("install", "simple"), operation(),
                "{\"indexes\":[\"https://index.example/simple\"]}"));
    }

    static Gate.Download download() {
        return new Gate.Download("pip", distribution("wheel", Optional.empty()));
    }

    static Gate.Install install(Path bits) {
        return install("wheel", bits);
    }

    static Gate.Install install(String kind, Path bits) {
        return new Gate.Install("pip", distribution(kind, Optional.of(bits.toString())));
    }

    /// Of a wheel that the installer has hashed.
    static Gate.Install install(Path wheel, Digest claimed) {
        var about = distribution("wheel", Optional.of(wheel.toString()));
        return new Gate.Install("pip", new Distribution(about.installerVersion(), about.kind(), about.name(),
                about.version(), about.url(), about.specifier(), about.chain(), about.hashes(), about.filename(),
                about.path(), about.flags(), Optional.of(claimed), about.operation(), about.extra()));
    }

    static Gate.Unpack unpack(String kind, Path archive) {
        return new Gate.Unpack("pip", distribution(kind, Optional.of(archive.toString())));
    }

    /// Of a tree that was unpacked from an archive.
    static Gate.Install install(String kind, Path tree, Digest archive) {
        return new Gate.Install("pip", distribution(kind, Optional.of(tree.toString()), of(archive)));
    }

    /// Of a wheel that was built of an archive.
    static Gate.Built built(Path wheel, Digest archive) {
        return new Gate.Built("pip", distribution("wheel", Optional.of(wheel.toString()), of(archive)));
    }

    private static String of(Digest archive) {
        return JsonObject.builder()
                .put("archive", JsonObject.builder().put("path", "/gone").put("digest", archive.text()).build())
                .build().encode();
    }

    static Gate.Write writeWithoutBits() {
        return new Gate.Write("pip", distribution("wheel", Optional.empty()));
    }

    static Gate.Write write(Path wheel, String extra) {
        return new Gate.Write("pip", distribution("wheel", Optional.of(wheel.toString()), extra));
    }

    static Gate.Uninstall uninstall() {
        return new Gate.Uninstall("pip", distribution("wheel", Optional.empty(), "{\"prefix\":\"/env\"}"));
    }

    static Gate.Candidates candidates(String... filenames) {
        var candidates = List.of(filenames).stream()
                .map(name -> new Candidate("1.0", name, Optional.empty(), List.of(), Optional.empty(), Optional.empty(),
                        Optional.empty()))
                .toList();
        return new Gate.Candidates("pip",
                new Offer("25.3", "simple", Optional.empty(), candidates, operation(), "{}"));
    }

    private static Distribution distribution(String kind, Optional<String> path) {
        return distribution(kind, path, "{}");
    }

    private static Distribution distribution(String kind, Optional<String> path, String extra) {
        return new Distribution("25.3", kind, Optional.of("simple"), Optional.of("1.0"), Optional.empty(),
                Optional.empty(), List.of("simple"), Optional.empty(), Optional.empty(), path, 0, Optional.empty(),
                operation(), extra);
    }
}
