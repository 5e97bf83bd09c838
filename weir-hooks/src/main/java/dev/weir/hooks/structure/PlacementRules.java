package dev.weir.hooks.structure;

import dev.weir.api.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The rules for where the members of a wheel are installed.
final class PlacementRules {

    private static final int LARGEST_PTH = 1 << 20;
    private static final Set<String> SCHEMES = Set.of("purelib", "platlib", "headers", "scripts", "data");
    private static final Pattern METADATA_FOLDER = Pattern.compile(".*\\.(?:dist-info|egg-info)");
    private static final Pattern CUSTOMIZE = Pattern.compile("(?:site|user)customize");

    /// What lies below the prefix of an environment or an installation and is nobody's but Python's and pip's.
    private static final Pattern OF_PYTHON = Pattern.compile(
            "(?:lib|lib64)/(?:python|pypy)[^/]*/.*|lib/site-packages/.*|dlls/.*|pyvenv\\.cfg|pip\\.(?:conf|ini)|python[^/]*|include/python[^/]*/.*");

    private static final Pattern PROGRAM = Pattern.compile("(?:bin|scripts)/([^/]+)");

    private final ArchiveFiles files;
    private final String stem;
    private final boolean isPip;
    private final List<Finding> found = new ArrayList<>();
    private final Map<String, String> places = new HashMap<>();

    /// @param stem name and version, as the dist-info folder has them
    PlacementRules(ArchiveFiles files, String stem, boolean isPip) {
        this.files = files;
        this.stem = stem;
        this.isPip = isPip;
    }

    List<Finding> findings() throws IOException {
        checkDataFolders();
        for (var path : files.files().keySet()) {
            place(path);
        }
        return found.stream().distinct().toList();
    }

    private void checkDataFolders() {
        files.paths().stream()
                .map(path -> path.split("/", 2)[0])
                .distinct()
                .filter(top -> top.endsWith(".data") && !top.equals(stem + ".data"))
                .forEach(top -> found.add(StructureRule.WHEEL_DATA.at(top, "it is not " + stem + ".data")));
    }

    private void place(String path) throws IOException {
        var parts = path.split("/", 3);
        if (!parts[0].equals(stem + ".data")) {
            placeInSite(path, path);
        } else if (parts.length < 3 || !SCHEMES.contains(parts[1])) {
            found.add(StructureRule.WHEEL_DATA.at(path, "it is in no scheme that installers know"));
        } else {
            placeInScheme(path, parts[1], parts[2]);
        }
    }

    private void placeInScheme(String path, String scheme, String below) throws IOException {
        switch (scheme) {
            case "purelib", "platlib" -> placeInSite(path, below);
            case "scripts" -> placeScript(path, below);
            case "data" -> placeBelowPrefix(path, below);
            default -> take(path, scheme + "/" + below);
        }
    }

    private void take(String path, String place) {
        var other = places.putIfAbsent(place.toLowerCase(Locale.ROOT), path);
        if (other != null) {
            found.add(StructureRule.WHEEL_COLLISION.at(path, "it would be installed at the place of " + other));
        }
    }

    // Below site-packages

    private void placeInSite(String path, String place) throws IOException {
        take(path, "site/" + place);
        var top = place.split("/", 2)[0];
        checkOwner(path, top);
        if (CUSTOMIZE.matcher(stemOf(top)).matches()) {
            found.add(StructureRule.SITE_CUSTOMIZE.at(path, "every Python runs it at its start"));
        } else if (StandardLibrary.has(stemOf(top)) && isModule(place)) {
            found.add(
                    StructureRule.SHADOWS_STANDARD_LIBRARY.at(top, "the standard library has a module " + stemOf(top)));
        }
        if (top.equals(place) && place.endsWith(".pth")) {
            checkPth(path);
        }
    }

    private void checkOwner(String path, String top) {
        if (top.equalsIgnoreCase("pip") && !isPip) {
            found.add(StructureRule.PIP_FILES.at(top, "it belongs to pip"));
        }
        if (METADATA_FOLDER.matcher(top.toLowerCase(Locale.ROOT)).matches() && !top.equals(stem + ".dist-info")) {
            found.add(StructureRule.FOREIGN_METADATA.at(path, "it lies in the metadata of another distribution"));
        }
    }

    private static String stemOf(String top) {
        return top.split("\\.", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static boolean isModule(String place) {
        return Stream.of(".py", ".pyc", ".so", ".pyd").anyMatch(place::endsWith);
    }

    private void checkPth(String path) throws IOException {
        var content = new String(files.read(path, LARGEST_PTH).orElseThrow(), StandardCharsets.UTF_8);
        content.lines()
                .filter(line -> line.startsWith("import ") || line.startsWith("import\t"))
                .filter(line -> !isOfSetuptools(line))
                .findFirst()
                .ifPresent(line -> found
                        .add(StructureRule.PTH_IMPORT.at(path, "every Python runs at its start: " + line)));
    }

    private boolean isOfSetuptools(String line) {
        return stem.startsWith("setuptools-")
                && line.strip().equals(
                        "import os; var = 'SETUPTOOLS_USE_DISTUTILS'; enabled = os.environ.get(var, 'local') == 'local'; "
                                + "enabled and __import__('_distutils_hack').add_shim();");
    }

    // Below the prefix

    private void placeScript(String path, String name) {
        take(path, "prefix/bin/" + name);
        checkProgram(path, name);
        if (Scripts.isCommon(name)) {
            found.add(StructureRule.SHADOWS_COMMAND.at(path, "a script named " + name));
        }
    }

    private void checkProgram(String path, String name) {
        if (Scripts.isTakenByPython(name) && !isPip) {
            found.add(StructureRule.SCRIPT_NAME.at(path, "a script named " + name));
        }
    }

    private void placeBelowPrefix(String path, String place) {
        take(path, "prefix/" + place);
        var lower = place.toLowerCase(Locale.ROOT);
        var program = PROGRAM.matcher(lower);
        if (OF_PYTHON.matcher(lower).matches() || isStandardLibraryOfWindows(lower)) {
            found.add(StructureRule.WHEEL_DATA_TARGET.at(path,
                    "it would be installed as " + place + " below the prefix of Python"));
        } else if (program.matches()) {
            checkProgram(path, program.group(1));
        }
    }

    private static boolean isStandardLibraryOfWindows(String place) {
        var parts = place.split("/", 3);
        return parts.length > 1 && parts[0].equals("lib") && isModule(place) && StandardLibrary.has(stemOf(parts[1]));
    }
}
