package dev.weir.fuzz;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// What is fuzzed, each by a class of its own as Jazzer wants it.
enum Target {
    ZIP(ZipFuzz.class),
    TAR(TarFuzz.class),
    METADATA(MetadataFuzz.class),
    MESSAGE(MessageFuzz.class);

    private final Class<?> type;

    Target(Class<?> type) {
        this.type = type;
    }

    /// The name of its class.
    String type() {
        return type.getName();
    }

    /// The folder of its inputs.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Fails where what must hold does not hold for an input.
    void tryOn(byte[] input) throws Exception {
        switch (this) {
            case ZIP -> ZipFuzz.fuzzerTestOneInput(input);
            case TAR -> TarFuzz.fuzzerTestOneInput(input);
            case METADATA -> MetadataFuzz.fuzzerTestOneInput(input);
            case MESSAGE -> MessageFuzz.fuzzerTestOneInput(input);
        }
    }

    /// Inputs to begin with, each of them accepted.
    List<byte[]> seeds() throws IOException {
        return switch (this) {
            case ZIP -> Seeds.zips();
            case TAR -> Seeds.tars();
            case METADATA -> Seeds.metadata();
            case MESSAGE -> Seeds.messages();
        };
    }
}
