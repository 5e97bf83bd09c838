package dev.weir.testkit.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Makes packages that leave a mark as soon as any of their code runs.
///
/// @param marker  the file in which the marks are collected, one a line
/// @param journal a folder; each mark says how far the journal in it had come. Any folder will do where nobody asks for that
public record Canary(Path marker, Path journal) {

    /// One for which no journal is kept.
    public static Canary alone(Path marker) {
        return new Canary(marker, marker.resolveSibling("no-journal"));
    }

    /// A mark that some code has left.
    ///
    /// @param what    which code
    /// @param segment the newest file of the journal at that moment; `null` where there was none
    /// @param size    of that file, in bytes
    public record Mark(String what, String segment, long size) {

        private static Mark parse(String line) {
            var parts = line.split("\\|", -1);
            return new Mark(parts[0], parts[1], Long.parseLong(parts[2]));
        }
    }

    /// What has run, in order.
    public List<Mark> marks() throws IOException {
        return Files.exists(marker) ? Files.readAllLines(marker).stream().map(Mark::parse).toList() : List.of();
    }

    /// One line of Python, also good for a `.pth` file, that leaves a mark.
    public String python(String what) {
        return "import glob, io, os; " + mark(quoted(what));
    }

    /// A wheel with a package that marks its import, and a command that does.
    public Wheel wheel(String name, String version, String... requires) {
        var module = module(name);
        return Wheel.of(name, version, requires)
                .file(module + "/__init__.py", importMark(module))
                .script(module + "-command", module + ":main");
    }

    /// The same with a `.pth` file, which Python runs whenever it starts.
    public Wheel wheelWithPth(String name, String version) {
        return wheel(name, version).file(module(name) + ".pth", python("pth") + "\n");
    }

    /// A source tree whose package marks its import; nothing builds it yet.
    public Source source(String name, String version, String... requires) {
        var module = module(name);
        return Source.of(name, version, requires).file("src/" + module + "/__init__.py", importMark(module));
    }

    /// The same with a backend in the tree that marks all that it does.
    public Source backendSource(String name, String version, String... requires) {
        return source(name, version, requires).builtBy(Backend.plain().marking(this));
    }

    /// The same with a marking `setup.py`, which needs setuptools to go further.
    public Source setupPySource(String name, String version, String... requires) {
        return source(name, version, requires).setupPy(python("setup.py"));
    }

    /// A build backend as a wheel of its own: as a build requirement, all that it does leaves a mark.
    public Wheel backendWheel(String name, String version) {
        return Wheel.of(name, version).file(Backend.MODULE + ".py", Backend.plain().marking(this).python());
    }

    /// A statement that leaves a mark; what it needs is imported by [#python].
    String mark(String expression) {
        return "_seen = max(glob.glob(%s) or [os.devnull]); io.open(%s, 'a').write(u'%%s|%%s|%%d\\n' %% (%s, os.path.basename(_seen), os.path.getsize(_seen)))"
                .formatted(quoted(journal.resolve("*.jsonl").toString()), quoted(marker.toString()), expression);
    }

    private String importMark(String module) {
        return python("import of " + module) + "\n\n\ndef main():\n    return 0\n";
    }

    private static String module(String name) {
        return name.replace('-', '_');
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
