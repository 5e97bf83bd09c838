package dev.weir.report;

import dev.weir.api.Candidate;
import dev.weir.api.Distribution;
import dev.weir.api.Flag;
import dev.weir.api.Gate;
import dev.weir.api.Offer;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a gate is about, in a few words.
public final class Subjects {

    private static final Set<Flag> TOLD = Set.of(Flag.EDITABLE, Flag.BUILD_DEPENDENCY, Flag.FROM_CACHE,
            Flag.LOCALLY_BUILT, Flag.YANKED, Flag.DRY_RUN);

    private Subjects() {}

    /// One line, fit for a terminal: `simple 1.0 (sdist) build_wheel`.
    ///
    /// @throws dev.weir.wire.json.JsonException where `extra` holds something else than the contract says
    public static String of(Gate gate) {
        return switch (gate) {
            case Gate.Invoked(var installer, var command) -> command(installer, command.argv());
            case Gate.Candidates(_, var offer) -> offer(offer);
            case Gate.DistributionGate about -> distribution(about.distribution());
        };
    }

    private static String command(String installer, List<String> argv) {
        return Stream.concat(Stream.of(installer), argv.stream()).map(Plain::argument).collect(Collectors.joining(" "));
    }

    private static String offer(Offer offer) {
        return Plain.text(offer.project() + offer.specifier().orElse("")) + " (" + files(offer.candidates()) + ")";
    }

    private static String files(List<Candidate> candidates) {
        return candidates.size() == 1 ? "1 file" : candidates.size() + " files";
    }

    private static String distribution(Distribution distribution) {
        var version = distribution.version().map(text -> " " + text).orElse("");
        var hook = extra(distribution.extra()).optionalString("hook").map(text -> " " + text).orElse("");
        return Plain.text(name(distribution) + version + " (" + properties(distribution) + ")" + hook);
    }

    /// Name of the distribution, or what asked for it where its name is not known yet.
    private static String name(Distribution distribution) {
        return distribution.name()
                .or(() -> distribution.chain().stream().findFirst())
                .or(distribution::filename)
                .or(distribution::url)
                .orElse("?");
    }

    private static String properties(Distribution distribution) {
        var flags = distribution.flagSet().stream().filter(TOLD::contains).map(Subjects::word);
        return Stream.concat(Stream.of(distribution.kind()), flags).collect(Collectors.joining(", "));
    }

    static String word(Flag flag) {
        return flag.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static JsonObject extra(String text) {
        return JsonReader.read(text).asObject("extra");
    }
}
