package dev.weir.hooks.structure;

import dev.weir.api.Artifact;
import dev.weir.api.Digest;
import dev.weir.api.Distribution;
import dev.weir.api.Finding;
import dev.weir.api.Gate;
import dev.weir.api.Kind;
import dev.weir.packaging.archive.ArchiveLimits;
import dev.weir.packaging.tree.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Judges archives that were got elsewhere: every file in the folders given. A line for each that has a finding, then how many there were.
/// `mvn -pl weir-hooks -am -Dtest=RealPackagesTest -Dweir.packages=FOLDER test`.
final class Honest {

    private Honest() {}

    /// The archive in a file, and nothing but its bits.
    record Bits(Path file) implements Artifact {

        @Override
        public Digest digest() {
            return Digest.ofHex(Sha256.of(file.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)).hex());
        }

        @Override
        public Form form() {
            return Form.ARCHIVE;
        }

        @Override
        public Stream<Entry> entries() {
            return Stream.empty();
        }

        @Override
        public InputStream open(Entry entry) throws IOException {
            throw new IOException("not read by this hook");
        }

        @Override
        public SeekableByteChannel bytes() throws IOException {
            return Files.newByteChannel(file);
        }
    }

    static List<Finding> judge(Path file) throws IOException {
        return judge(file, ArchiveLimits.DEFAULT, "{}");
    }

    /// @param served `extra.served` in JSON
    static List<Finding> judge(Path file, ArchiveLimits limits, String served) throws IOException {
        var name = String.valueOf(file.getFileName());
        var kind = name.endsWith(".whl") ? Kind.WHEEL : Kind.SDIST;
        return new StructureHook(limits).inspect(gate(kind, name, served), new Bits(file));
    }

    static Gate.ArtifactGate gate(Kind kind, String filename, String served) {
        return new Gate.Install("pip",
                new Distribution("26.3", kind.word(), Optional.empty(), Optional.empty(),
                        Optional.of("https://example.org/" + filename + "#sha256=0"), Optional.empty(), List.of(),
                        Optional.empty(), Optional.of(filename), Optional.empty(), 0, Optional.empty(), "1-1",
                        "{\"served\":" + served + "}"));
    }

    static List<Path> in(String folders) throws IOException {
        var found = new ArrayList<Path>();
        for (var folder : folders.split(",", -1)) {
            try (var files = Files.list(Path.of(folder))) {
                files.sorted().forEach(found::add);
            }
        }
        return found;
    }
}
