package dev.weir.verification.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.packaging.tree.Sha256;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.JournalTail;
import dev.weir.verification.machine.JournalTail.Entry;
import dev.weir.verification.machine.Sandbox;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A real tree of packages from the machine's index, one of them built here, on the newest pip.
@Tag("network")
class MainJobTest {

    private static final String[] INSTALL = {"install", "--quiet", "sphinx", "--no-binary", "imagesize"};
    private static final int FEWEST = 20;
    private static final int REFUSED = 10;

    private final Sandbox sandbox;
    private final AuditedPip audited;
    private final JournalTail journal;

    MainJobTest() throws IOException {
        sandbox = Sandbox.open();
        audited = withNewestPip("audited");
        journal = JournalTail.from(sandbox.state().resolve("journal"));
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Test
    void installsWhatBarePipInstallsAndJournalsEachDigest() throws IOException {
        var bare = withNewestPip("bare");
        var before = distributions(bare);

        audited.run(INSTALL).orFail();
        bare.runBare(INSTALL).orFail();

        var installed = distributions(bare);
        installed.removeAll(before);
        assertThat(installed).hasSizeGreaterThanOrEqualTo(FEWEST);
        assertThat(files(audited)).isEqualTo(files(bare));
        assertThat(written()).isEqualTo(installed);
        assertThat(judged()).containsAll(installed).contains("setuptools");
    }

    @Test
    void writesNothingWhereOneDependencyIsDenied() throws IOException {
        sandbox.settings("[names]\ndeny = [\"urllib3\"]\n");
        var before = audited.traces();

        var result = audited.run(INSTALL);

        assertThat(result.exit()).as(result::toString).isEqualTo(REFUSED);
        assertThat(result.said()).contains("weir refused", "'urllib3' is denied");
        assertThat(audited.traces()).isEqualTo(before);
    }

    private AuditedPip withNewestPip(String name) throws IOException {
        var pip = AuditedPip.in(sandbox, name);
        pip.runBare("install", "--quiet", "--upgrade", "pip").orFail();
        return pip;
    }

    /// Names of what was written into the environment itself, each bound to its bits.
    private Set<String> written() throws IOException {
        return journal.read().stream()
                .filter(entry -> entry.type().equals("pip.write"))
                .filter(entry -> !isBuildRequirement(entry))
                .map(MainJobTest::nameWithDigest)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> judged() throws IOException {
        return journal.read().stream()
                .filter(entry -> entry.type().equals("pip.install"))
                .map(MainJobTest::nameWithDigest)
                .collect(Collectors.toSet());
    }

    private static boolean isBuildRequirement(Entry entry) {
        return (entry.data().array("args").items().get(11).asInt31("flags") & 16) != 0;
    }

    private static String nameWithDigest(Entry entry) {
        var args = entry.data().array("args").items();
        assertThat(args.get(12).asString("digest")).startsWith("sha256:");
        return normal(args.get(3).asString("name"));
    }

    private static String normal(String name) {
        return name.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
    }

    private Set<String> distributions(AuditedPip pip) throws IOException {
        var listed = pip.runBare("list", "--format", "json").orFail().out();
        return JsonReader.read(listed.strip()).asArray("the list").items().stream()
                .map(item -> normal(item.asObject("a distribution").string("name")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Every file but those that name the environment, or were compiled in it.
    private static Map<String, String> files(AuditedPip pip) throws IOException {
        var packages = sitePackages(pip.environment());
        try (var paths = Files.walk(packages)) {
            var files = new TreeMap<String, String>();
            for (var path : paths.filter(Files::isRegularFile).filter(MainJobTest::isTheSameEverywhere).toList()) {
                files.put(packages.relativize(path).toString(), Sha256.ofFile(path).hex());
            }
            return files;
        }
    }

    private static Path sitePackages(Path environment) throws IOException {
        try (var versions = Files.list(environment.resolve("lib"))) {
            return versions.findFirst().orElseThrow().resolve("site-packages");
        }
    }

    /// `RECORD` has the digests of scripts, whose first line names the environment.
    private static boolean isTheSameEverywhere(Path path) {
        var name = path.getFileName().toString();
        return !name.equals("RECORD") && !name.endsWith(".pyc");
    }
}
