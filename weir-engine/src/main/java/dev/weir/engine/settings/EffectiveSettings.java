package dev.weir.engine.settings;

import dev.weir.wire.Switches;
import java.util.List;

/// The settings in force, and where each comes from.
///
/// @param settings what holds
/// @param files    the files, also those that are not there
/// @param held     each value, in the order of [SettingsKey]
public record EffectiveSettings(Settings settings, List<FileUse> files, List<Held> held) {

    public EffectiveSettings {
        files = List.copyOf(files);
        held = List.copyOf(held);
    }

    /// Reads all sources.
    ///
    /// @param folder   where the installer works, as it names it; empty where it has no folder any more
    /// @param switches what its environment sets
    /// @throws SettingsException with every mistake in every source
    public static EffectiveSettings read(SettingsPlaces places, String folder, Switches switches) {
        return new Sources(places, switches).read(folder);
    }
}
