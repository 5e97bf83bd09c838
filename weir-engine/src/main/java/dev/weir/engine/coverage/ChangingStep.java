package dev.weir.engine.coverage;

import dev.weir.api.Distribution;
import dev.weir.api.Gate;
import dev.weir.packaging.name.NormalizedName;
import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.util.Optional;

/// A step that was let through and changes which distributions are installed: `pip.write` or `pip.uninstall`.
///
/// @param run       the run that it belongs to
/// @param operation its id
/// @param writes    whether it installs
/// @param project   of the distribution
/// @param version   as far as it was known
/// @param prefix    the folder that it changes something below
/// @param replaced  file name of the metadata that it takes away, where it says so
public record ChangingStep(String run, String operation, boolean writes, NormalizedName project,
        Optional<String> version, Optional<String> prefix, Optional<String> replaced) {

    /// What a gate leads to; empty where it changes nothing that is installed.
    public static Optional<ChangingStep> of(String run, Gate gate) {
        return switch (gate) {
            case Gate.Write(_, var about) -> of(run, about, true);
            case Gate.Uninstall(_, var about) -> of(run, about, false);
            case Gate.Invoked _,Gate.Candidates _,Gate.Download _,Gate.Unpack _,Gate.Install _,Gate.Build _,Gate.Built _ ->
                Optional.empty();
        };
    }

    private static Optional<ChangingStep> of(String run, Distribution about, boolean writes) {
        return about.name().filter(NormalizedName::isValid).map(name -> new ChangingStep(run, about.operation(), writes,
                new NormalizedName(name), about.version(), prefix(about.extra()), replaced(about.extra())));
    }

    /// The member `prefix` of an event's `extra`.
    static Optional<String> prefix(String extra) {
        return text(JsonReader.read(extra).asObject("extra"), "prefix");
    }

    private static Optional<String> replaced(String extra) {
        return JsonReader.read(extra).asObject("extra").find("installed")
                .flatMap(found -> found instanceof JsonObject installed ? text(installed, "path") : Optional.empty())
                .map(MetadataName::fileName);
    }

    /// What is of another kind is as good as not there: `extra` is the installer's to fill.
    private static Optional<String> text(JsonObject object, String name) {
        try {
            return object.optionalString(name);
        } catch (JsonException notText) {
            return Optional.empty();
        }
    }
}
