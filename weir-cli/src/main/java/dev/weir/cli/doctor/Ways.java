package dev.weir.cli.doctor;

import dev.weir.cli.doctor.Line.LeftOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The ways into the pip of an environment. The canary is always a source archive: code of it would run at once.
final class Ways {

    private static final String CHILD =
            "import subprocess, sys; sys.exit(subprocess.call([sys.executable, '-m', 'pip'] + sys.argv[1:]))";

    /// Makes an environment with the `pip` of another, and has it install.
    private static final String MADE = """
            python=$1 site=$2 made=$3; shift 3
            "$python" -m venv --without-pip "$made" && cp -R "$site"/pip* "$made"/lib/*/site-packages/ &&
            "$made"/bin/python -I -m pip "$@"
            """;

    private final Kit kit;
    private final List<Line> lines = new ArrayList<>();

    private Ways(Kit kit) {
        this.kit = kit;
    }

    /// @throws IOException where what they need cannot be made
    static List<Line> of(Kit kit) throws IOException {
        var ways = new Ways(kit);
        ways.underACommand();
        ways.enabled();
        ways.otherPythons();
        return ways.lines;
    }

    private void underACommand() throws IOException {
        var weirPip = kit.weirPip(Bench.BARE);
        way("weir pip install", weirPip);
        way("weir pip install, your own pip and no copy", Map.of(), kit.weirPip(kit.usersPython()), "--target",
                kit.inEnvironments("of-the-user"));
        way("weir pip install --user", Map.of("PYTHONUSERBASE", kit.inEnvironments("users")), kit.weirPip(Bench.USER),
                "--user");
        for (var command : List.of("download", "wheel")) {
            var bird = kit.anywhere(Form.SDIST);
            lines.add(Kit.anyGate(Section.WAYS, "weir pip " + command, bird, Map.of(),
                    List.of(kit.command(weirPip, command, bird))));
        }
        way("weir run -- python -m pip", kit.runner(), kit.weirRun(kit.modulePip(Bench.BARE)));
        way("weir run, in an environment made below it", kit.runner(), kit.weirRun(madeBy(Bench.BARE)));
    }

    private void enabled() throws IOException {
        var module = kit.modulePip(Bench.ENABLED);
        var python = kit.python(Bench.ENABLED);
        way("enabled: python -m pip", module);
        way("enabled: python -I -m pip", List.of(python, "-I", "-m", "pip"));
        way("enabled: python -E -m pip", List.of(python, "-E", "-m", "pip"));
        way("enabled: from another folder", shell("cd / && exec \"$@\"", module.toArray(String[]::new)));
        way("enabled: started by another program", List.of(python, "-c", CHILD));
        way("enabled: in an environment that it makes", madeBy(Bench.ENABLED));
        calls(python);
        for (var option : List.of("--target", "--prefix", "--root")) {
            way("enabled: pip install " + option, Map.of(), module, option, kit.inEnvironments("by" + option));
        }
    }

    /// What does not run pip's module but calls its function.
    private void calls(String python) throws IOException {
        var script = "enabled: pip, its console script";
        var imported = "enabled: import pip";
        var before = "enabled: pip imported before Weir";
        if (kit.pip().call().isEmpty()) {
            Stream.of(script, imported, before)
                    .map(name -> leftOut(name, "this pip does not say what its script calls"))
                    .forEach(lines::add);
            return;
        }
        var code = kit.pip().call().get().code();
        way(script, List.of(consoleScript(python, code).toString()));
        way(imported, List.of(python, "-c", code));
        way(before, Map.of(), List.of(python, "-S", "-c",
                "import sys; sys.path.append(%s); import %s; import site; site.main(); %s"
                        .formatted(Kit.pythonQuoted(kit.bench().site(Bench.ENABLED)), kit.pip().installModule(), code)),
                "--target", kit.inEnvironments("before"));
    }

    private void otherPythons() throws IOException {
        var option = "enabled: pip --python, not enabled there";
        var variable = "enabled: PIP_PYTHON, not enabled there";
        var module = kit.modulePip(Bench.ENABLED);
        if (kit.pip().knows("--python <")) {
            var other = kit.python(Bench.BARE);
            way(option, Stream.concat(module.stream(), Stream.of("--python", other)).toList());
            way(variable, Map.of("PIP_PYTHON", other), module);
        } else {
            Stream.of(option, variable).map(name -> leftOut(name, "pip has this from 22.3 on")).forEach(lines::add);
        }
    }

    private void way(String name, List<String> pip) throws IOException {
        way(name, Map.of(), pip);
    }

    private void way(String name, Map<String, String> variables, List<String> pip, String... options)
            throws IOException {
        var bird = kit.anywhere(Form.SDIST);
        lines.add(Kit.anyGate(Section.WAYS, name, bird, variables, List.of(kit.install(pip, bird, options))));
    }

    private static LeftOut leftOut(String name, String reason) {
        return new LeftOut(Section.WAYS, name, reason);
    }

    /// The pip of an environment that another one makes.
    private List<String> madeBy(String environment) throws IOException {
        return shell(MADE, kit.python(environment), kit.bench().site(environment).toString(),
                kit.inEnvironments("made-by-" + environment));
    }

    private static List<String> shell(String script, String... arguments) {
        return Stream.concat(Stream.of("sh", "-c", script, "sh"), Arrays.stream(arguments)).toList();
    }

    /// As installers write it: where no line may be as long as the path of a Python, the shell is first.
    private static Path consoleScript(String python, String code) throws IOException {
        var script = Path.of(python).resolveSibling("pip");
        Files.writeString(script, "#!/bin/sh\n'''exec' \"%s\" \"$0\" \"$@\"\n' '''\n%s\n".formatted(python, code));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
}
