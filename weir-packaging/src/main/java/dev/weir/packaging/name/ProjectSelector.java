package dev.weir.packaging.name;

import dev.weir.packaging.version.InvalidSpecifierException;
import dev.weir.packaging.version.SpecifierSet;
import dev.weir.packaging.version.Version;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An entry of a policy list: a project, and perhaps which of its versions. `evil`, `requests<2`, `foo ~= 1.0, != 1.3`.
///
/// @param name the project
/// @param versions empty where every version is meant
public record ProjectSelector(NormalizedName name, SpecifierSet versions) {
    private static final Pattern NAME_AND_REST =
            Pattern.compile("\\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*(.*)", Pattern.DOTALL);

    /// Reads an entry: a name as PEP 508 defines it, then nothing or version specifiers as PEP 440 defines them.
    ///
    /// @throws InvalidSelectorException where it is anything else, such as a requirement with extras, a marker or a URL
    public static ProjectSelector parse(String text) {
        Matcher matcher = NAME_AND_REST.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidSelectorException(text, firstNonSpace(text), "expected the name of a project");
        }
        String specifiers = matcher.group(2);
        refuseOtherParts(text, matcher.start(2), specifiers);
        return new ProjectSelector(new NormalizedName(matcher.group(1)), versions(text, matcher.start(2), specifiers));
    }

    /// Whether this is about that version of that project. A pre-release counts like any other version.
    public boolean selects(NormalizedName project, Version version) {
        return name.equals(project) && versions.contains(version);
    }

    /// Whether this is about every version of its project.
    public boolean selectsEveryVersion() {
        return versions.isEmpty();
    }

    private static void refuseOtherParts(String text, int start, String rest) {
        refuse(text, start, rest, '[', "extras have no place here");
        refuse(text, start, rest, '@', "a URL has no place here");
        refuse(text, start, rest, '(', "write the versions without parentheses");
        int marker = rest.indexOf(';');
        if (marker >= 0) {
            throw new InvalidSelectorException(text, start + marker, "a marker has no place here");
        }
    }

    private static void refuse(String text, int start, String rest, char first, String reason) {
        if (!rest.isEmpty() && rest.charAt(0) == first) {
            throw new InvalidSelectorException(text, start, reason);
        }
    }

    private static SpecifierSet versions(String text, int start, String specifiers) {
        try {
            SpecifierSet versions = SpecifierSet.parse(specifiers);
            if (versions.isEmpty() && !specifiers.isEmpty()) {
                throw new InvalidSelectorException(text, start, "expected a version specifier such as >=1.2");
            }
            return versions;
        } catch (InvalidSpecifierException problem) {
            throw new InvalidSelectorException(text, start + problem.position(), problem.reason());
        }
    }

    private static int firstNonSpace(String text) {
        return text.length() - text.stripLeading().length();
    }

    @Override
    public String toString() {
        return name.text() + versions;
    }
}
