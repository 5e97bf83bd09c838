package dev.weir.hooks.self;

import dev.weir.api.Artifact;
import dev.weir.api.Digest;
import dev.weir.packaging.tree.Sha256;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// A wheel with these members, by their path.
record Members(SequencedMap<String, String> files) implements Artifact {

    static Members of(String... paths) {
        var files = new LinkedHashMap<String, String>();
        Stream.of(paths).forEach(path -> files.put(path, ""));
        return new Members(files);
    }

    static Members with(String path, String text) {
        return new Members(new LinkedHashMap<>(Map.of(path, text)));
    }

    @Override
    public Digest digest() {
        return Digest.ofHex(Sha256.of(files.toString().getBytes(StandardCharsets.UTF_8)).hex());
    }

    @Override
    public Form form() {
        return Form.ARCHIVE;
    }

    @Override
    public Stream<Entry> entries() {
        return files.keySet().stream()
                .map(path -> new Entry(path, path.endsWith("/") ? Entry.Type.FOLDER : Entry.Type.FILE, 0));
    }

    @Override
    public InputStream open(Entry entry) {
        return new ByteArrayInputStream(files.getOrDefault(entry.path(), "").getBytes(StandardCharsets.UTF_8));
    }
}
