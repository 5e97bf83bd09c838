package dev.weir.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {

    private static final Page PAGE = new Page("""
            # Figures

            <!-- figures: one -->

            old

            <!-- end -->

            between

            <!-- figures: two -->
            <!-- end -->
            """);

    @Test
    void changesOnePlaceAndNothingElse() {
        assertThat(PAGE.with("one", "new\n").text()).isEqualTo(PAGE.text().replace("old", "new"));
    }

    @Test
    void fillsAnEmptyPlace() {
        assertThat(PAGE.with("two", "new").text()).endsWith("<!-- figures: two -->\n\nnew\n\n<!-- end -->\n");
    }

    @Test
    void refusesFiguresWithoutAPlace() {
        assertThatThrownBy(() -> PAGE.with("three", "new")).hasMessageContaining("three");
    }

    @Test
    void takesWhatSectionsHaveLeft(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("page.md"), PAGE.text());
        new Section("one", "new\n", JsonObject.builder().build()).writeTo(folder.resolve("results"));

        Page.update(file, folder.resolve("results"));

        assertThat(file).content().isEqualTo(PAGE.with("one", "new").text());
    }
}
