package dev.weir.hooks.structure;

import dev.weir.testkit.packages.RawZip;
import dev.weir.testkit.packages.Wheel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/// A wheel `demo-1.0-py3-none-any.whl`, right but for what is said. Its `RECORD` fits whatever is in it.
record SampleWheel(SequencedMap<String, String> files, Map<String, UnaryOperator<RawZip.Member>> changes,
        Optional<String> list) {

    static final String NAME = "demo-1.0-py3-none-any.whl";
    static final String INFO = "demo-1.0.dist-info/";
    static final String METADATA = "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n";
    static final String WHEEL = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n";
    static final String RECORD = INFO + "RECORD";

    static SampleWheel plain() {
        return new SampleWheel(new LinkedHashMap<>(), Map.of(), Optional.empty())
                .file("demo/__init__.py", "x = 1\n")
                .file(INFO + "METADATA", METADATA)
                .file(INFO + "WHEEL", WHEEL);
    }

    SampleWheel file(String path, String content) {
        var more = new LinkedHashMap<>(files);
        more.put(path, content);
        return new SampleWheel(more, changes, list);
    }

    SampleWheel without(String path) {
        var fewer = new LinkedHashMap<>(files);
        fewer.remove(path);
        return new SampleWheel(fewer, changes, list);
    }

    /// The same with a member that is somehow else.
    SampleWheel member(String path, String content, UnaryOperator<RawZip.Member> change) {
        var more = new LinkedHashMap<>(changes);
        more.put(path, change);
        return new SampleWheel(file(path, content).files, more, list);
    }

    /// The same with its `RECORD` made of the right one.
    SampleWheel record(UnaryOperator<String> change) {
        return new SampleWheel(files, changes, Optional.of(change.apply(right())));
    }

    byte[] bytes() {
        return zip().bytes();
    }

    RawZip zip() {
        var zip = new RawZip();
        files.forEach((path, content) -> zip.file(path, content, changes.getOrDefault(path, UnaryOperator.identity())));
        return zip.file(RECORD, list.orElseGet(this::right));
    }

    private String right() {
        var rows = new StringBuilder();
        files.forEach((path, content) -> {
            if (!path.endsWith("/")) {
                rows.append(Wheel.row(path, content));
            }
        });
        return rows + RECORD + ",,\n";
    }
}
