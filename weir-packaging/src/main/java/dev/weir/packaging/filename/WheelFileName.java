package dev.weir.packaging.filename;

import dev.weir.packaging.name.NormalizedName;
import dev.weir.packaging.version.InvalidVersionException;
import dev.weir.packaging.version.Version;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the file name of a wheel says ([PEP 427](https://peps.python.org/pep-0427/#file-name-convention)).
///
/// @param writtenName the name as it stands in the file name
/// @param pythons tags of Pythons, such as `py3`, in lower case
/// @param abis tags of binary interfaces, such as `none`, in lower case
/// @param platforms tags of platforms, such as `any`, in lower case
public record WheelFileName(
        String writtenName,
        Version version,
        Optional<BuildTag> build,
        List<String> pythons,
        List<String> abis,
        List<String> platforms) {
    private static final String EXTENSION = ".whl";
    private static final int LONGEST = 1024;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._]+");
    private static final Pattern BUILD = Pattern.compile("([0-9]+)([A-Za-z0-9_.]*)");
    private static final Pattern TAGS = Pattern.compile("[A-Za-z0-9_]+(?:\\.[A-Za-z0-9_]+)*");

    public WheelFileName {
        pythons = List.copyOf(pythons);
        abis = List.copyOf(abis);
        platforms = List.copyOf(platforms);
    }

    /// Reads a file name, strictly.
    ///
    /// @throws InvalidFileNameException where it has another form
    public static WheelFileName parse(String fileName) {
        if (!fileName.endsWith(EXTENSION) || fileName.length() > LONGEST) {
            throw invalid(fileName, "it ends in .whl and has at most " + LONGEST + " characters");
        }
        String[] parts = fileName.substring(0, fileName.length() - EXTENSION.length()).split("-", -1);
        if (parts.length != 5 && parts.length != 6) {
            throw invalid(fileName, "it has five parts or, with a build tag, six, with '-' between them");
        }
        int tags = parts.length - 3;
        return new WheelFileName(name(fileName, parts[0]), version(fileName, parts[1]),
                parts.length == 6 ? Optional.of(build(fileName, parts[2])) : Optional.empty(),
                tags(fileName, parts[tags]), tags(fileName, parts[tags + 1]), tags(fileName, parts[tags + 2]));
    }

    /// The project that it is a distribution of.
    public NormalizedName name() {
        return new NormalizedName(writtenName);
    }

    private static String name(String fileName, String part) {
        if (!NAME.matcher(part).matches() || part.contains("__") || !NormalizedName.isValid(part)) {
            throw invalid(fileName, "its first part is no project name");
        }
        return part;
    }

    private static Version version(String fileName, String part) {
        if (!part.equals(part.strip())) {
            throw invalid(fileName, "its second part has white space around it");
        }
        try {
            return Version.parse(part);
        } catch (InvalidVersionException problem) {
            throw invalid(fileName, "its second part: " + problem.getMessage());
        }
    }

    private static BuildTag build(String fileName, String part) {
        Matcher matcher = BUILD.matcher(part);
        if (!matcher.matches()) {
            throw invalid(fileName, "its build tag does not begin with a digit");
        }
        return new BuildTag(new BigInteger(matcher.group(1)), matcher.group(2));
    }

    private static List<String> tags(String fileName, String part) {
        if (!TAGS.matcher(part).matches()) {
            throw invalid(fileName, "its last three parts are tags such as py3, none and any");
        }
        return List.of(part.toLowerCase(Locale.ROOT).split("\\."));
    }

    private static InvalidFileNameException invalid(String fileName, String reason) {
        return new InvalidFileNameException(fileName, "wheel (PEP 427)", reason);
    }
}
