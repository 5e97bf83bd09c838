package dev.weir.testkit.packages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A pure Python wheel (PEP 427) with a right `RECORD`.
///
/// @param project what it says of itself
/// @param content what is installed, below `site-packages`
/// @param python  the Pythons that it is for, as its file name says it
public record Wheel(Project project, Tree content, String python) {

    private static final LocalDateTime FIRST_ZIP_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    /// An empty wheel.
    public static Wheel of(String name, String version, String... requires) {
        return of(new Project(name, version, List.of(requires)), Tree.EMPTY);
    }

    static Wheel of(Project project, Tree content) {
        return new Wheel(project, content, "py3");
    }

    /// The same, for Python 2 as well.
    public Wheel universal() {
        return new Wheel(project, content, "py2.py3");
    }

    /// The same with a file more. A `.pth` file belongs at the top.
    public Wheel file(String path, String text) {
        return new Wheel(project, content.with(path, text), python);
    }

    /// The same with a console script.
    ///
    /// @param target `module:function`
    public Wheel script(String command, String target) {
        return file(info("entry_points.txt"), "[console_scripts]\n" + command + " = " + target + "\n");
    }

    /// Its file name.
    public String filename() {
        return "%s-%s-none-any.whl".formatted(project.stem(), python);
    }

    /// Writes it into a folder, which is made where it is not there.
    ///
    /// @return the file
    public Path writeTo(Path folder) throws IOException {
        var file = Files.createDirectories(folder).resolve(filename());
        try (var out = Files.newOutputStream(file)) {
            write(out);
        }
        return file;
    }

    /// Its bytes.
    public byte[] bytes() throws IOException {
        var out = new ByteArrayOutputStream();
        write(out);
        return out.toByteArray();
    }

    private void write(OutputStream out) throws IOException {
        var whole = content.with(info("METADATA"), project.metadata()).with(info("WHEEL"), """
                Wheel-Version: 1.0
                Generator: weir-testkit
                Root-Is-Purelib: true
                """ + tags());
        try (var zip = new ZipOutputStream(out)) {
            for (var file : whole.files().entrySet()) {
                store(zip, file.getKey(), file.getValue());
            }
            store(zip, info("RECORD"), record(whole));
        }
    }

    private String tags() {
        return Stream.of(python.split("\\.", -1)).map("Tag: %s-none-any\n"::formatted).collect(Collectors.joining());
    }

    private String info(String name) {
        return project.stem() + ".dist-info/" + name;
    }

    private String record(Tree whole) {
        var rows = new StringBuilder();
        whole.files().forEach((path, text) -> rows.append(row(path, text)));
        return rows.append(info("RECORD")).append(",,\n").toString();
    }

    /// The line of a `RECORD` about a file, with its end.
    public static String row(String path, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var shown = path.contains(",") ? "\"" + path + "\"" : path;
        return "%s,sha256=%s,%d\n".formatted(shown, sha256(bytes), bytes.length);
    }

    /// Stored, not deflated: deflate may give other bytes on another Java.
    private static void store(ZipOutputStream zip, String path, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var sum = new CRC32();
        sum.update(bytes);
        var entry = new ZipEntry(path);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        entry.setTimeLocal(FIRST_ZIP_TIME);
        zip.putNextEntry(entry);
        zip.write(bytes);
    }

    private static String sha256(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
