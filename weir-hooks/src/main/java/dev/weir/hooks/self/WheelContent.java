package dev.weir.hooks.self;

import dev.weir.api.Artifact;
import dev.weir.api.Artifact.Entry;
import dev.weir.api.Finding;
import dev.weir.hooks.listing.Listing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a wheel writes, and what it says that it has written: an installer copies the lines of its `RECORD`, and removes by them later. The name of
/// a script in its entry points may lead anywhere.
record WheelContent(Artifact wheel) {

    private static final Pattern RECORD = Pattern.compile("[^/]+\\.dist-info/RECORD");
    private static final Pattern ENTRY_POINTS = Pattern.compile("[^/]+\\.dist-info/entry_points\\.txt");

    List<Finding> findings() throws IOException {
        var entries = entries();
        var found = new ArrayList<Finding>();
        entries.stream().map(Entry::path).filter(Own::isIn).map(Rules::carried).forEach(found::add);
        for (var entry : entries.stream().filter(Entry::isFile).toList()) {
            claims(entry).forEach(found::add);
        }
        return found;
    }

    private List<Entry> entries() throws IOException {
        try (var entries = wheel.entries()) {
            return entries.toList();
        }
    }

    private Stream<Finding> claims(Entry entry) throws IOException {
        if (RECORD.matcher(entry.path()).matches()) {
            return claims(entry, Listing::record);
        }
        return ENTRY_POINTS.matcher(entry.path()).matches() ? claims(entry, Listing::names) : Stream.empty();
    }

    private Stream<Finding> claims(Entry entry, Function<String, List<Listing.Row>> form) throws IOException {
        try (var content = wheel.open(entry)) {
            return form.apply(Text.of(content, entry.path())).stream()
                    .filter(row -> Own.isIn(row.path()))
                    .map(row -> Rules.claimed(entry.path(), row));
        }
    }
}
