package dev.weir.packaging.requirement;

import dev.weir.packaging.requirement.Marker.Operand;
import dev.weir.packaging.version.InvalidSpecifierException;
import dev.weir.packaging.version.SpecifierSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one requirement from its start to its end.
final class RequirementParser {
    private static final Pattern SPACE = Pattern.compile("[ \t]*");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\t]]");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?![A-Za-z0-9._-])");
    private static final Pattern URL = Pattern.compile("[^ \t]+");
    private static final Pattern OPERATOR =
            Pattern.compile("===|==|~=|!=|<=|>=|<|>|in\\b|not[ \t]+in\\b");
    private static final Pattern TEXT = Pattern.compile("'([^']*)'|\"([^\"]*)\"");
    private static final Pattern AND = Pattern.compile("and\\b");
    private static final Pattern OR = Pattern.compile("or\\b");
    private static final Pattern VARIABLE = Pattern.compile(
            "(?:python_version|python_full_version|os[._]name|sys[._]platform|platform_(?:release|system)|platform[._](?:version|machine|python_implementation)"
                    + "|python_implementation|implementation_(?:name|version)|extras?|dependency_groups)\\b");

    /// Deeper ones are refused, so that no text can use up the stack.
    private static final int DEEPEST = 50;

    private final String text;
    private int position;
    private int depth;

    RequirementParser(String text) {
        this.text = text;
    }

    Requirement requirement() throws InvalidRequirementException {
        Matcher control = CONTROL.matcher(text);
        if (control.find()) {
            position = control.start();
            throw invalid("a control character");
        }
        String name = require(NAME, "expected the name of a project");
        List<String> extras = extras();
        Optional<String> url = Optional.empty();
        SpecifierSet specifiers = new SpecifierSet(List.of());
        if (skip("@")) {
            url = Optional.of(require(URL, "expected a URL"));
            requireSpaceOrEnd();
        } else {
            specifiers = specifiers();
        }
        Optional<Marker> marker = skip(";") ? Optional.of(any()) : Optional.empty();
        skipSpace();
        if (position < text.length()) {
            throw invalid("expected the end");
        }
        return new Requirement(name, extras, specifiers, url, marker);
    }

    private List<String> extras() throws InvalidRequirementException {
        List<String> found = new ArrayList<>();
        if (skip("[") && !skip("]")) {
            do {
                found.add(require(NAME, "expected the name of an extra"));
            } while (skip(","));
            if (!skip("]")) {
                throw invalid("expected , or ]");
            }
        }
        return found;
    }

    private void requireSpaceOrEnd() throws InvalidRequirementException {
        int end = position;
        skipSpace();
        if (position == end && position < text.length()) {
            throw invalid("expected white space behind the URL");
        }
    }

    private SpecifierSet specifiers() throws InvalidRequirementException {
        boolean isInParentheses = skip("(");
        skipSpace();
        int start = position;
        position = endOf(isInParentheses ? ')' : ';');
        SpecifierSet found = specifiers(start, text.substring(start, position));
        if (isInParentheses && !skip(")")) {
            throw invalid("expected )");
        }
        return found;
    }

    private int endOf(char mark) {
        int end = text.indexOf(mark, position);
        return end < 0 ? text.length() : end;
    }

    /// A comma may stand behind the last one, and nowhere else without one.
    private SpecifierSet specifiers(int start, String part) throws InvalidRequirementException {
        String[] pieces = part.split(",", -1);
        for (int index = 0; index < pieces.length; index++) {
            boolean mayBeEmpty = index > 0 ? index == pieces.length - 1 : pieces.length == 1;
            if (pieces[index].isBlank() && !mayBeEmpty) {
                position = start;
                throw invalid("nothing between two commas");
            }
        }
        try {
            return SpecifierSet.parse(part);
        } catch (InvalidSpecifierException problem) {
            position = start + problem.position();
            throw invalid(problem.reason());
        }
    }

    // Markers

    private Marker any() throws InvalidRequirementException {
        List<Marker> found = new ArrayList<>();
        do {
            found.add(all());
        } while (next(OR).isPresent());
        return found.size() == 1 ? found.getFirst() : new Marker.Or(found);
    }

    private Marker all() throws InvalidRequirementException {
        List<Marker> found = new ArrayList<>();
        do {
            found.add(one());
        } while (next(AND).isPresent());
        return found.size() == 1 ? found.getFirst() : new Marker.And(found);
    }

    private Marker one() throws InvalidRequirementException {
        if (!skip("(")) {
            return new Marker.Comparison(operand(), operator(), operand());
        }
        if (++depth > DEEPEST) {
            throw invalid("parentheses too deep");
        }
        Marker inner = any();
        depth--;
        if (!skip(")")) {
            throw invalid("expected )");
        }
        return inner;
    }

    private Operand operand() throws InvalidRequirementException {
        Optional<Matcher> quoted = next(TEXT);
        if (quoted.isPresent()) {
            Optional<String> single = Optional.ofNullable(quoted.get().group(1));
            return new Marker.Text(single.orElseGet(() -> quoted.get().group(2)));
        }
        return new Marker.Variable(require(VARIABLE, "expected a variable of the environment or a text in quotes"));
    }

    private String operator() throws InvalidRequirementException {
        String operator = require(OPERATOR, "expected an operator such as >= or in");
        return operator.startsWith("not") ? "not in" : operator;
    }

    // Pieces

    private String require(Pattern wanted, String otherwise) throws InvalidRequirementException {
        Optional<Matcher> found = next(wanted);
        if (found.isEmpty()) {
            throw invalid(otherwise);
        }
        return found.get().group();
    }

    private boolean skip(String wanted) {
        skipSpace();
        boolean found = text.startsWith(wanted, position);
        position += found ? wanted.length() : 0;
        return found;
    }

    /// Skips what stands next, where it is that.
    private Optional<Matcher> next(Pattern wanted) {
        skipSpace();
        Matcher matcher = wanted.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        position = matcher.end();
        return Optional.of(matcher);
    }

    private void skipSpace() {
        Matcher space = SPACE.matcher(text).region(position, text.length());
        position = space.lookingAt() ? space.end() : position;
    }

    private InvalidRequirementException invalid(String reason) {
        return new InvalidRequirementException(text, position, reason);
    }
}
