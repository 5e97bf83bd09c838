package dev.weir.benchmarks.micro;

import dev.weir.api.Digest;
import dev.weir.api.Distribution;
import dev.weir.api.Gate;
import dev.weir.journal.Origin;
import dev.weir.wire.Client;
import dev.weir.wire.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a pip would say.
final class Examples {

    static final String EXTRA = """
            {"index": "https://index.example/simple/package/", "interpreter": "3.13.0", "parent": "%s", "prefix": "/home/user/venv", \
            "requires_python": ">=3.8"}""".formatted("0".repeat(32));

    private Examples() {}

    static Distribution distribution(Optional<Path> bits, Optional<Digest> digest) {
        return new Distribution("26.3", "wheel", Optional.of("package"), Optional.of("1.0"),
                Optional.of("https://files.example/packages/package-1.0-py3-none-any.whl"), Optional.of(">=1.0"),
                List.of("package", "root"), Optional.empty(), Optional.of("package-1.0-py3-none-any.whl"),
                bits.map(Path::toString), 0, digest, "1".repeat(32), EXTRA);
    }

    static Gate.Download download() {
        return new Gate.Download("pip", distribution(Optional.empty(), Optional.empty()));
    }

    static Origin origin() {
        var client = new Client("host", "user", 1000, 4711, 4710, "/home/user/work", "/home/user/venv", "3.13.0", "pip",
                "26.3", Optional.empty());
        return new Origin("2".repeat(32), client, List.of("https://index.example/simple/"), "build",
                Digest.ofHex("0".repeat(64)), List.of(), Mode.ENFORCE);
    }
}
