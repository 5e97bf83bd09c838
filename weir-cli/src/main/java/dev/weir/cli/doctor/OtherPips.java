package dev.weir.cli.doctor;

import dev.weir.api.GateAction;
import dev.weir.cli.doctor.Line.LeftOut;
import dev.weir.cli.doctor.Line.Promise;
import dev.weir.cli.doctor.Line.Trial;
import dev.weir.testkit.packages.Backend;
import dev.weir.testkit.packages.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Pips that are not the one which an environment has as a package: in an archive, in the package of a program, the one that `ensurepip` brings, and
/// one that takes the place of the pip that runs. The canary is a source archive where nothing else is said.
final class OtherPips {

    private static final String PROGRAM = "weir_doctors_program";
    private static final String NEWEST = "9999";

    /// What `ensurepip` does to its end, with the canary besides what it installs anyway; and the exit code is that of its pip.
    private static final String ENSUREPIP = """
            import ensurepip, subprocess, sys
            run = ensurepip._run_pip
            def with_the_canary(args, *paths):
                try:
                    code = run(args + sys.argv[3:], *paths)
                except subprocess.CalledProcessError as failed:
                    code = failed.returncode
                sys.exit(code)
            ensurepip._run_pip = with_the_canary
            ensurepip.bootstrap(root=sys.argv[1])
            """;

    /// Puts another pip into the place of the one that runs, as somebody else's `pip install -U pip` would.
    private static final String REPLACE = """
            import os, shutil, sys
            if not os.path.exists({old}):
                os.rename({pip}, {old})
                shutil.copytree({old}, {pip})
            """;

    private final Kit kit;
    private final List<Line> lines = new ArrayList<>();

    private OtherPips(Kit kit) {
        this.kit = kit;
    }

    /// @throws IOException where what they need cannot be made
    static List<Line> of(Kit kit) throws IOException {
        var pips = new OtherPips(kit);
        pips.archives();
        pips.copy();
        pips.ensurepip();
        pips.upgraded();
        pips.replaced();
        return pips.lines;
    }

    private void archives() throws IOException {
        var archive = kit.bench().place().folder().resolve("pip.pyz");
        files(Bench.ENABLED).archive(archive);
        var python = kit.python(Bench.ENABLED);
        var zipapp = "enabled: python pip.pyz";
        var wheel = "enabled: python pip.whl/pip";
        if (!kit.runs(python, archive.toString(), "--version")) {
            Stream.of(zipapp, wheel).forEach(name -> leftOut(name, "this pip does not run from an archive"));
            return;
        }
        way(zipapp, List.of(python, archive.toString()));
        way(wheel, List.of(python, archive.resolve("pip").toString()));
        unseen("enabled: python -S pip.pyz", Map.of(), List.of(python, "-S", archive.toString()));
        unseen("weir run -- python -S pip.pyz", kit.runner(),
                kit.weirRun(List.of(kit.python(Bench.BARE), "-S", archive.toString())));
    }

    /// With -S a Python reads nothing of where it is installed: no shim, and no word of the environment that it belongs to.
    private void unseen(String name, Map<String, String> variables, List<String> pip) throws IOException {
        var bird = kit.anywhere(Form.SDIST);
        lines.add(new Trial(Section.LIMITS, name, Promise.NONE, Optional.empty(), bird,
                List.of(kit.install(pip, bird, "--target", kit.inEnvironments(bird.name()))), variables));
    }

    private void copy() throws IOException {
        var name = "enabled: pip in the package of a program";
        var module = PROGRAM + ".pip";
        var python = kit.python(Bench.ENABLED);
        files(Bench.ENABLED).within(PROGRAM, kit.bench().site(Bench.ENABLED));
        if (kit.runs(python, "-c", "import " + module + "._internal")) {
            way(name, List.of(python, "-m", module));
        } else {
            leftOut(name, "this pip runs from no other place");
        }
    }

    private void ensurepip() throws IOException {
        var name = "enabled: python -m ensurepip";
        var python = kit.python(Bench.ENABLED);
        if (kit.runs(python, "-m", "ensurepip", "--version")) {
            way(name, List.of(python, "-c", ENSUREPIP, kit.inEnvironments("by-ensurepip")));
        } else {
            leftOut(name, "this Python has no ensurepip");
        }
    }

    private void upgraded() throws IOException {
        var name = "enabled: once pip install -U pip is done";
        if (!files(Bench.UPGRADED).canBeTakenAway()) {
            leftOut(name, "no RECORD says what this pip consists of, so no pip replaces it");
            return;
        }
        var bird = kit.anywhere(Form.SDIST);
        var wheel = files(Bench.UPGRADED).wheel(NEWEST, kit.bench().place().work().resolve("newest"));
        var pip = kit.modulePip(Bench.UPGRADED);
        lines.add(Kit.anyGate(Section.WAYS, name, bird, Map.of(),
                List.of(words(pip, "install", "--no-index", "--no-deps", "-U", wheel.toString()),
                        kit.install(pip, bird))));
    }

    /// The canary is a wheel: the build of another package replaces pip before it would be written.
    private void replaced() throws IOException {
        var name = "enabled: pip, replaced while it runs";
        if (!kit.pip().knowsBackends()) {
            leftOut(name, UsersPip.KNOWS_NO_BACKENDS);
            return;
        }
        var bird = kit.at(GateAction.WRITE, Form.WHEEL);
        var folder = Files.createDirectories(kit.bench().place().work().resolve("replacing"));
        var archive = Source.of("replacing", "1.0").builtBy(new Backend(replace() + Backend.plain().python()))
                .sdist(folder);
        lines.add(Kit.oneGate(Section.WAYS, name, Promise.REFUSED, GateAction.WRITE, bird,
                List.of(words(kit.install(kit.modulePip(Bench.REPLACED), bird), archive.toString()))));
    }

    private String replace() throws IOException {
        var pip = kit.bench().site(Bench.REPLACED).resolve("pip");
        return REPLACE.replace("{pip}", Kit.pythonQuoted(pip)).replace("{old}",
                Kit.pythonQuoted(pip.resolveSibling("pip.old")));
    }

    private PipFiles files(String environment) throws IOException {
        return new PipFiles(kit.bench().site(environment));
    }

    private void way(String name, List<String> pip) throws IOException {
        var bird = kit.anywhere(Form.SDIST);
        lines.add(Kit.anyGate(Section.WAYS, name, bird, Map.of(), List.of(kit.install(pip, bird))));
    }

    private void leftOut(String name, String reason) {
        lines.add(new LeftOut(Section.WAYS, name, reason));
    }

    private static List<String> words(List<String> first, String... more) {
        return Stream.concat(first.stream(), Stream.of(more)).toList();
    }
}
