package dev.weir.engine.bits;

import dev.weir.api.Artifact;
import java.io.IOException;

/// One hook's view of the bits. For one thread at a time.
public sealed interface ArtifactReader extends Artifact, AutoCloseable permits TreeArtifact, ArchiveArtifact {

    @Override
    void close() throws IOException;
}
