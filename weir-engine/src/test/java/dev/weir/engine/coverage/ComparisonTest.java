package dev.weir.engine.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.packaging.name.NormalizedName;
import dev.weir.wire.Change;
import dev.weir.wire.Change.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

    private static final String SITE = "/venv/lib/python3.13/site-packages/";
    private static final String IN_VENV = "{\"prefix\":\"/venv\"}";

    private int operations;

    @ParameterizedTest
    @CsvSource({
            "simple-1.0.dist-info,Simple,1.0",
            "Simple_Name-1.0.dist-info,simple.name,1.0.0",
            "simple-name-1.0.dist-info,simple-name,1.0",
            "simple-1.0+a.1.dist-info,simple,1.0+a-1",
            "simple-1.0.post1.dist-info,simple,1.0-1",
            "simple-odd.dist-info,simple,odd",
            "simple-1.0-1.dist-info,simple,1.0",
            "simple-1.0.dist-info,simple,",
            "simple-1.0-py3.8.egg-info,simple,1.0",
            "simple-1.0-py3.8-linux-x86_64.egg,simple,1.0",
            "simple.egg-link,simple,1.0",
            "simple.egg-info,simple,1.0"})
    void explainsADistributionByItsWrite(String file, String name, String version) {
        assertThat(difference(List.of(is(Kind.NEW, file)), write(name, version, "/venv"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "simple-1.0.dist-info,simple,2.0",
            "simple-1.0-1.dist-info,simple,1.1",
            "simple-1.0.dist-info,other,1.0",
            "simple-1.0.dist-info,simple-1.0,",
            "simple.dist-info,simple,1.0",
            "-1.0.dist-info,simple,1.0",
            "~imple-1.0.dist-info,simple,1.0"})
    void doesNotExplainADistributionByTheWriteOfAnother(String file, String name, String version) {
        assertThat(difference(List.of(is(Kind.NEW, file)), write(name, version, "/venv")))
                .contains("no step that was judged explains that " + file + " is new in " + folder());
    }

    @Test
    void explainsWhatGoesAndWhatIsPutBackByItsUninstallation() {
        var gone = is(Kind.GONE, "simple-1.0.dist-info");
        var changed = is(Kind.CHANGED, "simple-1.0.dist-info");

        assertThat(difference(List.of(gone), uninstall("r1", "simple-1.0.dist-info"))).isEmpty();
        assertThat(difference(List.of(changed), uninstall("r1", "simple-1.0.dist-info"))).isEmpty();
        assertThat(difference(List.of(gone, changed))).contains("no step that was judged explains that "
                + "simple-1.0.dist-info has gone from " + folder()
                + ", and that simple-1.0.dist-info has changed in " + folder());
    }

    @Test
    void takesNothingNewForTheResultOfItsOwnUninstallation() {
        var change = is(Kind.NEW, "simple-1.0.dist-info");

        assertThat(difference(List.of(change), uninstall("r1", "simple-1.0.dist-info"))).isPresent();
        assertThat(difference(List.of(change), uninstall("another", "simple-1.0.dist-info"))).isEmpty();
    }

    @Test
    void knowsTheNameUnderWhichPipKeepsWhatItMayPutBack() {
        var kept = is(Kind.NEW, "~imple-1.0.dist-info");

        assertThat(difference(List.of(kept), uninstall("another", "simple-1.0.dist-info"))).isEmpty();
        assertThat(difference(List.of(kept), uninstall("another", "temple-1.0.dist-info"))).isPresent();
    }

    @Test
    void takesOneWriteForOneNewDistribution() {
        var twice = List.of(is(Kind.NEW, "Simple-1.0.dist-info"), is(Kind.NEW, "simple-1.0.dist-info"));
        var write = write("simple", "1.0", "/venv");

        assertThat(difference(twice, write)).isPresent();
        assertThat(difference(twice, write, write("simple", "1.0", "/venv"))).isEmpty();
    }

    @Test
    void explainsWhatIsBelowThePrefixOfTheWrite() {
        var inTarget = new Change("/target/simple-1.0.dist-info", Kind.NEW);
        var inSite = is(Kind.NEW, "simple-1.0.dist-info");
        var write = write("simple", "1.0", "/target");
        var comparison = new Comparison("r1", "{\"prefix\":\"/target\"}", List.of(inSite, inTarget));
        comparison.explainBy(List.of(write));

        assertThat(comparison.difference()).contains(
                "no step that was judged explains that simple-1.0.dist-info is new in " + folder());
        assertThat(difference(List.of(inSite), write)).isPresent();
    }

    @Test
    void followsLinksInAPrefix(@TempDir Path root) throws IOException {
        var real = Files.createDirectory(root.resolve("real")).toRealPath();
        Files.createSymbolicLink(root.resolve("link"), real);
        var change = new Change(real + "/simple-1.0.dist-info", Kind.NEW);

        assertThat(difference(List.of(change), write("simple", "1.0", root.resolve("link").toString()))).isEmpty();
    }

    @Test
    void explainsWhatIsElsewhereByAWriteOfTheSamePrefix() {
        var change = new Change("/opt/python/site-packages/simple-1.0.dist-info", Kind.NEW);

        assertThat(difference(List.of(change), write("simple", "1.0", "/venv"))).isEmpty();
        assertThat(difference(List.of(change), write("simple", "1.0", "/other"))).isPresent();
    }

    @Test
    void namesAFewOfMany() {
        var many = Stream.of("a", "b", "c", "d", "e", "f", "g").map(name -> is(Kind.NEW, name + "-1.dist-info"))
                .toList();

        assertThat(difference(many).orElseThrow()).startsWith("no step that was judged explains that a-1.dist-info is")
                .endsWith(", and that e-1.dist-info is new in " + folder() + ", and 2 changes more");
    }

    @Test
    void tellsWhichRunExplainsAChange() {
        var comparison = new Comparison("r1", IN_VENV,
                List.of(is(Kind.NEW, "simple-1.0.dist-info"), is(Kind.NEW, "evil-1.0.dist-info")));
        comparison.explainBy(List.of(write("simple", "1.0", "/venv")));

        assertThat(comparison.isComplete()).isFalse();
        assertThat(comparison.explained()).extracting(explained -> explained.run())
                .containsExactly(Optional.of("r1"), Optional.empty());
    }

    private static String folder() {
        return SITE.substring(0, SITE.length() - 1);
    }

    private static Change is(Kind kind, String file) {
        return new Change(SITE + file, kind);
    }

    private static Optional<String> difference(List<Change> changes, ChangingStep... steps) {
        var comparison = new Comparison("r1", IN_VENV, changes);
        comparison.explainBy(List.of(steps));
        return comparison.difference();
    }

    private ChangingStep write(String name, String version, String prefix) {
        return new ChangingStep("r1", "op-" + operations++, true, new NormalizedName(name),
                Optional.ofNullable(version), Optional.of(prefix), Optional.empty());
    }

    private ChangingStep uninstall(String run, String file) {
        var name = file.substring(0, file.indexOf('-'));
        return new ChangingStep(run, "op-" + operations++, false, new NormalizedName(name), Optional.of("1.0"),
                Optional.of("/venv"), Optional.of(file));
    }
}
