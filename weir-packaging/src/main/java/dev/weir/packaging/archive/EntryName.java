package dev.weir.packaging.archive;

import dev.weir.packaging.tree.EscapedPath;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The rules for the name of an entry.
final class EntryName {
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
    private static final Pattern DEVICE =
            Pattern.compile("(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³]|CONIN\\$|CONOUT\\$) *(?:[.:].*)?");
    private static final int SHOWN = 60;

    private final byte[] name;
    private final String escaped;
    private final ArchiveLimits limits;
    private final Problems problems;

    private EntryName(byte[] name, ArchiveLimits limits, Problems problems) {
        this.name = name;
        this.escaped = EscapedPath.escape(name);
        this.limits = limits;
        this.problems = problems;
    }

    /// The path that a name means, without `/` behind it. What is wrong with it is reported.
    static String checked(byte[] name, ArchiveLimits limits, Problems problems) throws UnreadableArchiveException {
        checkLength(name, limits);
        EntryName entry = new EntryName(name, limits, problems);
        return entry.checked(entry.escaped);
    }

    /// The same without `./` before it, as tars have it; empty where it means the root itself.
    static Optional<String> normalised(byte[] name, ArchiveLimits limits, Problems problems)
            throws UnreadableArchiveException {
        checkLength(name, limits);
        EntryName entry = new EntryName(name, limits, problems);
        String path = entry.escaped;
        while (path.startsWith("./")) {
            path = path.substring(2);
        }
        boolean isRoot = path.equals(".") || (path.isEmpty() && !entry.escaped.isEmpty());
        return isRoot ? Optional.empty() : Optional.of(entry.checked(path));
    }

    /// @throws UnreadableArchiveException where it is too long to be looked at
    static void checkLength(byte[] name, ArchiveLimits limits) throws UnreadableArchiveException {
        if (name.length > limits.nameBytes()) {
            String start = new String(name, 0, Math.min(SHOWN, name.length), StandardCharsets.ISO_8859_1);
            throw new UnreadableArchiveException(Fault.NAME_LENGTH, start, "a name of " + name.length + " bytes");
        }
    }

    private String checked(String whole) {
        String path = whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
        checkBytes();
        checkCharacters();
        if (path.startsWith("/") || DRIVE.matcher(path).matches()) {
            report(Fault.NAME_ABSOLUTE, "an absolute name");
        } else {
            checkParts(path.split("/", -1));
        }
        return path;
    }

    private void checkBytes() {
        boolean hasEscape = escaped.indexOf('\\') >= 0;
        if (hasEscape && escaped.contains("\\\\")) {
            report(Fault.NAME_BACKSLASH, "a name with a backslash, which some systems take for a separator");
        } else if (hasEscape && hasByteBeyondAscii()) {
            report(Fault.NAME_ENCODING, "a name that is not UTF-8");
        }
    }

    private boolean hasByteBeyondAscii() {
        String text = new String(name, StandardCharsets.UTF_8);
        return text.indexOf('\ufffd') >= 0;
    }

    private void checkCharacters() {
        if (new String(name, StandardCharsets.UTF_8).codePoints().anyMatch(EntryName::isUnseen)) {
            report(Fault.NAME_CHARACTERS, "a name with a character that is not seen");
        }
    }

    private static boolean isUnseen(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
        };
    }

    private void checkParts(String[] parts) {
        for (String part : parts) {
            checkPart(part);
        }
        if (parts.length > limits.depth()) {
            report(Fault.NAME_DEPTH, "a name of " + parts.length + " parts");
        }
    }

    private void checkPart(String part) {
        if (part.isEmpty() || part.equals(".")) {
            report(Fault.NAME_PARTS, "a name with the part '" + part + "'");
        } else if (part.equals("..")) {
            report(Fault.NAME_PARENT, "a name with the part '..'");
        } else {
            checkNamed(part);
        }
    }

    private void checkNamed(String part) {
        if (part.endsWith(".") || part.endsWith(" ")) {
            report(Fault.NAME_ENDING, "a name that ends in a dot or a space, which Windows drops");
        }
        if (DEVICE.matcher(part.toUpperCase(Locale.ROOT)).matches()) {
            report(Fault.NAME_DEVICE, "a name that is a device to Windows");
        }
        if (part.length() > limits.partBytes()
                || part.getBytes(StandardCharsets.UTF_8).length > limits.partBytes()) {
            report(Fault.NAME_LENGTH, "a part of a name of more than " + limits.partBytes() + " bytes");
        }
    }

    private void report(Fault fault, String what) {
        problems.report(fault, escaped, what);
    }
}
