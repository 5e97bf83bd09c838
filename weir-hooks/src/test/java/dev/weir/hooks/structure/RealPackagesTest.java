package dev.weir.hooks.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Action;
import dev.weir.api.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Judges real wheels and source archives, got by `pip download`, where `-Dweir.packages=FOLDER,FOLDER` names where they lie.
@EnabledIfSystemProperty(named = "weir.packages", matches = ".+")
class RealPackagesTest {

    @Test
    void refusesNoneOfThem() throws IOException {
        List<String> refused = new ArrayList<>();
        List<String> flagged = new ArrayList<>();
        var files = Honest.in(System.getProperty("weir.packages"));
        var start = System.nanoTime();
        for (var file : files) {
            for (var finding : Honest.judge(file)) {
                (finding.rule().action() == Action.DENY ? refused : flagged)
                        .add(file.getFileName() + " " + line(finding));
            }
        }
        System.out.printf("%d archives in %d ms%n", files.size(), (System.nanoTime() - start) / 1_000_000);
        flagged.forEach(System.out::println);
        refused.forEach(System.out::println);

        assertThat(refused).isEmpty();
    }

    private static String line(Finding finding) {
        return finding.rule().id() + " " + finding.file().orElse("") + " " + finding.message();
    }
}
