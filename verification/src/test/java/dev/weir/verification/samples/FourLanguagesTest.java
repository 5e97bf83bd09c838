package dev.weir.verification.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weir.packaging.tree.Sha256;
import dev.weir.samples.DecodedCodeHook;
import dev.weir.testkit.packages.Backend;
import dev.weir.testkit.packages.Source;
import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.Compiler;
import dev.weir.verification.machine.HookJar;
import dev.weir.verification.machine.Index;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Hooks in Python, in C, in Java and in shell, under one real pip: each sample refuses the same package, and the *scribes*, which write down what they
/// are told, write the same.
class FourLanguagesTest {

    private static final Path SAMPLES = Machine.checkout().resolve("samples");
    private static final Path RESOURCES =
            Machine.checkout().resolve("verification/src/test/resources/dev/weir/verification/samples");

    private final Sandbox sandbox;
    private final Path files;
    private final Path written;
    private final AuditedPip pip;

    FourLanguagesTest() throws IOException {
        sandbox = Sandbox.open();
        files = Files.createDirectory(sandbox.folder().resolve("files"));
        written = Files.createDirectory(sandbox.folder().resolve("written"));
        pip = AuditedPip.in(sandbox).with("SCRIBES", written.toString());
    }

    @BeforeEach
    void needsTheHeadersOfPython() throws IOException {
        assumeThat(Compiler.knows(Machine.python(), sandbox)).isTrue();
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource
    void refusesTheSamePackage(Language language) throws IOException {
        sandbox.settings(language.sample(sandbox));
        Source.read(SAMPLES.resolve("packages/weir-sample-hostile")).sdist(files);
        var marker = sandbox.folder().resolve("marker");
        var before = pip.traces();

        var result = pip.with("WEIR_SAMPLE_MARKER", marker.toString()).run("install", "--no-index", "--find-links",
                files.toString(), "weir-sample-hostile");

        assertThat(result.exit()).as(result::toString).isEqualTo(10);
        assertThat(result.err()).contains("weir refused: pip.install of weir-sample-hostile 1.0",
                "decodes a text and runs it", "setup.py:5");
        assertThat(marker).doesNotExist();
        assertThat(pip.traces()).isEqualTo(before);
    }

    /// An upgrade to a pinned, yanked wheel of an index, with a hash: nothing in the tuple is None.
    @Test
    void seesTheSameOfAWheelWithEveryArgument() throws IOException {
        writeDownInAllLanguages();
        try (var index = new Index(files)) {
            var old = Wheel.of("every", "1.0").writeTo(sandbox.folder().resolve("old"));
            var wheel = Wheel.of("every", "2.0").writeTo(files);
            index.yank("every-2.0-py3-none-any.whl", "it \"breaks\" \\ schlägt fehl");
            var requirements = Files.writeString(sandbox.work().resolve("requirements.txt"),
                    "every==2.0 --hash=" + Sha256.ofFile(wheel) + " --hash=sha256:" + "0".repeat(64) + "\n");
            pip.runBare("install", "--no-index", old.toString()).orFail();

            pip.run("install", "--index-url", index.url(), "-r", requirements.toString()).orFail();

            assertAllWrote("wheel", index.host());
        }
    }

    /// What is asked for asks for another, which asks for a third.
    @Test
    void seesTheSameChain() throws IOException {
        writeDownInAllLanguages();
        Wheel.of("first", "1.0", "second>=1").writeTo(files);
        Wheel.of("second", "1.0", "third").writeTo(files);
        Wheel.of("third", "1.0").writeTo(files);

        pip.run("install", "--no-index", "--find-links", files.toString(), "first").orFail();

        assertAllWrote("chain", "no index");
    }

    @Test
    void seesTheSameOfANamelessFolder() throws IOException {
        writeDownInAllLanguages();
        var folder = Source.of("named-inside", "1.0").builtBy(Backend.plain()).tree()
                .writeTo(sandbox.folder().resolve("a folder"));

        pip.run("install", "--no-index", folder.toString()).orFail();

        assertAllWrote("folder", "no index");
    }

    private void writeDownInAllLanguages() throws IOException {
        var c = Compiler.library(RESOURCES.resolve("scribe/scribe.c"), Machine.python(), sandbox);
        var jar = HookJar.make(sandbox.folder(), "Scribe", Files.readString(RESOURCES.resolve("scribe/Scribe.java")));
        sandbox.settings("""
                in-process = ["%s:write", "%s"]
                jars = ["%s"]

                [hooks.program-scribe]
                program = ["/bin/sh", "%s"]
                gates = ["pip.install"]
                """.formatted(RESOURCES.resolve("scribe/scribe.py"), c, jar, RESOURCES.resolve("scribe/scribe")));
    }

    private void assertAllWrote(String golden, String host) throws IOException {
        var python = Files.readString(written.resolve("python"));
        for (var other : List.of("c", "java", "program")) {
            assertThat(written.resolve(other)).hasContent(python);
        }
        assertThat(withoutWhatVaries(python, host))
                .isEqualTo(Files.readString(RESOURCES.resolve("arguments").resolve(golden + ".txt")));
    }

    private String withoutWhatVaries(String text, String host) {
        return text.replace(sandbox.folder().toString(), "SANDBOX")
                .replace(host, "HOST")
                .replaceAll("(?m)^1 str .*", "1 str PIP")
                .replaceAll("(\"interpreter\": )\"[^\"]*\"", "$1\"PYTHON\"")
                .replaceAll("(?m)^13 str [0-9a-f]{20}$", "13 str OPERATION")
                .replaceAll("(\"parent\": )\"[0-9a-f]{20}\"", "$1\"OPERATION\"")
                .replaceAll("/tmp/pip-([a-z-]+)-[a-z0-9_]{8}/", "/tmp/pip-$1-RANDOM/");
    }

    /// How a hook is written, and how its sample is named in the settings.
    enum Language {
        PYTHON {
            @Override
            String sample(Sandbox sandbox) {
                return "in-process = [\"" + SAMPLES.resolve("python-hook/decoded_code.py") + ":check\"]\n";
            }
        },
        C {
            @Override
            String sample(Sandbox sandbox) throws IOException {
                var library = Compiler.library(SAMPLES.resolve("c-hook/decoded_code.c"), Machine.python(), sandbox);
                return "in-process = [\"" + library + "\"]\n";
            }
        },
        JAVA {
            @Override
            String sample(Sandbox sandbox) throws IOException {
                return "jars = [\"" + HookJar.of(DecodedCodeHook.class, sandbox.folder())
                        + "\"]\n";
            }
        },
        SHELL {
            @Override
            String sample(Sandbox sandbox) {
                return "[hooks.decoded-code]\nprogram = [\"" + SAMPLES.resolve("program-hook/decoded-code") + "\"]\n";
            }
        };

        abstract String sample(Sandbox sandbox) throws IOException;
    }
}
