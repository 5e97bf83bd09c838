package dev.weir.fuzz;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// `.ci/fuzz`: runs Jazzer on each target, one after the other, and ends with 1 where it found something. Without a corpus it tries the same inputs each
/// time, as many as there is time for: what nobody has changed is not to fail by chance.
public final class Main {

    private static final String USAGE = "usage: .ci/fuzz SECONDS [CORPUS]";
    private static final int WRONG_USAGE = 2;
    private static final Path FOLDER = Path.of("target", "fuzz").toAbsolutePath();
    private static final Pattern LAST_LINE = Pattern.compile("#\\d+\\s+DONE\\s+(.*)");
    private static final long STARTING = 60;
    private static final List<String> REPEATED = List.of("-seed=8938", "-runs=10000");

    private Main() {}

    /// Fuzzes.
    ///
    /// @param arguments how many seconds for each target, and a folder of inputs
    public static void main(String... arguments) throws IOException, InterruptedException {
        if (arguments.length < 1 || arguments.length > 2 || !arguments[0].matches("[1-9][0-9]{0,6}")) {
            System.err.println(USAGE);
            System.exit(WRONG_USAGE);
        }
        boolean isLong = arguments.length > 1;
        Path corpus =
                isLong ? Path.of(arguments[1]) : Files.createTempDirectory(Files.createDirectories(FOLDER), "corpus");
        int seconds = Integer.parseInt(arguments[0]);
        boolean isClean = true;
        for (Target target : Target.values()) {
            isClean &=
                    fuzz(target, seconds, isLong ? List.of() : REPEATED, seeded(target, corpus.resolve(target.word())));
        }
        System.exit(isClean ? 0 : 1);
    }

    private static Path seeded(Target target, Path folder) throws IOException {
        Files.createDirectories(folder);
        int number = 0;
        for (byte[] seed : target.seeds()) {
            Files.write(folder.resolve("seed-" + number++), seed);
        }
        return folder;
    }

    /// Whether nothing was found.
    private static boolean fuzz(Target target, int seconds, List<String> options, Path inputs)
            throws IOException, InterruptedException {
        Path findings = Files.createDirectories(FOLDER.resolve(target.word()));
        Path log = findings.resolve("log.txt");
        var command = new ArrayList<>(command(target, seconds, findings));
        command.addAll(options);
        command.add(inputs.toString());
        Process jazzer = new ProcessBuilder(command)
                .directory(findings.toFile()).redirectErrorStream(true).redirectOutput(Redirect.to(log.toFile()))
                .start();
        boolean ended = jazzer.waitFor(Duration.ofSeconds(seconds + STARTING));
        jazzer.destroyForcibly().waitFor();
        String said = Files.readString(log);
        boolean isClean = ended && jazzer.exitValue() == 0 && LAST_LINE.matcher(said).find();
        System.out.println("fuzz " + target.word() + ": "
                + (isClean ? lastLine(said) : "found something, or broke:\n" + said));
        return isClean;
    }

    private static List<String> command(Target target, int seconds, Path findings) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-da:org.tomlj...", // Jazzer has assertions checked; that library's own fail for what it then refuses.
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-classpath", System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.type(),
                "--instrumentation_includes=dev.weir.**",
                "--reproducer_path=" + findings,
                "-artifact_prefix=" + findings + "/",
                "-max_total_time=" + seconds,
                "-max_len=65536",
                "-timeout=30");
    }

    private static String lastLine(String said) {
        var found = LAST_LINE.matcher(said);
        return found.find() ? found.group(1) : "";
    }
}
