package dev.weir.verification.bound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.packages.Backend;
import dev.weir.testkit.packages.Source;
import dev.weir.verification.canary.Pips;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Venvs;
import dev.weir.verification.machine.Venvs.Pip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The tree that a pip makes of a source archive, beside what the strict reader sees in the archive.
@Execution(ExecutionMode.CONCURRENT)
class UnpackedTreeTest {

    /// Packs a folder so that every form of entry is in it that the strict reader lets pass.
    private static final String PACK = """
            import io, os, sys, tarfile, zipfile

            root, target, kind = sys.argv[1:]
            TOP = "alpha-1.0/"

            def entries():
                for parent, _, names in os.walk(root):
                    for name in sorted(names):
                        path = os.path.join(parent, name)
                        with io.open(path, "rb") as stream:
                            yield TOP + os.path.relpath(path, root), stream.read()
                yield TOP + "deep/" + "er" * 60 + "/" + "\\u00e4\\u20ac" * 20 + ".txt", b"long"
                yield TOP + "empty.txt", b""

            def mode(name):
                return 0o100654 if name.endswith("README") else 0o100600

            def write_tar(archive):
                for name, data in entries():
                    info = tarfile.TarInfo(name)
                    info.size, info.mode = len(data), mode(name)
                    archive.addfile(info, io.BytesIO(data))
                for name, target in (("link", "./src/../README"), ("src/up", "../README"), ("dangling", "nowhere")):
                    info = tarfile.TarInfo(TOP + name)
                    info.type, info.linkname = tarfile.SYMTYPE, target
                    archive.addfile(info)
                for name in ("empty", "a/b"):
                    info = tarfile.TarInfo(TOP + name)
                    info.type, info.mode = tarfile.DIRTYPE, 0o755
                    archive.addfile(info)

            def write_zip(archive):
                for name, data in entries():
                    info = zipfile.ZipInfo(name)
                    info.external_attr = mode(name) << 16
                    archive.writestr(info, data)
                for name, attributes in (("empty/", 0o40755 << 16 | 0x10), ("no-type.sh", 0o755 << 16)):
                    info = zipfile.ZipInfo(TOP + name)
                    info.external_attr = attributes
                    archive.writestr(info, b"")

            if kind == "zip":
                with zipfile.ZipFile(target, "w") as archive:
                    write_zip(archive)
            else:
                form = tarfile.GNU_FORMAT if kind == "bz2" else tarfile.PAX_FORMAT
                with tarfile.open(target, "w:" + kind, format=form) as archive:
                    write_tar(archive)
            """;

    private final Sandbox sandbox;
    private final Path packages;

    UnpackedTreeTest() throws IOException {
        sandbox = Sandbox.open();
        packages = Files.createDirectories(sandbox.folder().resolve("packages"));
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Tag("network")
    @ParameterizedTest(name = "{1} by {0}")
    @MethodSource
    void isThatOfAnHonestArchive(Pip pip, String ending) throws IOException {
        var archive = packages.resolve("alpha-1.0" + ending);
        pack(archive, ending.substring(ending.lastIndexOf('.') + 1));

        install(pip, archive.toString()).orFail();
    }

    static Stream<Arguments> isThatOfAnHonestArchive() {
        var pips = Pips.fetched();
        var edges = List.of(pips.getFirst(), pips.getLast());
        return Stream.concat(
                pips.stream().map(pip -> Arguments.of(pip, ".tar.gz")),
                edges.stream().flatMap(pip -> Stream.of(".tar.bz2", ".tar.xz", ".zip")
                        .map(ending -> Arguments.of(pip, ending))));
    }

    @Tag("network")
    @ParameterizedTest(name = "{1} by {0}")
    @MethodSource
    void isRefusedWhereAnotherProcessChangesIt(Pip pip, String change, String named) throws IOException {
        alpha().sdist(packages);
        var hook = Files.writeString(sandbox.folder().resolve("meddle.py"), meddling(change));
        sandbox.settings("in-process = [\"%s:hook\"]\n".formatted(hook));

        var result = install(pip, "alpha");

        assertThat(result.exit()).as(result.toString()).isEqualTo(10);
        assertThat(result.err() + result.out()).contains("is not what its archive holds: " + named);
        assertThat(sandbox.folder().resolve("ran")).doesNotExist();
    }

    static Stream<Arguments> isRefusedWhereAnotherProcessChangesIt() {
        var pips = Pips.fetched();
        var changes = List.of(
                List.of("echo >> $1/src/alpha/__init__.py", "src/alpha/__init__.py is not what the archive holds"),
                List.of("echo > $1/setup.cfg", "setup.cfg is not in the archive"),
                List.of("rm $1/README", "README, which is in the archive, is missing"),
                List.of("chmod 755 $1/README", "README may be executed"),
                List.of("rm $1/README; ln -s /etc/hosts $1/README", "README is not what the archive holds"));
        return Stream.of(pips.getFirst(), pips.getLast())
                .flatMap(pip -> changes.stream().map(change -> Arguments.of(pip, change.getFirst(), change.getLast())));
    }

    /// Another process changes the tree as soon as pip has made it.
    private static String meddling(String change) {
        return """
                import glob, os, subprocess

                def hook(event, arguments):
                    if event == "pip.unpack.done":
                        trees = glob.glob(os.path.join(os.environ["TMPDIR"], "pip-*", "alpha*", "src"))
                        subprocess.check_call(["/bin/sh", "-c", "%s", "sh", os.path.dirname(trees[0])])
                """.formatted(change);
    }

    private Result install(Pip pip, String requirement) throws IOException {
        var environment = sandbox.folder().resolve("venv");
        Venvs.copy(pip, environment);
        return new AuditedPip(sandbox, environment).with("CANARY", sandbox.folder().resolve("ran").toString())
                .run("install", "--no-index", "--no-cache-dir", "--find-links", packages.toString(), requirement);
    }

    private void pack(Path target, String kind) throws IOException {
        var tree = alpha().tree().writeTo(sandbox.folder().resolve("tree"));
        sandbox.run(Machine.python().path().toString(), "-c", PACK, tree.toString(), target.toString(), kind).orFail();
    }

    private static Source alpha() {
        return Source.of("alpha", "1.0")
                .file("README", "read me\n")
                .file("src/alpha/__init__.py", "WORD = 'original'\n")
                .builtBy(Backend.plain());
    }
}
