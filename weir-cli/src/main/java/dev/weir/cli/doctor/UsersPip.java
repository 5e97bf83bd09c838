package dev.weir.cli.doctor;

import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The Python and the pip of a user.
///
/// @param python  its version
/// @param version of pip
/// @param from    the folder that pip was found in
/// @param call    Python that runs pip as its console script does; empty where pip does not say how
/// @param help    what it says of the options of `pip install`
record UsersPip(String python, String version, String from, Optional<Call> call, String help) {

    /// Why something of a pip that does not know backends is left out.
    static final String KNOWS_NO_BACKENDS = "what the canary is built with needs pip 20.0 and Python 3";

    private static final Pattern KNOWS_BACKENDS = Pattern.compile("[2-9][0-9]\\..*");
    private static final String TWO = "2.";

    /// The function behind the console script.
    ///
    /// @param module   that has it
    /// @param function its name
    record Call(String module, String function) {

        /// As a program.
        String code() {
            return "import sys; from %s import %s; sys.exit(%s())".formatted(module, function, function);
        }
    }

    /// @param said by `throwaway.py`
    /// @param help what it says of the options of `pip install`
    static UsersPip of(JsonObject said, String help) {
        return new UsersPip(said.string("python"), said.string("pip"), said.string("from"), call(said), help);
    }

    private static Optional<Call> call(JsonObject said) {
        if (said.get("script") instanceof JsonNull) {
            return Optional.empty();
        }
        List<String> words = said.strings("script");
        return Optional.of(new Call(words.getFirst(), words.getLast()));
    }

    /// Whether it knows an option, or a value of one.
    boolean knows(String option) {
        return help.contains(option);
    }

    /// Whether it builds with a backend that lies in a source tree; ours is for Python 3 (pip 20.0, PEP 517).
    boolean knowsBackends() {
        return KNOWS_BACKENDS.matcher(version).matches() && !python.startsWith(TWO);
    }

    /// The module of its command `install`.
    String installModule() {
        return version.startsWith("9.") ? "pip.commands.install" : "pip._internal.commands.install";
    }
}
