package dev.weir.hooks.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Action;
import dev.weir.api.Distribution;
import dev.weir.api.Finding;
import dev.weir.api.Gate;
import dev.weir.packaging.archive.ArchiveLimits;
import dev.weir.testkit.packages.Wheel;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Judges wheels that are written into an environment in which something is installed.
class OthersFilesTest {

    /// What is caught, for the page of the rule.
    static final String CAUGHT = "a script of another; a file of another; a module of another, through a scheme";

    private static final String DATA = "demo-1.0.data/";

    @TempDir
    private Path folder;

    private Path site;

    private Map<String, Path> scheme = Map.of();

    @BeforeEach
    void installAnother() throws IOException {
        site = folder.resolve("env/lib/python3.14/site-packages");
        put(site.resolve("other/x.py"), "");
        put(folder.resolve("env/bin/other"), "");
        put(folder.resolve("env/share/other,x"), "");
        put(folder.resolve("env/share/nobodys"), "");
        put(site.resolve("other-1.0.dist-info/RECORD"),
                Wheel.row("other/x.py", "") + Wheel.row("../../../bin/other", "")
                        + Wheel.row("../../../share/other,x", ""));
        put(folder.resolve("env/share/own"), "");
        put(site.resolve("Demo-0.9.dist-info/RECORD"), Wheel.row("../../../share/own", ""));
        scheme = Map.of("purelib", site, "platlib", site, "scripts", folder.resolve("env/bin"),
                "data", folder.resolve("env"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scripts/other", "data/bin/other", "data/share/other,x", "purelib/other/x.py",
            "platlib/other/x.py"})
    void refusesToReplaceAFileOfAnother(String place) throws IOException {
        assertThat(judge(DATA + place)).singleElement().satisfies(found -> {
            assertThat(found.rule()).isEqualTo(StructureRule.OTHERS_FILE.rule());
            assertThat(found.message()).contains("other-1.0.dist-info");
            assertThat(found.rule().action()).isEqualTo(Action.DENY);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {DATA + "scripts/other2", DATA + "data/share/nobodys", DATA + "data/share/own",
            DATA + "purelib/other/y.py",
            "other/x.py"})
    void letsItsOwnNobodysAndNewFilesPass(String member) throws IOException {
        assertThat(judge(member)).isEmpty();
    }

    /// As with `--user`, and where a distribution of Linux puts what pip installs elsewhere.
    @Test
    void looksWhereverTheInstallerWrites() throws IOException {
        var elsewhere = folder.resolve("usr/local/lib/python3.14/dist-packages");
        put(elsewhere.resolve("third-1.0.dist-info/RECORD"), Wheel.row("../../../../libexec/third", ""));
        put(folder.resolve("usr/libexec/third"), "");
        scheme = Map.of("purelib", elsewhere, "scripts", folder.resolve("usr/libexec"));

        assertThat(judge(DATA + "scripts/third")).singleElement()
                .satisfies(found -> assertThat(found.message()).contains("third-1.0.dist-info"));
        assertThat(judge(DATA + "scripts/other")).isEmpty();
    }

    @Test
    void knowsWhatLiesInAFolderOfItsOwn() throws IOException {
        var target = folder.resolve("target");
        put(target.resolve("third-1.0.dist-info/RECORD"),
                Wheel.row("third.py", "") + Wheel.row("../../share/third", ""));
        put(target.resolve("third.py"), "");
        put(target.resolve("share/third"), "");
        scheme = Map.of("purelib", target, "platlib", target, "scripts", target.resolve("bin"), "data", target);

        assertThat(judge(DATA + "data/share/third")).hasSize(1);
        assertThat(judge(DATA + "purelib/third.py")).hasSize(1);
        assertThat(judge(DATA + "data/share/fourth")).isEmpty();
    }

    @Test
    void saysNothingWhereTheInstallerDoesNotSayWhereItWrites() throws IOException {
        scheme = Map.of();

        assertThat(judge(DATA + "scripts/other")).isEmpty();
    }

    @Test
    void knowsNothingWhereNothingIsInstalled() throws IOException {
        Files.move(folder.resolve("env"), folder.resolve("gone"));

        assertThat(judge(DATA + "scripts/other")).isEmpty();
    }

    private List<Finding> judge(String member) throws IOException {
        var wheel = put(folder.resolve(SampleWheel.NAME), "");
        Files.write(wheel, SampleWheel.plain().file(member, "").bytes());
        var extra = JsonObject.builder();
        if (!scheme.isEmpty()) {
            var folders = JsonObject.builder();
            scheme.forEach((name, place) -> folders.put(name, place.toString()));
            extra.put("scheme", folders.build());
        }
        var about = new Distribution("26.3", "wheel", Optional.of("demo"), Optional.of("1.0"), Optional.empty(),
                Optional.empty(), List.of(), Optional.empty(), Optional.of(SampleWheel.NAME), Optional.empty(), 0,
                Optional.empty(), "1-1", extra.build().encode());
        return new StructureHook(ArchiveLimits.DEFAULT).inspect(new Gate.Write("pip", about), new Honest.Bits(wheel));
    }

    private static Path put(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
