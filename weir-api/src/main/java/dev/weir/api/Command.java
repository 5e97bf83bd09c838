package dev.weir.api;

import java.util.List;

/// The command tuple without its first argument (`spec/events.md`).
///
/// @param installerVersion version of the installer
/// @param command          `install`
/// @param argv             what follows the program's name, without credentials
/// @param operation        id of the root operation of this process
/// @param extra            a JSON object
public record Command(String installerVersion, String command, List<String> argv, String operation, String extra) {

    public Command {
        argv = List.copyOf(argv);
    }
}
