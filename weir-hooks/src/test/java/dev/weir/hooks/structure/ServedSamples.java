package dev.weir.hooks.structure;

import static dev.weir.hooks.structure.Sample.served;

import dev.weir.packaging.archive.ArchiveLimits;
import dev.weir.packaging.tree.Sha256;
import dev.weir.wire.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Archives that are right, but for what came with them.
final class ServedSamples {

    private static final String SOURCE = "demo-1.0.tar.gz";

    private ServedSamples() {}

    static List<Sample> all() {
        var wheel = SampleWheel.plain().bytes();
        var source = RawTar.source().gzip();
        return List.of(
                served(StructureRule.FORMAT_MISMATCH, "a tar.gz served as a zip", SOURCE, source,
                        type("application/zip"),
                        type("application/x-gzip")),
                new Sample(StructureRule.FORMAT_MISMATCH, "a tar.gz named tar.xz", "demo-1.0.tar.xz", source, source,
                        ArchiveLimits.DEFAULT),
                served(StructureRule.FORMAT_MISMATCH, "a wheel served as a tar", SampleWheel.NAME, wheel,
                        type("application/x-gzip"), type("application/octet-stream")),
                served(StructureRule.SERVED_NAME, "a path", SOURCE, source,
                        disposition("attachment; filename=../../demo-1.0.tar.gz"),
                        disposition("attachment; filename=demo-1.0.tar.gz; size=9")),
                served(StructureRule.SERVED_NAME, "a path of Windows", SOURCE, source,
                        disposition("attachment; filename=\"..\\\\demo-1.0.tar.gz\""),
                        disposition("attachment; filename=\"demo-1.0.tar.gz\"")),
                served(StructureRule.SERVED_NAME, "another version", SampleWheel.NAME, wheel,
                        disposition("attachment; filename=demo-2.0-py3-none-any.whl"),
                        disposition("inline; filename=\"demo-1.0-py3-none-any.whl\"")),
                served(StructureRule.SERVED_NAME, "a second name that differs", SampleWheel.NAME, wheel,
                        disposition("attachment; filename=demo-1.0-py3-none-any.whl; filename*=UTF-8''evil.whl"),
                        disposition("attachment; filename=demo-1.0-py3-none-any.whl; "
                                + "filename*=UTF-8''demo-1.0-py3-none-any.whl")),
                served(StructureRule.SERVED_METADATA, "another requirement", SampleWheel.NAME, wheel,
                        metadata(SampleWheel.METADATA + "Requires-Dist: other\n"), metadata(SampleWheel.METADATA)),
                served(StructureRule.SERVED_METADATA, "another requirement of a source archive", SOURCE, source,
                        metadata(SampleWheel.METADATA + "Requires-Dist: other\n"), metadata(SampleWheel.METADATA)));
    }

    private static String type(String type) {
        return "{\"content_type\":\"" + type + "\"}";
    }

    private static String disposition(String header) {
        return JsonObject.builder().put("disposition", header).build().encode();
    }

    private static String metadata(String text) {
        return "{\"metadata\":\"sha256:" + Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex() + "\"}";
    }
}
