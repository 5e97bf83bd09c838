package dev.weir.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A page of Markdown with places for figures: `<!-- figures: NAME -->` begins one, `<!-- end -->` ends it.
///
/// @param text the whole page
public record Page(String text) {

    private static final String END = "<!-- end -->";

    /// The same page with other figures in one place.
    ///
    /// @throws IllegalArgumentException where the page has no such place
    public Page with(String name, String figures) {
        var begin = "<!-- figures: " + name + " -->\n";
        int start = text.indexOf(begin);
        int end = text.indexOf(END, Math.max(start, 0));
        if (start < 0 || end < 0) {
            throw new IllegalArgumentException("the page has no place for the figures " + name);
        }
        return new Page(text.substring(0, start + begin.length()) + "\n" + figures.strip() + "\n\n"
                + text.substring(end));
    }

    /// Puts the figures that lie in a folder, as [Section#writeTo] leaves them, into the page in a file. Places of others stay as they are.
    public static void update(Path file, Path folder) throws IOException {
        var page = new Page(Files.readString(file));
        try (var sections = Files.newDirectoryStream(folder, "*.md")) {
            for (var section : sections) {
                var name = String.valueOf(section.getFileName()).replaceFirst("\\.md$", "");
                page = page.with(name, Files.readString(section));
            }
        }
        Files.writeString(file, page.text());
    }
}
