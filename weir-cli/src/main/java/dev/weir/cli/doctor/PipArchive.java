package dev.weir.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A pip in one file, as `pip.pyz` and pip's own wheel are: Python runs it, and its folder `pip`, as a script.
final class PipArchive {

    private static final String MAIN = "import runpy\n\nrunpy.run_module(\"pip\", run_name=\"__main__\")\n";

    private PipArchive() {}

    /// @param site where pip lies
    /// @param file to be made
    /// @throws IOException where that cannot be done
    static void write(Path site, Path file) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (var part : files(site.resolve("pip"))) {
                add(zip, site.relativize(part), Files.readAllBytes(part));
            }
            add(zip, Path.of("__main__.py"), MAIN.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            return paths.filter(path -> Files.isRegularFile(path) && !path.toString().endsWith(".pyc")).toList();
        }
    }

    private static void add(ZipOutputStream zip, Path name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name.toString().replace('\\', '/')));
        zip.write(content);
        zip.closeEntry();
    }
}
