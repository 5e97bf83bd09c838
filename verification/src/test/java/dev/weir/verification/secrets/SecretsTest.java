package dev.weir.verification.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.packages.Backend;
import dev.weir.testkit.packages.Source;
import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.Index;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Venvs;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Credentials are planted wherever pip takes them, in installs that are allowed, refused and fail. Nothing that Weir keeps, says or tells a hook holds one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsTest {

    /// Every planted secret begins with it; what follows says where it was planted.
    private static final String MARK = "zq7";

    /// A password with signs that end a URL for a careless reader.
    private static final String ODD = MARK + "odd'\"mark";

    /// Also as a header of basic authentication: of the base64 of `joe:zq7…`, nine signs are the same whatever follows.
    private static final Pattern LEAK =
            Pattern.compile(".{0,40}(" + MARK + "|" + base64("joe:" + MARK).substring(0, 9) + ").{0,30}");

    private final Sandbox sandbox;
    private final Index index;
    private final Path files;
    private final Ears ears;
    private final AuditedPip audited;
    private final AuditedPip bare;

    SecretsTest() throws IOException {
        sandbox = Sandbox.open();
        files = sandbox.folder().resolve("files");
        index = new Index(files);
        ears = Ears.in(sandbox);
        audited = AuditedPip.in(sandbox).with("PIP_NO_CACHE_DIR", "1").with("PIP_IGNORE_INSTALLED", "1");
        bare = AuditedPip.in(sandbox, "bare");
        Wheel.of("first", "1.0").writeTo(files);
        Wheel.of("second", "1.0").writeTo(files);
        Source.of("hostile", "1.0").builtBy(Backend.plain()).sdist(files);
        Wheel.of("backend", "1.0").file(Backend.MODULE + ".py", Backend.plain().python()).writeTo(files);
        Source.of("built", "1.0", "first").builtBy(Backend.MODULE, "backend").sdist(files);
        Source.of("broken", "1.0").builtBy(failing()).sdist(files);
    }

    @AfterAll
    void close() throws IOException {
        index.close();
        sandbox.close();
    }

    @Test
    void keepsThoseOfTheCommandLine() throws IOException {
        hides(0, audited, "install", "built", "--index-url", url("/simple/", "argv-index"),
                "--extra-index-url=" + url("/simple/?key=" + MARK + "argv-query", "argv-extra"),
                "-f", url("/files/", ODD), "--config-settings", "key=" + MARK + "settings", "-C" + MARK + "short=1");
        assertThat(index.asked()).anyMatch(asked -> asked.contains(basic("argv-index")));
    }

    @Test
    void keepsThoseOfAProxyWhereNothingAnswers() throws IOException {
        hides(1, audited, "install", "first", "-i", index.url(), "--retries", "0", "--proxy",
                "http://joe:" + MARK + "proxy@127.0.0.1:9");
    }

    @Test
    void keepsThoseOfAUrlThatIsRefused() throws IOException {
        hides(10, audited, "install",
                "hostile @ " + url("/files/hostile-1.0.tar.gz?token=" + MARK + "query", "refused")
                        + "#egg=hostile&token="
                        + MARK + "fragment");
    }

    @Test
    void keepsThoseOfAUrlThatIsNotThere() throws IOException {
        hides(1, audited, "install", url("/files/none-1.0-py3-none-any.whl?" + MARK + "bare", ODD));
    }

    @Test
    void keepsThoseOfAUrlThatIsNone() throws IOException {
        var result = hides(audited, "install", "first", "--retries", "0", "-i",
                "http://joe:" + MARK + "slash/" + MARK + "@127.0.0.1/simple");

        assertThat(result.exit()).as(result::toString).isIn(1, 2);
    }

    @Test
    void keepsThoseOfACheckoutThatFails() throws IOException {
        hides(1, audited.with("GIT_TERMINAL_PROMPT", "0"), "install",
                "git+" + url("/none.git@main", "git") + "#egg=none", "-e",
                "git+" + url("/none.git", MARK) + "#egg=none");
    }

    @Test
    void keepsThoseOfABuildThatFails() throws IOException {
        hides(1, audited, "install", "--index-url", url("/simple/", "failing-index"), "broken",
                "--config-settings=key=" + MARK + "failing");
    }

    @Test
    void keepsThoseOfARequirementFile() throws IOException {
        var requirements = Files.writeString(sandbox.work().resolve("requirements.txt"), """
                --index-url %s
                --extra-index-url %s
                second @ %s
                built --config-settings="key=%sline"
                """.formatted(url("/simple/", "file-index"), url("/simple/", "odd%27%22mark"),
                url("/files/second-1.0-py3-none-any.whl?token=" + MARK + "line", "line"), MARK));

        hides(0, audited, "install", "-r", requirements.toString());
    }

    @Test
    void keepsThoseOfRequirementsThatAreFetched() throws IOException {
        Files.writeString(files.resolve("remote.txt"), "-i " + url("/simple/", "remote") + "\nhostile\n");

        hides(10, audited, "install", "-r", url("/files/remote.txt?token=" + MARK + "remote", "remote"),
                "-c", url("/files/remote.txt", "constraint"));
    }

    @Test
    void keepsThoseOfTheEnvironment() throws IOException {
        var environment = audited.with("PIP_INDEX_URL", url("/simple/", "variable"))
                .with("PIP_EXTRA_INDEX_URL", url("/simple/", "variables") + " " + url("/simple/", ODD))
                .with("PIP_CONFIG_SETTINGS", "key=" + MARK + "variable");

        hides(0, environment, "download", "--no-deps", "second");
        hides(10, environment, "wheel", "hostile");
    }

    @Test
    void keepsThoseOfTheConfiguration() throws IOException {
        var configuration = Files.writeString(sandbox.folder().resolve("pip.conf"), """
                [global]
                index-url = %s
                extra-index-url = %s
                find-links = %s
                """.formatted(url("/simple/", "conf"), url("/simple/", "conf-extra"), url("/files/", ODD)));

        hides(0, audited.with("PIP_CONFIG_FILE", configuration.toString()), "install", "--target", "there", "first");
    }

    @Test
    void keepsThoseOfANetrc() throws IOException {
        var netrc = Files.writeString(sandbox.folder().resolve("netrc"),
                "machine 127.0.0.1 login joe password " + MARK + "netrc\n");

        hides(0, audited.with("NETRC", netrc.toString()), "download", "--no-deps", "-i", index.url(), "first");
        assertThat(index.asked()).anyMatch(asked -> asked.contains(basic("netrc")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"import", "subprocess"})
    void keepsThoseOfAKeyring(String provider) throws IOException {
        keyring();
        try (var locked = new Index(files)) {
            locked.lock(basic("keyring"));
            var programs = sandbox.folder() + File.pathSeparator + System.getenv("PATH");

            hides(0, audited.with("PATH", programs), "download", "--no-deps", "--keyring-provider", provider, "-i",
                    "http://joe@" + locked.host() + "/simple/", "first");

            assertThat(locked.asked()).anyMatch(asked -> asked.contains(basic("keyring")));
        }
    }

    /// As a module in the environment of pip, and as a program.
    private void keyring() throws IOException {
        Files.writeString(Venvs.site(audited.environment()).resolve("keyring.py"),
                "def get_password(service, name):\n    return '%skeyring'\n".formatted(MARK));
        var program = Files.writeString(sandbox.folder().resolve("keyring"),
                "#!/bin/sh\necho %skeyring\n".formatted(MARK));
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    /// Runs pip, sees that it ended as it should, and looks everywhere.
    private void hides(int exit, AuditedPip pip, String... arguments) throws IOException {
        var result = hides(pip, arguments);
        assertThat(result.exit()).as(result::toString).isEqualTo(exit);
    }

    /// Runs pip, and looks everywhere.
    private Result hides(AuditedPip pip, String... arguments) throws IOException {
        var result = pip.run(arguments);

        assertThat(leaksBelow(sandbox.state())).isEmpty();
        assertThat(leaksBelow(ears.folder())).isEmpty();
        assertThat(leaks(result.said())).as("beyond what pip itself says")
                .isSubsetOf(saidByPip(result, pip, arguments));
        assertThat(heard()).isNotZero();
        return result;
    }

    /// What pip lets out without Weir, which is run only where there is something to compare.
    private List<String> saidByPip(Result result, AuditedPip pip, String... arguments) throws IOException {
        return leaks(result.said()).isEmpty()
                ? List.of()
                : leaks(new AuditedPip(pip.sandbox(), bare.environment()).runBare(arguments).said());
    }

    /// What the hooks were told so far, in bytes.
    private long heard() throws IOException {
        return Files.size(ears.folder().resolve("python.txt"));
    }

    private static List<String> leaksBelow(Path folder) throws IOException {
        var found = new ArrayList<String>();
        try (var paths = Files.walk(folder)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                leaks(Files.readString(path, StandardCharsets.ISO_8859_1))
                        .forEach(leak -> found.add(path + ": " + leak));
            }
        }
        return found;
    }

    /// Each secret in a text, and what stands around it.
    private static List<String> leaks(String text) {
        return LEAK.matcher(text).results().map(MatchResult::group).distinct().toList();
    }

    private String url(String path, String secret) {
        var password = secret.startsWith(MARK) ? secret : MARK + secret;
        return "http://joe:" + password + "@" + index.host() + path;
    }

    private static String basic(String secret) {
        return base64("joe:" + MARK + secret);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A backend that says in its error what it was told.
    private static Backend failing() {
        return new Backend(Backend.plain().python() + """


                def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
                    raise ValueError("told %r" % (config_settings,))
                """);
    }
}
