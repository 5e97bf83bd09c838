package dev.weir.packaging.requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.packaging.version.PackagingOracle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementTest {
    private static final List<String> WORDS = List.of("a", "A.b-c", "[", "]", "x", ",", "(", ")", ">=1", "==1.*", "~=1",
            "<2", "===k", ";", "@", "https://e.org/a.whl", " ", "\t", "python_version", "os_name", "os.name", "extra",
            "in", "not in", "==", ">", "'3'", "\"x\"", "and", "or", "_", "\n", "é");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "a | a", "A.b | A.b", "a[x, y] >=1, <2 | a[x,y]>=1,<2", "a (>=1) | a>=1", "a>=1, | a>=1", "a[] | a",
            "a;os.name=='nt' | a; os.name == \"nt\"",
            "a @ https://e.org/a.whl ; extra == \"x\" | a @ https://e.org/a.whl ; extra == \"x\"",
            "a; (os_name=='a' or '1' in extra) and python_version not  in '3' | a; (os_name == \"a\" or \"1\" in extra) and python_version not in \"3\""})
    void readsARequirement(String text, String form) throws InvalidRequirementException {
        Requirement read = Requirement.parse(text);

        assertThat(read).hasToString(form);
        assertThat(Requirement.parse(form)).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-a", "a-", "a b", "a>=1 b", "a>=", "a,", "a,,>=1", "a[x", "a[,]", "a[x y]", "a (>=1", "a @",
                    "a@ b; c", "a;", "a; os_name", "a; os_name == 3", "a; nt == 'x'", "a; os_name == 'x' and",
                    "a; (os_name == 'x'",
                    "a; os_name == 'x' b", "a\n", "a >=1\nb", "a; os_name=='x'; extra=='y'"})
    void refusesWhatIsNone(String text) {
        assertThatExceptionOfType(InvalidRequirementException.class).isThrownBy(() -> Requirement.parse(text))
                .withMessageContaining("PEP 508");
    }

    @Test
    void refusesParenthesesThatAreTooDeep() {
        String deep = "a; " + "(".repeat(9999) + "os_name == 'x'" + ")".repeat(9999);
        assertThatExceptionOfType(InvalidRequirementException.class).isThrownBy(() -> Requirement.parse(deep));
    }

    /// What we read, PyPA's `packaging` reads as well, with the same parts.
    @Test
    void readsNothingThatPackagingDoesNotRead() throws Exception {
        PackagingOracle oracle = oracle();
        Random random = new Random(508);
        List<String> questions = new ArrayList<>();
        List<String> ours = new ArrayList<>();
        while (questions.size() < 1500) {
            String text = generated(random);
            try {
                Requirement read = Requirement.parse(text);
                ours.add(read.writtenName() + " " + read.extras().stream().sorted().distinct().toList() + " "
                        + read.url().orElse("-") + " " + read.marker().isPresent() + " <- " + text);
                questions.add(PackagingOracle.question("requirement", text));
            } catch (InvalidRequirementException _) {
                assertThat(text).isNotEqualTo("a");
            }
        }
        List<String> theirs = oracle.ask(questions);
        List<String> differences = new ArrayList<>();
        for (int index = 0; index < ours.size(); index++) {
            if (!ours.get(index).startsWith(theirs.get(index) + " <- ")) {
                differences.add("packaging: " + theirs.get(index) + ", ours: " + ours.get(index));
            }
        }
        assertThat(differences).isEmpty();
    }

    private PackagingOracle oracle() throws IOException {
        var found = PackagingOracle.find(folder);
        assumeTrue(found.isPresent(), "no Python with packaging 22 or newer: the comparison with it was left out");
        return found.orElseThrow();
    }

    private static String generated(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(9) == 0 ? "" : "a");
        if (random.nextInt(3) == 0) {
            text.append("; ").append(marker(random, 2));
        }
        for (int count = random.nextInt(4); count > 0; count--) {
            text.insert(random.nextInt(text.length() + 1), WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }

    private static String marker(Random random, int deepest) {
        return switch (random.nextInt(deepest > 0 ? 4 : 1)) {
            case 1 -> marker(random, deepest - 1) + " and " + marker(random, deepest - 1);
            case 2 -> marker(random, deepest - 1) + " or " + marker(random, deepest - 1);
            case 3 -> "(" + marker(random, deepest - 1) + ")";
            default -> List.of("os_name == 'x'", "'linux' in sys_platform", "python_version not in \"3\"", "extra=='x'")
                    .get(random.nextInt(4));
        };
    }
}
