package dev.weir.packaging.archive;

import dev.weir.packaging.archive.UnreadableArchiveException.Reason;
import dev.weir.packaging.tree.EscapedPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The rules for the name of an entry.
final class EntryName {
    private EntryName() {}

    /// The path that a name means: without `./` before it and `/` behind it. Empty where it means the root itself.
    ///
    /// @throws UnreadableArchiveException where it is absolute, leads out of the archive, or can be understood in more than one way
    static Optional<String> normalised(byte[] name, ArchiveLimits limits) throws UnreadableArchiveException {
        checkLength(name, limits);
        String escaped = EscapedPath.escape(name);
        checkCharacters(name, escaped);
        String path = escaped;
        while (path.startsWith("./")) {
            path = path.substring(2);
        }
        path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (path.equals(".") || (path.isEmpty() && escaped.startsWith("./"))) {
            return Optional.empty();
        }
        checkParts(path, escaped);
        return Optional.of(path);
    }

    static void checkLength(byte[] name, ArchiveLimits limits) throws UnreadableArchiveException {
        if (name.length > limits.nameBytes()) {
            String start = new String(name, 0, Math.min(60, name.length), StandardCharsets.ISO_8859_1);
            throw new UnreadableArchiveException(Reason.NAME_TOO_LONG, start, "a name of " + name.length + " bytes");
        }
    }

    private static void checkCharacters(byte[] name, String escaped) throws UnreadableArchiveException {
        for (byte value : name) {
            if ((value >= 0 && value < 0x20) || value == 0x7f) {
                throw new UnreadableArchiveException(Reason.NAME, escaped, "a name with a control character");
            }
        }
        boolean hasDrive = name.length >= 2 && name[1] == ':' && Character.isLetter(name[0]);
        if (hasDrive || escaped.startsWith("/") || escaped.startsWith("\\\\")) {
            throw new UnreadableArchiveException(Reason.NAME, escaped, "an absolute name");
        }
    }

    private static void checkParts(String path, String escaped) throws UnreadableArchiveException {
        for (String part : List.of(path.split("/|\\\\\\\\", -1))) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw new UnreadableArchiveException(Reason.NAME, escaped, "a name with the part '" + part + "'");
            }
        }
    }
}
