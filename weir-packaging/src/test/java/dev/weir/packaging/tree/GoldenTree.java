package dev.weir.packaging.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One of the trees that Java and Python must read alike; its form is described in `spec/manifest.md`.
record GoldenTree(String file, Map<String, Object> members) {

    static List<GoldenTree> all() throws IOException {
        List<GoldenTree> trees = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("..", "spec", "golden", "manifest"))) {
            for (Path file : files.sorted().toList()) {
                trees.add(new GoldenTree(file.getFileName().toString(), read(file)));
            }
        }
        return trees;
    }

    String text(String member) {
        return (String) Objects.requireNonNull(members.get(member), member);
    }

    List<?> list(String member) {
        return (List<?>) Objects.requireNonNull(members.get(member), member);
    }

    boolean isRefused() {
        return members.containsKey("refused");
    }

    TreeScope scope() {
        return Boolean.TRUE.equals(members.get("user_folder")) ? TreeScope.USER_FOLDER : TreeScope.WHOLE;
    }

    void makeIn(Path root) throws IOException, InterruptedException {
        for (Object entry : list("entries")) {
            make(root, (Map<?, ?>) entry);
        }
    }

    private static void make(Path root, Map<?, ?> entry) throws IOException, InterruptedException {
        Path path = EscapedPath.resolve(root, member(entry, "path"));
        switch (member(entry, "type")) {
            case "folder" -> Files.createDirectory(path);
            case "link" -> Files.createSymbolicLink(path, target(member(entry, "target")));
            case "fifo" -> makeFifo(path);
            case "file" -> makeFile(path, entry);
            default -> throw new AssertionError(entry);
        }
    }

    private static Path target(String escaped) {
        return escaped.contains("\\") ? EscapedPath.resolve(Path.of(""), escaped) : Path.of(escaped);
    }

    private static void makeFile(Path path, Map<?, ?> entry) throws IOException {
        Files.write(path, Base64.getDecoder().decode(member(entry, "content")));
        boolean executable = Boolean.TRUE.equals(entry.get("executable"));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    static void makeFifo(Path path) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("mkfifo", path.toString()).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException("mkfifo failed");
        }
    }

    private static String member(Map<?, ?> entry, String name) {
        return (String) Objects.requireNonNull(entry.get(name), name);
    }

    private static Map<String, Object> read(Path file) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            parser.nextToken();
            return object(parser);
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> parser.getText();
            case null, default -> throw new AssertionError(parser.currentToken());
        };
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> values = new ArrayList<>();
        for (@Nullable
        JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            values.add(value(parser));
        }
        return values;
    }

    @Override
    public String toString() {
        return file + ": " + text("about");
    }
}
