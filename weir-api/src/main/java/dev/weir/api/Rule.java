package dev.weir.api;

import java.util.regex.Pattern;

/// What a hook looks for.
///
/// @param id     stable name by which the settings refer to it: lower-case words joined by dots or hyphens, one dot at least (`names.denied`)
/// @param action what the rule asks for unless the settings change it
public record Rule(String id, Action action) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");

    /// @throws IllegalArgumentException where `id` has another form
    public Rule {
        if (!isId(id)) {
            throw new IllegalArgumentException("not a rule id such as names.denied: " + id);
        }
    }

    /// Whether `id` has the form of a rule id.
    public static boolean isId(String id) {
        return FORM.matcher(id).matches();
    }
}
