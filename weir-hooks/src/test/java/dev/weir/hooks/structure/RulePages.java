package dev.weir.hooks.structure;

import static java.util.stream.Collectors.joining;

import dev.weir.api.Action;
import dev.weir.packaging.archive.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The pages in `docs/rules`: one of each rule of the hook `structure`, and a list of all rules.
final class RulePages {

    private static final String MADE =
            "<!-- Made from dev.weir.hooks.structure.StructureRule and the samples of its test; a test compares. "
                    + "To change it: mvn -pl weir-hooks -am test -Dweir.update-docs=true -->\n";

    private RulePages() {}

    /// By file name.
    static SequencedMap<String, String> all() {
        var pages = new TreeMap<String, String>();
        pages.put("index.md", head() + rules().map(RulePages::row).collect(joining()));
        rules().forEach(rule -> pages.put(rule.page(), page(rule)));
        return pages;
    }

    private static String head() {
        return """
            # Rules

            %s
            A finding names the rule that it falls under. [`[rules]`](../reference/settings.md) in the settings changes what a rule leads to: `"deny"` refuses,
            `"warn"` goes on and tells the user, `"note"` goes on and keeps it in the journal.

            The rules of [`names`](../hooks/names.md) and [`self`](../hooks/self.md) are on the pages of these hooks. These are the rules of [`structure`](../hooks/structure.md):

            | rule | default | finds |
            |---|---|---|
            """.formatted(MADE);
    }

    private static Stream<StructureRule> rules() {
        return Arrays.stream(StructureRule.values());
    }

    private static String row(StructureRule rule) {
        return "| [`%s`](%s) | %s | %s |\n".formatted(rule.rule().id(), rule.page(), rule.rule().action().word(),
                rule.finds());
    }

    private static String page(StructureRule rule) {
        return """
                # `%s`

                %s
                %s

                | default | severity |
                |---|---|
                | %s | %s |

                **What it protects.** %s

                **Samples in the tests.** Caught: %s. For each of them the tests also have one that is nearly the same and passes.

                **How to allow it.** %s
                """.formatted(rule.rule().id(), MADE, rule.finds(), rule.rule().action().word(), rule.severity().word(),
                rule.protects(), samples(rule), allow(rule));
    }

    private static String samples(StructureRule rule) {
        if (rule == StructureRule.OTHERS_FILE) {
            return OthersFilesTest.CAUGHT;
        }
        return Samples.all().stream().filter(sample -> sample.rule() == rule).map(Sample::what).distinct()
                .collect(joining("; "));
    }

    private static String allow(StructureRule rule) {
        var id = rule.rule().id();
        if (rule.rule().action() != Action.DENY) {
            return "It is allowed. `\"%s\" = \"deny\"` in `[rules]` refuses it.".formatted(id);
        }
        var setting = "`\"%s\" = \"warn\"` in `[rules]` lets it pass, for every package.".formatted(id);
        return standsAgainstReading(rule)
                ? "Better not at all: ask its authors for another build. " + setting
                        + " Weir's own reader still reads nothing of such an archive, so a hook that looks into it, "
                        + "such as [`self`](../hooks/self.md), then cannot decide: exit code 11, unless that hook's table says `enabled = false` or `on-failure = \"allow\"`."
                : setting;
    }

    private static boolean standsAgainstReading(StructureRule rule) {
        return List.of(Fault.values()).stream().anyMatch(fault -> fault.name().equals(rule.name()) && fault.refuses());
    }
}
