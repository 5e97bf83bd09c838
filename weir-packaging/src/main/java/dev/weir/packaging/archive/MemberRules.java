package dev.weir.packaging.archive;

import dev.weir.packaging.archive.UnreadableArchiveException.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rules for the entries of an archive together.
final class MemberRules {
    private MemberRules() {}

    /// @throws UnreadableArchiveException where they break one
    static List<Member> checked(List<Member> members) throws UnreadableArchiveException {
        Map<String, ArchiveEntry> byPath = new LinkedHashMap<>();
        for (Member member : members) {
            if (byPath.put(member.path(), member.entry()) != null) {
                throw new UnreadableArchiveException(Reason.DUPLICATE, member.path(), "two entries with one name");
            }
        }
        for (ArchiveEntry entry : byPath.values()) {
            checkFolders(entry.path(), byPath);
        }
        LinkRules.check(byPath);
        return List.copyOf(members);
    }

    private static void checkFolders(String path, Map<String, ArchiveEntry> byPath) throws UnreadableArchiveException {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            ArchiveEntry parent = byPath.get(path.substring(0, slash));
            if (parent != null && !(parent instanceof ArchiveEntry.Folder)) {
                throw new UnreadableArchiveException(Reason.DUPLICATE, path,
                        "an entry below something that is no folder");
            }
        }
    }
}
