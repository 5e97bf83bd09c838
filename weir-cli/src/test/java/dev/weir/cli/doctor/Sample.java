package dev.weir.cli.doctor;

import dev.weir.api.Distribution;
import dev.weir.api.Gate;
import dev.weir.api.Offer;
import dev.weir.cli.throwaway.Records.Judged;
import dev.weir.wire.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// Gates and verdicts of a test.
final class Sample {

    private Sample() {}

    static Gate.Candidates candidates(String project) {
        return new Gate.Candidates("pip", new Offer("26.3", project, Optional.empty(), List.of(), "o", "{}"));
    }

    static Gate.Install install(String name) {
        return new Gate.Install("pip", distribution(Optional.of(name), Optional.empty()));
    }

    static Gate.Install installOfFolder(String url) {
        return new Gate.Install("pip", distribution(Optional.empty(), Optional.of(url)));
    }

    static Gate.Write write(String name) {
        return new Gate.Write("pip", distribution(Optional.of(name), Optional.empty()));
    }

    static Judged judged(Gate gate, String verdict) {
        return new Judged(gate, JsonObject.builder().put("verdict", verdict).build());
    }

    private static Distribution distribution(Optional<String> name, Optional<String> url) {
        return new Distribution("26.3", "sdist", name, Optional.empty(), url, Optional.empty(), List.of(),
                Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty(), "o", "{}");
    }
}
