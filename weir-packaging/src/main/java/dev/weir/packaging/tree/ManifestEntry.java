package dev.weir.packaging.tree;

/// One line of a manifest. Paths and targets are in the form of [EscapedPath].
public sealed interface ManifestEntry {

    /// Relative to the root, with `/` between names.
    String path();

    /// As it stands in the manifest, with its LF.
    String line();

    /// A folder.
    record Folder(String path) implements ManifestEntry {
        @Override
        public String line() {
            return "d\t-\t-\t" + path + "\n";
        }
    }

    /// A regular file.
    ///
    /// @param executable whether its owner may execute it
    record File(String path, boolean executable, Sha256 content) implements ManifestEntry {
        @Override
        public String line() {
            return "f\t" + (executable ? "x" : "-") + "\t" + content.hex() + "\t" + path + "\n";
        }
    }

    /// A symbolic link, which is never followed.
    record Link(String path, String target) implements ManifestEntry {
        @Override
        public String line() {
            return "l\t-\t" + target + "\t" + path + "\n";
        }
    }
}
