package dev.weir.packaging.archive;

import dev.weir.packaging.archive.ArchiveEntry.Link;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// Follows every symbolic link inside the archive, through other links too, and reports one that leaves it.
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

    static void check(Map<String, ArchiveEntry> entries, Problems problems) {
        List<Link> links = entries.values().stream().filter(Link.class::isInstance).map(Link.class::cast).toList();
        if (!links.isEmpty()) {
            LinkRules rules = new LinkRules(entries);
            links.stream().filter(link -> !rules.staysInside(link)).forEach(link -> problems.report(
                    Fault.TAR_LINK, link.path(), "a link that leads out of the archive or in a circle"));
        }
    }

    private static boolean haveCommonFolder(Map<String, ArchiveEntry> entries) {
        return entries.keySet().stream().map(path -> path.split("/", 2)[0]).distinct().count() == 1
                && entries.keySet().stream().anyMatch(path -> path.contains("/"));
    }

    private boolean staysInside(Link link) {
        Deque<String> place = new ArrayDeque<>(Arrays.asList(link.path().split("/", -1)));
        Deque<String> rest = new ArrayDeque<>();
        boolean isInside = follow(link, place, rest);
        int steps = 1;
        while (isInside && !rest.isEmpty()) {
            isInside = step(place, rest.removeFirst());
            if (isInside && entries.get(String.join("/", place)) instanceof Link next) {
                isInside = steps < MOST_STEPS && follow(next, place, rest);
                steps++;
            }
        }
        return isInside;
    }

    /// Goes back to the folder that `next` lies in, and puts its target before the rest of the way.
    private static boolean follow(Link next, Deque<String> place, Deque<String> rest) {
        if (next.target().isEmpty() || next.target().startsWith("/")) {
            return false;
        }
        place.removeLast();
        List.of(next.target().split("/", -1)).reversed().forEach(rest::addFirst);
        return true;
    }

    private boolean step(Deque<String> place, String part) {
        if (part.equals("..")) {
            boolean isBelowRoot = place.size() > rootDepth;
            place.pollLast();
            return isBelowRoot;
        }
        if (!part.isEmpty() && !part.equals(".")) {
            place.addLast(part);
        }
        return true;
    }
}
