package dev.weir.cli.doctor;

import dev.weir.testkit.packages.Wheel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The files of an installed pip, in the other forms that a pip comes in.
///
/// @param site the folder that its package is in
record PipFiles(Path site) {

    private static final String MAIN = "import runpy\n\nrunpy.run_module(\"pip\", run_name=\"__main__\")\n";
    private static final Pattern PARTS = Pattern.compile("\\bpip\\._(internal|vendor)\\b");
    private static final String PYTHON = ".py";
    private static final String CERTIFICATES = ".pem";

    /// In one file, as `pip.pyz` and pip's own wheel are: Python runs it, and its folder `pip`, as a script.
    ///
    /// @throws IOException where that cannot be done, as with all of these
    void archive(Path file) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (var part : files()) {
                add(zip, name(part), Files.readAllBytes(part));
            }
            add(zip, "__main__.py", MAIN.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// In the package of a program, as pipenv has it: every name of a module says so.
    ///
    /// @param program the name of that package
    /// @param folder  that it is put into
    void within(String program, Path folder) throws IOException {
        for (var part : files()) {
            var copy = folder.resolve(program).resolve(name(part));
            Files.createDirectories(copy.getParent());
            if (part.toString().endsWith(PYTHON)) {
                Files.writeString(copy, PARTS.matcher(Files.readString(part)).replaceAll(program + ".pip._$1"));
            } else {
                Files.copy(part, copy);
            }
        }
    }

    /// A wheel of what of it is needed to run, as if it were another release.
    ///
    /// @return the file
    Path wheel(String version, Path folder) throws IOException {
        var wheel = Wheel.of("pip", version);
        for (var part : files()) {
            if (part.toString().endsWith(PYTHON) || part.toString().endsWith(CERTIFICATES)) {
                wheel = wheel.file(name(part), Files.readString(part));
            }
        }
        return wheel.universal().writeTo(folder);
    }

    /// Whether a pip could uninstall it.
    boolean canBeTakenAway() throws IOException {
        try (var records = Files.newDirectoryStream(site, "pip-*.dist-info")) {
            var info = records.iterator();
            return info.hasNext() && Files.exists(info.next().resolve("RECORD"));
        }
    }

    private List<Path> files() throws IOException {
        try (var paths = Files.walk(site.resolve("pip"))) {
            return paths.filter(path -> Files.isRegularFile(path) && !path.toString().endsWith(".pyc")).toList();
        }
    }

    private String name(Path part) {
        return site.relativize(part).toString().replace('\\', '/');
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
