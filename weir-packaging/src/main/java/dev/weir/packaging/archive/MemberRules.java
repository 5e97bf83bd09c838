package dev.weir.packaging.archive;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The rules for the entries of an archive together.
final class MemberRules {
    private static final int FIRST_BEYOND_ASCII = 0x80;

    private final Problems problems;
    private final Map<String, ArchiveEntry> byPath = new LinkedHashMap<>();
    private final Map<String, ArchiveEntry> byFoldedPath = new HashMap<>();
    private final Set<String> foldersSeen = new HashSet<>();

    private MemberRules(Problems problems) {
        this.problems = problems;
    }

    static void check(List<Member> members, Problems problems) {
        MemberRules rules = new MemberRules(problems);
        members.forEach(member -> rules.addEntry(member.entry()));
        members.forEach(member -> rules.checkFolders(member.path()));
        LinkRules.check(rules.byPath, problems);
    }

    private void addEntry(ArchiveEntry entry) {
        if (byPath.putIfAbsent(entry.path(), entry) != null) {
            problems.report(Fault.DUPLICATE, entry.path(), "two entries with one name");
            return;
        }
        ArchiveEntry other = byFoldedPath.putIfAbsent(folded(entry.path()), entry);
        if (other != null) {
            problems.report(Fault.NAME_COLLISION, entry.path(),
                    "a name that some file systems take for that of '" + other.path() + "'");
        }
    }

    private void checkFolders(String path) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash);
            if (foldersSeen.add(folder)) {
                checkFolder(folder, path);
            }
        }
    }

    private void checkFolder(String folder, String path) {
        ArchiveEntry entry = byFoldedPath.get(folded(folder));
        if (entry != null && !(entry instanceof ArchiveEntry.Folder)) {
            problems.report(Fault.FILE_AND_FOLDER, path, "an entry below '" + entry.path() + "', which is no folder");
        }
    }

    /// What file systems take for one: other cases of a letter, other forms of a character.
    private static String folded(String path) {
        boolean isAscii = path.chars().allMatch(c -> c < FIRST_BEYOND_ASCII);
        return isAscii ? path.toLowerCase(Locale.ROOT) : foldedForms(path);
    }

    private static String foldedForms(String path) {
        String plain =
                Normalizer.normalize(path, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(plain, Normalizer.Form.NFKC);
    }
}
