package dev.weir.engine.settings;

import dev.weir.wire.Switches;
import java.util.List;

/// The settings in force, and where each comes from.
public final class EffectiveSettings {

    private final Settings settings;
    private final List<FileUse> files;
    private final Account account;

    /// @param account written to its end
    EffectiveSettings(Settings settings, List<FileUse> files, Account account) {
        this.settings = settings;
        this.files = List.copyOf(files);
        this.account = account;
    }

    /// Reads all sources.
    ///
    /// @param folder   where the installer works, as it names it; empty where it has no folder any more
    /// @param switches what its environment sets
    /// @throws SettingsException with every mistake in every source
    public static EffectiveSettings read(SettingsPlaces places, String folder, Switches switches) {
        return new Sources(places, switches).read(folder);
    }

    /// What holds.
    public Settings settings() {
        return settings;
    }

    /// The files, also those that are not there.
    public List<FileUse> files() {
        return files;
    }

    /// Each value, in the order of [SettingsKey]. Made when asked for: no engine needs it.
    public List<Held> held() {
        return account.held();
    }
}
