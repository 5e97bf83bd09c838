package dev.weir.hooks.structure;

import java.util.List;
import java.util.stream.Stream;

/// All samples, made once: the bombs among them take a while.
final class Samples {

    private static final List<Sample> ALL =
            Stream.of(ZipSamples.all(), TarSamples.all(), WheelSamples.all(), SourceSamples.all(), ServedSamples.all())
                    .flatMap(List::stream)
                    .toList();

    private Samples() {}

    static List<Sample> all() {
        return ALL;
    }
}
