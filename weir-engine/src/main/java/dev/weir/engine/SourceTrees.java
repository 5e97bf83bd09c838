package dev.weir.engine;

import dev.weir.api.Digest;
import dev.weir.api.Gate;
import dev.weir.api.Kind;
import dev.weir.api.Verdict;
import dev.weir.engine.bits.CopiedArtifact;
import dev.weir.packaging.archive.ArchiveLimits;
import dev.weir.packaging.archive.ArchiveReader;
import dev.weir.packaging.archive.ArchiveTree;
import dev.weir.packaging.archive.UnreadableArchiveException;
import dev.weir.packaging.tree.TreeManifest;
import dev.weir.packaging.tree.UnpackedSource;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What the source trees of one run have to be: those that the strict reader sees in the archives that passed their gate in it. Safe for many threads at
/// once.
///
/// An archive that the reader refuses, and the settings allow, can become anything; what it became is not compared.
final class SourceTrees {

    private static final System.Logger LOG = System.getLogger(SourceTrees.class.getName());
    private static final Set<String> FROM_ARCHIVES = Set.of(Kind.SDIST.word(), Kind.ARCHIVE.word());

    private final ArchiveLimits limits;
    private final Map<Digest, Seen> byArchive = new ConcurrentHashMap<>();

    /// What the reader sees in an archive; nothing where it refuses it.
    private record Seen(Optional<UnpackedSource> tree) {}

    /// @param limits of the reader
    SourceTrees(ArchiveLimits limits) {
        this.limits = limits;
    }

    /// Whether what is unpacked at this gate becomes a source tree.
    static boolean isAbout(Gate gate) {
        return gate instanceof Gate.Unpack(_, var archive) && FROM_ARCHIVES.contains(archive.kind());
    }

    /// Looks into an archive that was judged.
    ///
    /// @throws IOException where the copy cannot be read
    void remember(CopiedArtifact archive, Verdict verdict) throws IOException {
        byArchive.put(archive.digest(), new Seen(verdict instanceof Verdict.Allow ? read(archive) : Optional.empty()));
    }

    private Optional<UnpackedSource> read(CopiedArtifact archive) throws IOException {
        try (var reader = ArchiveReader.open(archive.path(), limits)) {
            return Optional.of(new UnpackedSource(ArchiveTree.ofSource(reader).manifest()));
        } catch (UnreadableArchiveException refused) {
            LOG.log(System.Logger.Level.WARNING, "what becomes of {0} is not compared: {1}", archive.path(), refused);
            return Optional.empty();
        }
    }

    /// Why a tree is not what its archive holds; empty where it is, and where it is of no archive.
    Optional<String> difference(Gate.ArtifactGate gate, Optional<TreeManifest> tree) {
        var about = gate.distribution();
        if (!(gate instanceof Gate.Install) || tree.isEmpty() || !FROM_ARCHIVES.contains(about.kind())) {
            return Optional.empty();
        }
        var path = about.path().orElse("?");
        var seen = archive(about.extra()).flatMap(this::seen);
        return seen.isEmpty()
                ? Optional.of("the tree at " + path + " is of no archive that was judged in this run")
                : seen.get().tree().flatMap(expected -> expected.difference(tree.get()))
                        .map(what -> "the tree at " + path + " is not what its archive holds: " + what);
    }

    /// The archive that a wheel was built of, where trees of it were compared in this run.
    Optional<Digest> archiveOf(Gate.Built gate) {
        return archive(gate.distribution().extra())
                .filter(digest -> seen(digest).flatMap(Seen::tree).isPresent());
    }

    private Optional<Seen> seen(Digest archive) {
        return Optional.ofNullable(byArchive.get(archive));
    }

    private static Optional<Digest> archive(String extra) {
        return JsonReader.read(extra).asObject("extra").find("archive")
                .map(archive -> archive.asObject("member `archive` of extra").string("digest"))
                .map(Digest::new);
    }
}
