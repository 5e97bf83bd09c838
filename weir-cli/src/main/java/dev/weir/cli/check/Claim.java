package dev.weir.cli.check;

import dev.weir.api.Digest;
import dev.weir.packaging.tree.Sha256;
import dev.weir.packaging.tree.TreeManifest;
import dev.weir.packaging.tree.TreeScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What is told to the engine about bits, which looks for itself.
///
/// @param digest  empty where they cannot be read
/// @param leftOut folders of a user's own that are no part of them
record Claim(Optional<Digest> digest, List<String> leftOut) {

    private static final Claim NONE = new Claim(Optional.empty(), List.of());

    static Claim about(Path path, TreeScope scope) {
        try {
            return Files.isDirectory(path) ? ofTree(TreeManifest.of(path, scope)) : of(Sha256.ofFile(path), List.of());
        } catch (IOException unreadable) {
            return NONE;
        }
    }

    private static Claim ofTree(TreeManifest manifest) {
        return of(manifest.digest(), manifest.leftOut());
    }

    private static Claim of(Sha256 digest, List<String> leftOut) {
        return new Claim(Optional.of(Digest.ofHex(digest.hex())), leftOut);
    }
}
