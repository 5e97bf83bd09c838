package dev.weir.testkit.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.packages.Canary.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagesTest {

    @TempDir
    Path folder;

    private Canary canary = Canary.alone(Path.of("marks"));

    @BeforeEach
    void placeTheMarker() {
        canary = new Canary(folder.resolve("marks"), folder.resolve("journal"));
    }

    @Test
    void makesTheSameBytesEachTime() throws IOException {
        var first = canary.backendSource("a-b", "1.0", "c").sdist(folder.resolve("1"));
        var second = canary.backendSource("a-b", "1.0", "c").sdist(folder.resolve("2"));

        assertThat(first).hasSameBinaryContentAs(second);
        assertThat(canary.wheel("a-b", "1.0").bytes()).isEqualTo(canary.wheel("a-b", "1.0").bytes());
    }

    @Test
    void namesFilesByTheRulesOfWheelAndSdist() {
        assertThat(Wheel.of("A.b-C", "1.0").filename()).isEqualTo("a_b_c-1.0-py3-none-any.whl");
        assertThat(Source.of("A.b-C", "1.0").filename()).isEqualTo("a_b_c-1.0.tar.gz");
    }

    @Test
    void readsBackWhatAProjectSaysOfItself() {
        var project = new Project("a-b", "1.0", List.of("c>=2", "d"));

        assertThat(Project.parse(project.metadata())).isEqualTo(project);
    }

    @Test
    void buildsWithTheBackendTheWheelThatIsMadeHere() throws Exception {
        var source = Source.of("a-b", "1.0", "c").file("src/a_b/__init__.py", "ANSWER = 42\n").builtBy(Backend.plain());
        source.tree().writeTo(folder.resolve("tree"));
        run(folder.resolve("tree"), "python3", "-c", "import weir_sample_backend as b; b.build_wheel('..')");

        assertThat(members(folder.resolve(source.wheel().filename())).keySet())
                .isEqualTo(members(source.wheel().writeTo(folder.resolve("ours"))).keySet());
    }

    @Test
    void leavesAMarkForAllCodeOfABackend() throws Exception {
        canary.backendSource("a-b", "1.0").tree().writeTo(folder.resolve("tree"));
        run(folder.resolve("tree"), "python3", "-c", "import weir_sample_backend as b; b.build_editable('..')");

        assertThat(canary.marks()).extracting(Mark::what).containsExactly("import of the backend", "build_editable");
    }

    @Test
    void leavesAMarkForAPthFileAndASetupPyAndAnImport() throws Exception {
        var wheel = canary.wheelWithPth("a-b", "1.0").content().writeTo(folder.resolve("site"));
        run(wheel, "python3", "-c", "import site; site.addsitedir('.'); import a_b; a_b.main()");
        canary.setupPySource("c", "1.0").tree().writeTo(folder.resolve("c"));
        run(folder.resolve("c"), "python3", "-c", "exec(open('setup.py').readline())");

        assertThat(canary.marks()).extracting(Mark::what).containsExactly("pth", "import of a_b", "setup.py");
    }

    @Test
    void saysInAMarkHowFarTheJournalHadCome() throws Exception {
        Files.createDirectories(folder.resolve("journal"));
        Files.writeString(folder.resolve("journal/00000001.jsonl"), "1234567");
        Files.writeString(folder.resolve("journal/00000002.jsonl"), "123");
        var site = canary.wheelWithPth("a-b", "1.0").content().writeTo(folder.resolve("site"));
        run(site, "python3", "-c", "import site; site.addsitedir('.')");

        assertThat(canary.marks()).containsExactly(new Mark("pth", "00000002.jsonl", 3));
    }

    @Test
    void asksForMoreBuildRequirementsWhenItRuns() throws Exception {
        Source.of("a", "1.0").builtBy(Backend.plain().asking("d", "e")).tree().writeTo(folder);
        run(folder, "python3", "-c",
                "import weir_sample_backend as b; assert b.get_requires_for_build_wheel() == ['d', 'e']");
    }

    @Test
    void unpacksWithPythonsOwnTar() throws Exception {
        var source = Source.of("a-b", "1.0").file("src/a_b/__init__.py", "x = 1\n".repeat(200));
        source.sdist(folder);
        run(folder, "python3", "-c", "import tarfile; tarfile.open('a_b-1.0.tar.gz').extractall('out')");

        assertThat(Tree.read(folder.resolve("out").resolve("a_b-1.0"))).isEqualTo(source.tree());
        assertThat(Source.read(folder.resolve("out").resolve("a_b-1.0")).project()).isEqualTo(source.project());
    }

    @Test
    void makesAGitRepositoryWithTheSameCommitEachTime() throws IOException {
        var tree = Tree.EMPTY.with("setup.py", "");
        var first = GitRepository.of(tree, folder.resolve("1"));

        assertThat(GitRepository.of(tree, folder.resolve("2")).commit()).isEqualTo(first.commit())
                .matches("[0-9a-f]{40}");
        assertThat(first.url()).isEqualTo("git+file://" + folder.resolve("1"));
    }

    private static Map<String, Long> members(Path wheel) throws IOException {
        try (var zip = new ZipFile(wheel.toFile())) {
            var members = new TreeMap<String, Long>();
            zip.stream().forEach(entry -> members.put(entry.getName(), entry.getSize()));
            return members;
        }
    }

    private void run(Path where, String... command) throws Exception {
        var said = folder.resolve("said.txt");
        var builder =
                new ProcessBuilder(Stream.of(command).toList()).directory(where.toFile()).redirectErrorStream(true)
                        .redirectOutput(said.toFile());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        var exit = builder.start().waitFor();
        assertThat(exit).as(Files.readString(said)).isZero();
    }
}
