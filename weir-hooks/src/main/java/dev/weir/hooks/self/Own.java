package dev.weir.hooks.self;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The names that are Weir's own.
final class Own {

    /// What is planted in the `site-packages` of an environment.
    static final List<String> PLANTED = List.of("_weir.py", "_weir.pth", "_weir.start");

    private static final String SHIM = "weir_shim";
    private static final Set<String> PROJECTS = Set.of("weir", "weir-shim");

    /// Python imports a folder, a library or byte code under the name of a module as well as its source.
    private static final Set<String> MODULES =
            Stream.concat(PLANTED.stream().map(Own::stem), Stream.of(SHIM)).collect(toUnmodifiableSet());

    private static final Pattern SEPARATORS = Pattern.compile("[/\\\\]");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\s]");
    private static final Pattern RUNS = Pattern.compile("[-_.]+");
    private static final Pattern ENDS = Pattern.compile("^-|-$");
    private static final int FIRST_BEYOND_ASCII = 0x80;

    private Own() {}

    /// Whether some file system takes a part of the path for one of Weir's modules: letters of either case, other forms of one character, and
    /// characters that are not seen are the same to some.
    static boolean isIn(String path) {
        var folded = fold(path);
        return folded.contains("weir")
                && Arrays.stream(SEPARATORS.split(folded, -1)).map(Own::stem).anyMatch(MODULES::contains);
    }

    private static String stem(String name) {
        return name.split("\\.", 2)[0];
    }

    private static String fold(String text) {
        var isAscii = text.chars().allMatch(c -> c < FIRST_BEYOND_ASCII);
        return isAscii ? withoutUnseen(text).toLowerCase(Locale.ROOT) : foldForms(text);
    }

    private static String foldForms(String text) {
        var plain = withoutUnseen(Normalizer.normalize(text, Normalizer.Form.NFKC));
        return Normalizer.normalize(plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    }

    private static String withoutUnseen(String text) {
        return UNSEEN.matcher(text).replaceAll("");
    }

    /// Whether it is the name of a project of Weir's, as PEP 503 normalises names; also where it is no valid one.
    static boolean isProject(String name) {
        var normal = RUNS.matcher(fold(name)).replaceAll("-");
        return PROJECTS.contains(ENDS.matcher(normal).replaceAll(""));
    }

    /// Whether the name of a wheel or a source archive says that it is of such a project: a version begins with a digit.
    static boolean isInFileName(String file) {
        var folded = fold(file);
        return IntStream.range(1, folded.length() - 1)
                .filter(dash -> folded.charAt(dash) == '-' && Character.isDigit(folded.charAt(dash + 1)))
                .anyMatch(dash -> isProject(folded.substring(0, dash)));
    }
}
