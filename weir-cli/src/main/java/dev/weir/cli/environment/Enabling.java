package dev.weir.cli.environment;

import dev.weir.cli.home.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// Switches Weir on and off in environments.
///
/// @param data where Weir lives outside any checkout
/// @param home that of the build which runs now
public record Enabling(DataFolder data, Path home) {

    /// Plants the shim in an environment. It leads to a copy of this build in the data folder.
    ///
    /// @throws IOException where that could not be done
    public Planted enable(Environment environment) throws IOException {
        var installed = data.install(home);
        var planted = environment.enable(installed);
        clean();
        return planted;
    }

    /// Takes the shim out of an environment.
    ///
    /// @return whether it was there
    /// @throws IOException where that could not be done
    public boolean disable(Environment environment) throws IOException {
        var changed = environment.disable(data.current().orElse(home));
        clean();
        return changed;
    }

    private void clean() throws IOException {
        data.clean(this::isUsed);
    }

    private boolean isUsed(Path installed) {
        try {
            return registry().leadsTo(installed);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Registry registry() {
        return new Registry(data.root().resolve("environments"));
    }
}
