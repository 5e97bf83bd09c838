package dev.weir.packaging.archive;

import dev.weir.packaging.archive.ArchiveEntry.Link;
import dev.weir.packaging.archive.UnreadableArchiveException.Reason;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;

/// Follows every symbolic link inside the archive, through other links too, and refuses one that leaves it.
///
/// Installers drop a folder that all entries have in common, so a link must not leave that one either.
final class LinkRules {
    private static final int MOST_STEPS = 40;

    private final Map<String, ArchiveEntry> entries;
    private final int rootDepth;

    private LinkRules(Map<String, ArchiveEntry> entries) {
        this.entries = entries;
        this.rootDepth = haveCommonFolder(entries) ? 1 : 0;
    }

    static void check(Map<String, ArchiveEntry> entries) throws UnreadableArchiveException {
        LinkRules rules = new LinkRules(entries);
        for (ArchiveEntry entry : entries.values()) {
            if (entry instanceof Link link) {
                rules.check(link);
            }
        }
    }

    private static boolean haveCommonFolder(Map<String, ArchiveEntry> entries) {
        return entries.keySet().stream().map(path -> path.split("/", 2)[0]).distinct().count() == 1
                && entries.keySet().stream().anyMatch(path -> path.contains("/"));
    }

    private void check(Link link) throws UnreadableArchiveException {
        Deque<String> place = new ArrayDeque<>(Arrays.asList(link.path().split("/", -1)));
        Deque<String> rest = new ArrayDeque<>();
        int steps = follow(link, link, place, rest, 0);
        while (!rest.isEmpty()) {
            step(link, place, rest.removeFirst());
            if (entries.get(String.join("/", place)) instanceof Link next) {
                steps = follow(link, next, place, rest, steps);
            }
        }
    }

    /// Goes back to the folder that `next` lies in, and puts its target before the rest of the way.
    private static int follow(Link link, Link next, Deque<String> place, Deque<String> rest, int steps)
            throws UnreadableArchiveException {
        if (steps == MOST_STEPS || next.target().isEmpty() || next.target().startsWith("/")) {
            throw leaves(link);
        }
        place.removeLast();
        String[] parts = next.target().split("/", -1);
        for (int index = parts.length - 1; index >= 0; index--) {
            rest.addFirst(parts[index]);
        }
        return steps + 1;
    }

    private void step(Link link, Deque<String> place, String part) throws UnreadableArchiveException {
        if (part.equals("..")) {
            if (place.size() <= rootDepth) {
                throw leaves(link);
            }
            place.removeLast();
        } else if (!part.isEmpty() && !part.equals(".")) {
            place.addLast(part);
        }
    }

    private static UnreadableArchiveException leaves(Link link) {
        return new UnreadableArchiveException(Reason.LINK, link.path(),
                "a link that leads out of the archive or in a circle");
    }
}
