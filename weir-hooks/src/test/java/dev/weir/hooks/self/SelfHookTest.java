package dev.weir.hooks.self;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.weir.api.Action;
import dev.weir.api.Artifact;
import dev.weir.api.Command;
import dev.weir.api.Digest;
import dev.weir.api.Distribution;
import dev.weir.api.Finding;
import dev.weir.api.Gate;
import dev.weir.api.GateAction;
import dev.weir.api.Kind;
import dev.weir.api.Offer;
import dev.weir.api.Severity;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelfHookTest {

    private static final SelfHook HOOK = new SelfHook();

    @TempDir
    private Path site;

    @Test
    void isAskedWhereSomethingIsNamedWrittenOrRemoved() {
        assertThat(HOOK.name()).isEqualTo("self");
        assertThat(HOOK.forms()).containsExactly(Artifact.Form.ARCHIVE);
        assertThat(HOOK.gates()).containsExactlyInAnyOrder(GateAction.CANDIDATES, GateAction.DOWNLOAD,
                GateAction.INSTALL, GateAction.BUILD, GateAction.BUILT, GateAction.WRITE, GateAction.UNINSTALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"_weir.py", "_weir.pth", "_weir.start"})
    void refusesAWheelWithAPlantedFile(String name) throws IOException {
        assertThat(inspect(Members.of("good/__init__.py", name))).containsExactly(carried(name));
    }

    private static Finding carried(String member) {
        var finding = Rules.carried(member);
        assertThat(finding.rule().id()).isEqualTo("self.planted-file");
        assertThat(finding.rule().action()).isEqualTo(Action.DENY);
        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.file()).contains(member);
        return finding;
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "evil-1.0.data/purelib/_weir.pth", "evil-1.0.data/platlib/_weir.py", "evil-1.0.data/scripts/_weir.py",
            "evil-1.0.data/data/lib/python3.13/site-packages/_weir.start", "deep/below/_weir.pth",
            "_WEIR.PTH", "_Weir.Py", "\uff3fweir.pth", "_we\u0131r.pth", "_we\u200cir.pth", "_weir.pth ",
            "a\\\\_weir.pth",
            "_weir.cpython-313-x86_64-linux-gnu.so", "_weir.abi3.so", "_weir.pyd", "_weir.pyc", "_weir",
            "_weir/__init__.py", "_weir/", "__pycache__/_weir.cpython-313.pyc", "weir_shim/__init__.py",
            "weir_shim.py", "evil-1.0.data/purelib/Weir_Shim/finder.py"
    })
    void refusesAWheelWithAMemberInThePlaceOfAnOwnFile(String member) throws IOException {
        assertThat(inspect(Members.of("good.py", member))).containsExactly(carried(member));
    }

    @Test
    void letsOtherWheelsPass() throws IOException {
        assertThat(inspect(Members.of("weir.py", "weird.pth", "weir/__init__.py", "my_weir.py", "_weird/_x.py",
                "weir_shimmer/x.py", "a/weir_shim_test.py", "weir_shim-1.0.dist-info/METADATA", "b/weir.start")))
                .isEmpty();
    }

    @Test
    void stopsAfterTenFindings() throws IOException {
        var members = IntStream.range(0, 1000).mapToObj(number -> "_weir." + number).toArray(String[]::new);

        assertThat(inspect(Members.of(members))).hasSize(10);
    }

    @Test
    void looksIntoTheSameBitsOnceUntilManyOthersCame() throws IOException {
        var hook = new SelfHook();
        var wheel = Members.of("_weir.py");

        assertThat(inspect(hook, wheel)).isEqualTo(inspect(hook, new Shut(wheel.digest()))).hasSize(1);
        for (int other = 0; other < 1000; other++) {
            inspect(hook, Members.of("other" + other));
        }
        assertThatIOException().isThrownBy(() -> inspect(hook, new Shut(wheel.digest())));
    }

    /// Bits that cannot be read.
    private record Shut(Digest digest) implements Artifact {

        @Override
        public Form form() {
            return Form.ARCHIVE;
        }

        @Override
        public Stream<Entry> entries() throws IOException {
            throw new IOException("shut");
        }

        @Override
        public InputStream open(Entry entry) throws IOException {
            throw new IOException("shut");
        }
    }

    @Test
    void refusesAWheelWhoseRecordListsAPlantedFile() throws IOException {
        var record = "evil-1.0.dist-info/RECORD";

        assertThat(inspect(Members.with(record, "evil.py,,\n_weir.pth,sha256=x,1\n"))).singleElement()
                .satisfies(found -> assertThat(found.message())
                        .isEqualTo("it lists '_weir.pth', the place of a file of Weir's own"))
                .satisfies(found -> assertThat(found.file()).contains(record))
                .satisfies(found -> assertThat(found.line()).isEqualTo(OptionalInt.of(2)));
        assertThat(inspect(Members.with("evil/RECORD", "_weir.pth,,\n"))).isEmpty();
    }

    @Test
    void refusesAWheelWithAScriptThatIsWrittenOverAPlantedFile() throws IOException {
        var points = "[console_scripts]\nevil = evil:main\n../lib/python3.13/site-packages/_weir.py = evil:main\n";

        assertThat(inspect(Members.with("evil-1.0.dist-info/entry_points.txt", points))).singleElement()
                .satisfies(found -> assertThat(found.line()).isEqualTo(OptionalInt.of(3)))
                .satisfies(found -> assertThat(found.message()).isEqualTo("it lists "
                        + "'../lib/python3.13/site-packages/_weir.py', the place of a file of Weir's own"));
        assertThat(inspect(Members.with("good-1.0.dist-info/entry_points.txt", "[x]\n_weird = good:_weir.x\n")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"weir", "Weir", "WEIR", "weir-shim", "weir_shim", "Weir.Shim", "weir--shim", "_weir", "-weir-"})
    void refusesAProjectOfAnOwnName(String name) throws IOException {
        assertThat(rules(new Gate.Candidates("pip", offer(name)))).containsExactly("self.own-name");
        for (var gate : gatesAbout(distribution(Optional.of(name), Optional.empty()))) {
            assertThat(rules(gate)).containsExactly("self.own-name");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "weir-1.0-py3-none-any.whl", "Weir_Shim-1.0-py3-none-any.whl", "weir-1.0.tar.gz", "weir-shim-0.1.zip",
            "weir.shim-1.0.tar.gz", "_weir-1.0-py3-none-any.whl", "weir-1.0-py3-none-any.whl.metadata"
    })
    void refusesAFileOfAnOwnName(String file) throws IOException {
        for (var gate : gatesAbout(distribution(Optional.empty(), Optional.of(file)))) {
            assertThat(rules(gate)).containsExactly("self.own-name");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"weird", "python-weir", "weir-sample-app", "weirshim", "we-ir", "shim"})
    void letsOtherNamesPass(String name) throws IOException {
        assertThat(rules(new Gate.Candidates("pip", offer(name)))).isEmpty();
        for (var file : List.of(name + "-1.0.tar.gz", name + "-1.0-py3-none-any.whl", "main.zip", "-", "")) {
            for (var gate : gatesAbout(distribution(Optional.of(name), Optional.of(file)))) {
                assertThat(rules(gate)).isEmpty();
            }
        }
    }

    @Test
    void saysHowToInstallAProjectOfAnOwnName() throws IOException {
        assertThat(HOOK.review(new Gate.Candidates("pip", offer("Weir")))).singleElement()
                .isEqualTo(Rules.ownName("Weir"))
                .satisfies(found -> assertThat(found.message())
                        .isEqualTo("'Weir' goes under Weir's own name, and Weir itself is on no index"))
                .satisfies(found -> assertThat(found.help()).contains("where you want just this project, set "
                        + "\"self.own-name\" = \"warn\" in [rules] of the settings"));
    }

    @Test
    void saysNothingAboutCommands() throws IOException {
        assertThat(HOOK.review(new Gate.Invoked("pip", new Command("26.3", "install", List.of("weir"), "1", "{}"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "_weir.py,sha256=x,1", "./_weir.pth,,", "evil/../_weir.pth,,",
            "../../lib/python3.13/site-packages/_weir.start,,",
            "/elsewhere/site-packages/_weir.pth,,", "__pycache__/_weir.cpython-313.pyc,,", "_WEIR.PTH,,",
            "\"_weir.pth\",,", "\"_we\"ir.pth,,", "\"_we\nir.pth\",,", "\"_we\u2028ir.pth\",,", "\"_we\n#x\nir.pth\",,",
            "  _weir.pth", "_weir.pth", "\"_weir.pth", "_weir/__init__.py,,", ".,,", "..,,", "\"\".,,", "evil/..,,",
            "../../../,,"
    })
    void refusesToRemoveWhatListsAPlantedFile(String row) throws IOException {
        Files.createDirectory(site.resolve("evil"));
        var info = metadata("evil-1.0.dist-info", "RECORD",
                "evil/__init__.py,,\n" + row + "\n\nevil-1.0.dist-info/RECORD,,\n");

        assertThat(HOOK.review(uninstall(info))).isNotEmpty().allSatisfy(found -> {
            assertThat(found.rule().id()).isEqualTo("self.planted-file");
            assertThat(found.rule().action()).isEqualTo(Action.DENY);
            assertThat(found.file()).contains("evil-1.0.dist-info/RECORD");
            assertThat(found.line()).isEqualTo(OptionalInt.of(2));
        });
    }

    @Test
    void refusesToRemoveTheFolderOfPlantedFilesThroughALink() throws IOException {
        Files.createSymbolicLink(site.resolve("link"), site);
        var info = metadata("evil-1.0.dist-info", "RECORD", "link/.,,\n");

        assertThat(HOOK.review(uninstall(info))).singleElement()
                .satisfies(found -> assertThat(found.message())
                        .isEqualTo("to remove it would take away 'link/.', the place of a file of Weir's own"));
    }

    @Test
    void letsOthersBeRemoved() throws IOException {
        Files.createDirectory(site.resolve("good"));
        var info = metadata("good-1.0.dist-info", "RECORD", """
                good/__init__.py,sha256=x,1
                good,,
                "good/a ""quoted"", name.py",,
                "x
                _weir_not.pth",,
                good/\0.py,,
                ../../../bin/good,,
                good/x.py,_weir.pth,_weir.pth
                good/y.py,"_weir.pth
                _weir.pth",
                """);
        Files.writeString(info.resolve("top_level.txt"), "_weir\n");

        assertThat(HOOK.review(uninstall(info))).isEmpty();
    }

    @Test
    void readsTheListsOfAnEggInfo() throws IOException {
        var listed = metadata("a.egg-info", "installed-files.txt", "../a/__init__.py\n../_weir.py\n./\n");
        var named = metadata("b.egg-info", "top_level.txt", "b\n_weir\n");
        var good = metadata("c.egg-info", "top_level.txt", "c\n");

        assertThat(lines(listed)).containsExactly(2);
        assertThat(lines(named)).containsExactly(2);
        assertThat(HOOK.review(uninstall(good))).isEmpty();
    }

    @Test
    void hasNothingAgainstWhatListsNothing() throws IOException {
        assertThat(HOOK.review(uninstall(metadata("a.dist-info", "METADATA", "")))).isEmpty();
        assertThat(HOOK.review(uninstall(Files.writeString(site.resolve("old.egg-info"), "Name: old\n")))).isEmpty();
    }

    @Test
    void cannotDecideWhereTheListCannotBeRead() throws IOException {
        var folder = Files.createDirectories(site.resolve("a.dist-info/RECORD")).resolveSibling("");
        var dangling = Files.createDirectory(site.resolve("b.dist-info"));
        Files.createSymbolicLink(dangling.resolve("RECORD"), Path.of("nowhere"));

        for (var path : List.of(folder, dangling, site.resolve("gone.dist-info"), Path.of("relative.dist-info"))) {
            assertThatIOException().as(path.toString()).isThrownBy(() -> HOOK.review(uninstall(path)));
        }
        assertThatIOException().isThrownBy(() -> HOOK.review(uninstall("{}")))
                .withMessage("nothing says where it is installed");
    }

    private List<Integer> lines(Path metadata) throws IOException {
        return HOOK.review(uninstall(metadata)).stream().map(found -> found.line().orElseThrow()).toList();
    }

    private Path metadata(String folder, String file, String text) throws IOException {
        var info = Files.createDirectory(site.resolve(folder));
        Files.writeString(info.resolve(file), text);
        return info;
    }

    private static List<Finding> inspect(Members wheel) throws IOException {
        return inspect(HOOK, wheel);
    }

    private static List<Finding> inspect(SelfHook hook, Artifact wheel) throws IOException {
        return hook.inspect(new Gate.Install("pip", distribution(Optional.of("x"), Optional.empty())), wheel);
    }

    private static List<String> rules(Gate gate) throws IOException {
        return HOOK.review(gate).stream().map(finding -> finding.rule().id()).toList();
    }

    private static List<Gate> gatesAbout(Distribution distribution) {
        return List.of(new Gate.Download("pip", distribution), new Gate.Install("pip", distribution),
                new Gate.Build("pip", distribution), new Gate.Built("pip", distribution),
                new Gate.Write("pip", distribution));
    }

    private static Offer offer(String project) {
        return new Offer("26.3", project, Optional.empty(), List.of(), "1-1", "{}");
    }

    private static Gate uninstall(Path metadata) {
        var installed = JsonObject.builder().put("version", "1.0").put("path", metadata.toString()).build();
        return uninstall(JsonObject.builder().put("installed", installed).build().encode());
    }

    private static Gate uninstall(String extra) {
        return new Gate.Uninstall("pip", distribution(Optional.of("evil"), Optional.empty(), extra));
    }

    private static Distribution distribution(Optional<String> name, Optional<String> filename) {
        return distribution(name, filename, "{}");
    }

    private static Distribution distribution(Optional<String> name, Optional<String> filename, String extra) {
        return new Distribution("26.3", Kind.WHEEL.word(), name, Optional.empty(), Optional.empty(), Optional.empty(),
                List.of(), Optional.empty(), filename, Optional.empty(), 0, Optional.empty(), "1-1", extra);
    }
}
