package dev.weir.cli.doctor;

import dev.weir.cli.doctor.Line.LeftOut;
import dev.weir.cli.throwaway.Place;
import dev.weir.packaging.tree.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What newer pips can be asked with, besides names and addresses. The canary is a source archive.
final class Requests {

    private Requests() {}

    static List<Line> of(Kit kit) throws IOException {
        return List.of(lock(kit), group(kit), pylock(kit));
    }

    private static Line lock(Kit kit) throws IOException {
        var name = "enabled: pip lock";
        if (!kit.runs(kit.python(Bench.BARE), "-m", "pip", "lock", "--help")) {
            return leftOut(name, "25.1");
        }
        var bird = kit.anywhere(Form.SDIST);
        return way(name, bird, kit.command(kit.modulePip(Bench.ENABLED), "lock", bird, "--output",
                kit.inEnvironments("pylock.toml")));
    }

    private static Line group(Kit kit) throws IOException {
        var name = "enabled: pip install --group";
        if (!kit.pip().knows("--group")) {
            return leftOut(name, "25.1");
        }
        var bird = kit.anywhere(Form.SDIST);
        var file = write(kit, bird, "pyproject.toml", "[dependency-groups]\nbirds = [\"" + bird.name() + "\"]\n");
        return install(kit, name, bird.askedFor("--group", file + ":birds"));
    }

    private static Line pylock(Kit kit) throws IOException {
        var name = "enabled: pip install -r pylock.toml";
        if (!kit.pip().knows("pylock.toml format")) {
            return leftOut(name, "26.1");
        }
        var bird = kit.anywhere(Form.ARCHIVE);
        var archive = Path.of(bird.request().getFirst());
        var file = write(kit, bird, "pylock.toml", """
                lock-version = "1.0"
                created-by = "weir doctor"

                [[packages]]
                name = "%s"
                version = "1.0"

                [packages.sdist]
                path = "%s"
                hashes = {sha256 = "%s"}
                """.formatted(bird.name(), Place.tomlEscaped(archive), Sha256.of(Files.readAllBytes(archive)).hex()));
        return install(kit, name, bird.askedFor("-r", file.toString()));
    }

    private static Path write(Kit kit, Bird bird, String name, String text) throws IOException {
        var folder = Files.createDirectories(kit.bench().place().work().resolve(bird.name()));
        return Files.writeString(folder.resolve(name), text);
    }

    private static Line install(Kit kit, String name, Bird bird) {
        return way(name, bird, kit.install(kit.modulePip(Bench.ENABLED), bird));
    }

    private static Line way(String name, Bird bird, List<String> command) {
        return Kit.anyGate(Section.WAYS, name, bird, Map.of(), List.of(command));
    }

    private static LeftOut leftOut(String name, String since) {
        return new LeftOut(Section.WAYS, name, "pip has this from " + since + " on");
    }
}
