package dev.weir.verification.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.packages.Backend;
import dev.weir.testkit.packages.Source;
import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.JournalTail;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Meeting;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Venvs;
import dev.weir.verification.machine.Venvs.Pip;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Each run compares the distributions that it leaves with what was judged.
@Execution(ExecutionMode.CONCURRENT)
class CoverageProofTest {

    private static final int REFUSED = 10;

    /// Puts a distribution into a folder, as no installer does.
    private static final String SLIP = """
            import os

            def slip(folder, name):
                os.makedirs(os.path.join(folder, name + "-1.0.dist-info"))
                with open(os.path.join(folder, name + "-1.0.dist-info", "METADATA"), "w") as stream:
                    stream.write("Metadata-Version: 2.1\\nName: " + name + "\\nVersion: 1.0\\n")
            """;

    private final Sandbox sandbox;
    private final Path files;
    private final AuditedPip pip;
    private final Path site;

    CoverageProofTest() throws IOException {
        sandbox = Sandbox.open();
        files = sandbox.folder().resolve("files");
        pip = AuditedPip.in(sandbox);
        site = Venvs.site(pip.environment());
        Wheel.of("alpha", "1.0").file("alpha.py", "").writeTo(files);
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    // What is slipped in

    @Test
    void namesWhatABuildSlipsIntoTheEnvironmentAndIntoItsOwn() throws IOException {
        Wheel.of("helper", "1.0").file("helper.py", "").writeTo(files);
        builds("beta", SLIP + """

                import sys

                own = [folder for folder in sys.path if "pip-build-env" in folder and "packages" in folder]
                if not os.path.exists(os.path.join(own[0], "intruder-1.0.dist-info")):
                    slip(own[0], "intruder")
                    slip(%s, "evil")
                """.formatted(quoted(site)), "helper");

        var result = install("beta");

        assertThat(result.exit()).as(result.toString()).isEqualTo(REFUSED);
        assertThat(result.err()).contains("weir refused: what this command leaves\n"
                + "  reason: no step that was judged explains that ",
                "intruder-1.0.dist-info is new in " + sandbox.tmp(),
                "and that evil-1.0.dist-info is new in " + site + "\n  hint: it is there now: ");
        assertThat(unexplained()).containsExactlyInAnyOrder("intruder-1.0.dist-info new", "evil-1.0.dist-info new");
        assertThat(sandbox.run(Machine.weir().toString(), "log", "--last", "1", "--verdict", "deny").out())
                .contains("refused: no step that was judged explains that ", "      failed: no step that was judged");
    }

    @Test
    void namesWhatTheDataSchemeOfAWheelBringsAlsoBelowWeirRun() throws IOException {
        sandbox.settings("[rules]\n\"structure.foreign-metadata\" = \"warn\"\n");
        Wheel.of("carrier", "1.0")
                .file("carrier-1.0.data/purelib/evil-1.0.dist-info/METADATA",
                        "Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n")
                .writeTo(files);
        var command = List.of(Machine.weir().toString(), "run", "--", "sh", "-c",
                "%s -m pip install --no-index --find-links %s carrier || true".formatted(pip.python(), files));

        var result = sandbox.run(command);

        assertThat(result.exit()).as(result.toString()).isEqualTo(REFUSED);
        assertThat(result.err()).contains("weir refused: what this command leaves\n", "weir: something below refused: "
                + "no step that was judged explains that evil-1.0.dist-info is new in " + site);
        assertThat(unexplained()).containsExactly("evil-1.0.dist-info new");
    }

    @Test
    void namesWhatIsDoneByHandMeanwhile() throws IOException {
        Wheel.of("old", "1.0").writeTo(files);
        Wheel.of("older", "1.0").writeTo(files);
        install("old", "older").orFail();
        atWrite("""
                slip(%1$s, "evil")
                shutil.rmtree(os.path.join(%1$s, "old-1.0.dist-info"))
                open(os.path.join(%1$s, "older-1.0.dist-info", "entry_points.txt"), "w").close()
                """.formatted(quoted(site)));

        assertThat(install("alpha").exit()).isEqualTo(REFUSED);
        assertThat(unexplained()).containsExactlyInAnyOrder("evil-1.0.dist-info new", "old-1.0.dist-info gone",
                "older-1.0.dist-info changed");
    }

    @Test
    void looksIntoATargetAndAPrefixToo() throws IOException {
        var target = sandbox.work().resolve("target");
        var prefix = sandbox.work().resolve("prefix");
        var below = prefix.resolve(pip.environment().relativize(site));
        atWrite("slip(os.environ['SLIP_INTO'], 'evil')");

        assertThat(with(target).run(arguments("--target", target.toString(), "alpha")).exit()).isEqualTo(REFUSED);
        assertThat(unexplained()).containsExactly("evil-1.0.dist-info new");
        assertThat(with(below).run(arguments("--prefix", prefix.toString(), "alpha")).exit()).isEqualTo(REFUSED);
        assertThat(unexplained()).containsExactly("evil-1.0.dist-info new", "evil-1.0.dist-info new");
    }

    private AuditedPip with(Path folder) {
        return pip.with("SLIP_INTO", folder.toString());
    }

    // What is no difference

    @Test
    void explainsWhateverPipDoesByItself() throws IOException {
        Wheel.of("alpha", "2.0").file("alpha.py", "").writeTo(files);
        Source.of("local", "1.0").file("src/local.py", "").builtBy(Backend.plain()).tree()
                .writeTo(sandbox.work().resolve("local"));
        var target = sandbox.work().resolve("target").toString();

        install("alpha==1.0").orFail();
        install("--upgrade", "alpha", "--editable", "./local").orFail();
        install("--force-reinstall", "alpha").orFail();
        install("--target", target, "alpha==1.0").orFail();
        install("--target", target, "--upgrade", "alpha").orFail();
        pip.run("uninstall", "--yes", "alpha", "local").orFail();

        assertThat(unexplained()).isEmpty();
        assertThat(coverage()).hasSize(6)
                .allSatisfy(record -> assertThat(record.object("data").objects("changes")).isNotEmpty());
    }

    @Test
    void explainsAPipThatReplacesItselfWhileItRuns() throws IOException {
        var wheel = Pip.of(Machine.python()).wheel().toString();
        install("--no-deps", "--ignore-installed", wheel).orFail();
        install("--no-deps", "--force-reinstall", wheel).orFail();

        assertThat(unexplained()).isEmpty();
        assertThat(changes(coverage().getLast())).singleElement().asString().matches("pip-.*\\.dist-info changed");
    }

    @Test
    void explainsWhatAnInstallerBelowABuildDoes() throws IOException {
        builds("beta", """
                import os, subprocess

                if not os.path.exists(%s):
                    subprocess.check_call([%s, "-m", "pip", "install", "--no-index", "--find-links", %s, "alpha"])
                """.formatted(quoted(site.resolve("alpha.py")), quoted(Path.of(pip.python())), quoted(files)));

        install("--no-build-isolation", "beta").orFail();

        assertThat(unexplained()).isEmpty();
        assertThat(changes(coverage().getLast())).contains("alpha-1.0.dist-info new", "beta-1.0.dist-info new");
        assertThat(site.resolve("alpha.py")).exists();
    }

    @Test
    void explainsWhatAnotherRunDoesAtTheSameTime() throws IOException {
        Wheel.of("other", "1.0").writeTo(files);
        var meeting = Meeting.in(sandbox.folder(), "meeting");
        atWrite("""
                if os.environ.get("WAITS"):
                    subprocess.check_call(["sh", "-c", \"""%s\"""])
                """.formatted(meeting.shell()));
        var first = pip.with("WAITS", "1").start(arguments("alpha"));
        meeting.await(first);
        install("other").orFail();
        meeting.release();

        Sandbox.finish(first).orFail();

        assertThat(unexplained()).isEmpty();
        assertThat(changes(coverage().getLast())).containsExactly("alpha-1.0.dist-info new", "other-1.0.dist-info new");
        assertThat(coverage().getLast().object("data").objects("changes").stream().map(change -> change.string("run")))
                .doesNotHaveDuplicates();
    }

    /// Lets pip run a piece of Python when it has asked for all that it writes, but written nothing.
    private void atWrite(String action) throws IOException {
        var hook = Files.writeString(sandbox.folder().resolve("hook.py"), SLIP + """

                import shutil, subprocess

                def hook(event, arguments):
                    if event == "pip.write":
                        act()

                def act():
                """ + action.indent(4));
        sandbox.settings("in-process = [\"%s:hook\"]\n".formatted(hook));
    }

    /// Writes an sdist whose build runs a piece of Python first.
    private void builds(String name, String first, String... requires) throws IOException {
        Source.of(name, "1.0").file("src/" + name + ".py", "")
                .builtBy(new Backend(first + "\n" + Backend.plain().python()), requires).sdist(files);
    }

    private static String quoted(Path path) {
        return "'" + path + "'";
    }

    private Result install(String... words) throws IOException {
        return pip.run(arguments(words));
    }

    private String[] arguments(String... words) {
        return Stream.concat(Stream.of("install", "--no-index", "--no-cache-dir", "--find-links", files.toString()),
                Stream.of(words)).toArray(String[]::new);
    }

    private List<JsonObject> coverage() throws IOException {
        return new JournalTail(sandbox.state().resolve("journal"), new JournalTail.Place("", 0)).read().stream()
                .map(JournalTail.Entry::json).filter(record -> record.string("type").equals("weir.coverage")).toList();
    }

    private static List<String> changes(JsonObject record) {
        return record.object("data").objects("changes").stream().map(CoverageProofTest::words).toList();
    }

    private List<String> unexplained() throws IOException {
        return coverage().stream().flatMap(record -> record.object("data").objects("changes").stream())
                .filter(change -> change.get("run").equals(JsonNull.NULL)).map(CoverageProofTest::words).toList();
    }

    private static String words(JsonObject change) {
        var path = change.string("path");
        return path.substring(path.lastIndexOf('/') + 1) + " " + change.string("change");
    }
}
