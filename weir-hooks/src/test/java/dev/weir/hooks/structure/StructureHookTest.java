package dev.weir.hooks.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Action;
import dev.weir.api.Finding;
import dev.weir.api.Kind;
import dev.weir.api.Rule;
import dev.weir.packaging.archive.ArchiveLimits;
import dev.weir.packaging.archive.Fault;
import dev.weir.testkit.packages.Wheel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class StructureHookTest {

    @TempDir
    private Path folder;

    static List<Sample> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void findsWhatTheRuleIsFor(Sample sample) throws IOException {
        var found = judge(sample.name(), sample.caught(), sample.limits(), sample.served().caught());

        assertThat(found).extracting(Finding::rule).contains(sample.rule().rule());
        assertThat(found).allSatisfy(finding -> assertThat(finding.message()).doesNotContainPattern("\\p{Cntrl}"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void letsTheNearMissPass(Sample sample) throws IOException {
        var name = sample.name().startsWith("demo-1.0-")
                ? SampleWheel.NAME
                : sample.nearMiss()[0] == 'P' ? "demo-1.0.zip" : "demo-1.0.tar.gz";
        var found = judge(name, sample.nearMiss(), ArchiveLimits.DEFAULT, sample.served().nearMiss());

        assertThat(found).extracting(Finding::rule).extracting(Rule::action).doesNotContain(Action.DENY);
        assertThat(found).extracting(Finding::rule).doesNotContain(sample.rule().rule());
    }

    /// pip 19 renames what it has built: for the Python that it runs on.
    @Test
    void letsAFileNameBeForOneOfThePythonsThatTheWheelIsFor() throws IOException {
        var wheel = SampleWheel.plain().bytes();

        assertThat(judge("demo-1.0-cp38-none-any.whl", wheel, ArchiveLimits.DEFAULT, "{}")).isEmpty();
        assertThat(judge("demo-1.0-cp38-cp38-any.whl", wheel, ArchiveLimits.DEFAULT, "{}")).extracting(Finding::rule)
                .containsExactly(StructureRule.WHEEL_TAGS.rule());
    }

    @Test
    void hasASampleOfEveryRule() {
        var shown = samples().stream().map(Sample::rule)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(StructureRule.class)));

        // What that rule is about is no archive alone: OthersFilesTest.
        assertThat(shown).isEqualTo(EnumSet.complementOf(EnumSet.of(StructureRule.OTHERS_FILE)));
    }

    @ParameterizedTest
    @EnumSource
    void hasARuleForEveryFault(Fault fault) {
        assertThat(StructureRule.of(fault).name()).isEqualTo(fault.name());
    }

    @Test
    void allowsOnlyWhatIsHarmlessByDefault() {
        assertThat(Arrays.stream(StructureRule.values()).filter(rule -> rule.rule().action() != Action.DENY))
                .containsExactly(
                        StructureRule.ZIP_DESCRIPTOR, StructureRule.SDIST_METADATA, StructureRule.REQUIREMENT,
                        StructureRule.PTH_IMPORT,
                        StructureRule.SHADOWS_STANDARD_LIBRARY,
                        StructureRule.SHADOWS_COMMAND);
    }

    /// Each member gives a note of its own: what refuses is not to be crowded out.
    @Test
    void hidesNoRefusalBehindManyNotes() throws IOException {
        var leading = judge(SampleWheel.NAME, manyMembersAnd("../beside.py"), ArchiveLimits.DEFAULT, "{}");
        var lacking = judge(SampleWheel.NAME, manyMembersAnd("demo/one_more.py"), ArchiveLimits.DEFAULT, "{}");

        assertThat(leading).extracting(finding -> finding.rule().id()).contains("structure.name-parent");
        assertThat(lacking).extracting(finding -> finding.rule().id()).contains("structure.wheel-dist-info");
    }

    private static byte[] manyMembersAnd(String last) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var member = 0; member < 300; member++) {
                zip.putNextEntry(new ZipEntry("demo/module_" + member + ".py"));
            }
            zip.putNextEntry(new ZipEntry(last));
        }
        return bytes.toByteArray();
    }

    /// `pip.write` does not tell what came with a wheel, as `pip.install` does.
    @Test
    void readsAnArchiveOnceWhateverCameWithIt() throws IOException {
        var wheel = Files.write(folder.resolve(SampleWheel.NAME), SampleWheel.plain().bytes());
        var hook = new StructureHook(ArchiveLimits.DEFAULT);
        var served = "{\"metadata\":\"sha256:" + "0".repeat(64) + "\"}";

        var first = hook.inspect(Honest.gate(Kind.WHEEL, SampleWheel.NAME, served), new Honest.Bits(wheel));
        Files.delete(wheel);
        var second = hook.inspect(Honest.gate(Kind.WHEEL, SampleWheel.NAME, "{}"), new Honest.Bits(wheel));

        assertThat(first).extracting(Finding::rule).containsExactly(StructureRule.SERVED_METADATA.rule());
        assertThat(second).isEmpty();
    }

    /// A line that every environment with setuptools has had for years.
    @Test
    void knowsTheLineOfSetuptoolsAndBelievesItOfNobodyElse() throws IOException {
        var line = "import os; var = 'SETUPTOOLS_USE_DISTUTILS'; enabled = os.environ.get(var, 'local') == 'local'; "
                + "enabled and __import__('_distutils_hack').add_shim();\n";
        var own = Wheel.of("setuptools", "80.0").file("distutils-precedence.pth", line);
        var changed = Wheel.of("setuptools", "80.0").file("distutils-precedence.pth", line + "import x\n");

        assertThat(judge(own.filename(), own.bytes(), ArchiveLimits.DEFAULT, "{}")).isEmpty();
        assertThat(judge(changed.filename(), changed.bytes(), ArchiveLimits.DEFAULT, "{}")).hasSize(1);
        assertThat(judge(SampleWheel.NAME, SampleWheel.plain().file("demo.pth", line).bytes(), ArchiveLimits.DEFAULT,
                "{}")).hasSize(1);
    }

    @Test
    void expandsNoArchiveInAnArchive() throws IOException {
        var inner = new String(SampleWheel.plain().bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);

        assertThat(judge(SampleWheel.NAME, SampleWheel.plain().file("demo/inner.whl", inner).bytes(),
                ArchiveLimits.DEFAULT, "{}")).isEmpty();
    }

    private List<Finding> judge(String name, byte[] archive, ArchiveLimits limits, String served) throws IOException {
        return Honest.judge(Files.write(folder.resolve(name), archive), limits, served);
    }
}
