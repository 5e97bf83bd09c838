package dev.weir.engine.settings;

import dev.weir.api.Action;
import dev.weir.api.GateAction;
import dev.weir.api.Rule;
import dev.weir.packaging.text.Quoted;
import dev.weir.policy.OnFailure;
import dev.weir.wire.Mode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a string of the settings may be. Each reader throws IllegalArgumentException with what is wrong, then what is allowed.
final class Forms {

    private static final String INSTALLER = "pip.";
    private static final Pattern HOOK = Pattern.compile("[a-z0-9-]+");
    private static final Pattern FUNCTION = Pattern.compile("(.+\\.py):[\\p{L}_][\\p{L}\\p{N}_]*", Pattern.DOTALL);
    private static final Pattern LIBRARY = Pattern.compile(".+\\.(so|dylib|pyd)", Pattern.DOTALL);

    private Forms() {}

    static Path absolutePath(String text) {
        if (!isAbsolute(text)) {
            throw wrong(text, "is no absolute path", "a path in full; `~` and variables are not expanded");
        }
        return Path.of(text);
    }

    static String inProcess(String text) {
        var function = FUNCTION.matcher(text);
        if (function.matches()) {
            absolutePath(function.group(1));
        } else if (LIBRARY.matcher(text).matches()) {
            absolutePath(text);
        } else {
            throw wrong(text, "is no hook to load",
                    "/absolute/path.py:function, or the absolute path of a .so, .dylib or .pyd");
        }
        return text;
    }

    static String program(String text) {
        return absolutePath(text).toString();
    }

    static String argument(String text) {
        if (text.indexOf('\0') >= 0) {
            throw wrong(text, "has a NUL in it", "what can be an argument of a program");
        }
        return text;
    }

    static String hookName(String text) {
        if (!HOOK.matcher(text).matches()) {
            throw wrong(text, "is no name of a hook", "lower-case letters, digits and hyphens");
        }
        return text;
    }

    static GateAction gate(String text) {
        return Arrays.stream(GateAction.values())
                .filter(action -> text.equals(INSTALLER + action.word()))
                .findFirst()
                .orElseThrow(() -> wrong(text, "is no gate", gates()));
    }

    static String ruleId(String text) {
        if (!Rule.isId(text)) {
            throw wrong(text, "is no rule", "the id of a rule in quotes, such as \"names.denied\"");
        }
        return text;
    }

    static Action action(String text) {
        return Arrays.stream(Action.values())
                .filter(action -> action.word().equals(text))
                .findFirst()
                .orElseThrow(() -> wrong(text, "is no action", actions()));
    }

    /// What a project may say of a rule.
    static Action denial(String text) {
        if (!text.equals(Action.DENY.word())) {
            throw wrong(text, "has no place in a project's settings", "\"" + Action.DENY.word() + "\"");
        }
        return Action.DENY;
    }

    static Mode mode(String text) {
        return Mode.of(text).orElseThrow(() -> wrong(text, "is no mode", modes()));
    }

    static OnFailure onFailure(String text) {
        return OnFailure.of(text).orElseThrow(() -> wrong(text, "is no meaning of a failure", failures()));
    }

    static String gates() {
        return list(Arrays.stream(GateAction.values()).map(action -> INSTALLER + action.word()));
    }

    static String actions() {
        return list(Arrays.stream(Action.values()).map(Action::word));
    }

    static String modes() {
        return list(Arrays.stream(Mode.values()).map(Mode::word));
    }

    static String failures() {
        return list(Arrays.stream(OnFailure.values()).map(OnFailure::word));
    }

    private static boolean isAbsolute(String text) {
        try {
            return Path.of(text).isAbsolute();
        } catch (InvalidPathException _) {
            return false;
        }
    }

    private static String list(Stream<String> words) {
        return words.map(word -> "\"" + word + "\"").collect(Collectors.joining(", "));
    }

    private static IllegalArgumentException wrong(String text, String what, String allowed) {
        return new IllegalArgumentException(Quoted.quote(text) + " " + what + "; allowed: " + allowed);
    }
}
