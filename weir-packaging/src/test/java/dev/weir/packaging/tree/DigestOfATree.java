package dev.weir.packaging.tree;

import java.io.IOException;
import java.nio.file.Path;

/// Prints the digest of the tree that its argument names: run by a test in a process of its own.
final class DigestOfATree {
    private DigestOfATree() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println(TreeManifest.of(Path.of(arguments[0]), TreeScope.WHOLE).digest());
    }
}
