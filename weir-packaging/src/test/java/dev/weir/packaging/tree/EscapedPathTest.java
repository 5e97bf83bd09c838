package dev.weir.packaging.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapedPathTest {
    @ParameterizedTest
    @CsvSource({
            "612062,a b", "00090a1b7f5c,\\x00\\x09\\x0a\\x1b\\x7f\\\\", "c3a9f09f908d,é🐍", "c29b,\\xc2\\x9b",
            "c2a0,'\u00a0'", "636166e9,caf\\xe9",
            "eda080,\\xed\\xa0\\x80", "ed9fbf,\ud7ff", "c0af,\\xc0\\xaf", "e09fbf,\\xe0\\x9f\\xbf", "e0a080,\u0800",
            "f4908080,\\xf4\\x90\\x80\\x80", "f08fbfbf,\\xf0\\x8f\\xbf\\xbf",
            "f5808080,\\xf5\\x80\\x80\\x80", "e28241,\\xe2\\x82A", "e282,\\xe2\\x82", "80,\\x80", "efbfbd,\ufffd",
            "ff,\\xff"
    })
    void writesEachByteThatIsNotPlainUtf8AsAnEscape(String hex, String escaped) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThat(EscapedPath.escape(bytes)).isEqualTo(escaped);
        assertThat(EscapedPath.unescape(escaped)).isEqualTo(bytes);
    }

    @Test
    void canBeReadBackForAnyBytes() {
        Random random = new Random(8938);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[1 + i % 6];
            random.nextBytes(bytes);
            String escaped = EscapedPath.escape(bytes);
            assertThat(EscapedPath.unescape(escaped)).isEqualTo(bytes);
            assertThat(escaped).doesNotContainPattern("\\p{Cntrl}").isEqualTo(throughUtf8(escaped));
        }
    }

    @Test
    void tellsEveryNameAsTheFolderHoldsIt(@TempDir Path folder) throws IOException {
        for (int value = 0x80; value < 0x100; value++) {
            String escaped = "x\\x" + HexFormat.of().toHexDigits((byte) value);
            Path path = EscapedPath.resolve(folder, escaped);
            Files.writeString(path, "");
            assertThat(EscapedPath.of(Objects.requireNonNull(path.getFileName()))).isEqualTo(escaped);
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            assertThat(stream).extracting(path -> EscapedPath.of(Objects.requireNonNull(path.getFileName())))
                    .doesNotHaveDuplicates().hasSize(128);
        }
    }

    @Test
    void doesTheSameInALocaleThatKnowsOnlyAscii(@TempDir Path folder) throws Exception {
        for (String name : List.of("é", "\\xe9", "\ufffd", "x\\x0a", "d\\xff")) {
            Path made = EscapedPath.resolve(folder, name);
            Files.createSymbolicLink(made, EscapedPath.resolve(Path.of(""), name));
        }
        String here = TreeManifest.of(folder, TreeScope.WHOLE).digest().toString();
        for (String locale : List.of("C", "POSIX", "C.UTF-8", "en_US.ISO-8859-1")) {
            assertThat(digestInAnotherJvm(folder, locale)).as(locale).isEqualTo(here);
        }
    }

    @Test
    void refusesToReadWhatItNeverWrites() {
        for (String text : List.of("\\", "\\a", "\\x", "\\x1", "\\xgg", "a\\")) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> EscapedPath.unescape(text));
        }
    }

    @Test
    void leadsNowhereButBelowTheRoot(@TempDir Path folder) {
        for (String text : List.of("", "/a", "..", "a/../b", "./a", "a//b", "a/")) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> EscapedPath.resolve(folder, text));
        }
        assertThat(EscapedPath.resolve(folder, "a/..b")).isEqualTo(folder.resolve("a/..b"));
    }

    private static String digestInAnotherJvm(Path folder, String locale) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String main = DigestOfATree.class.getName();
        ProcessBuilder builder = new ProcessBuilder(java, "-cp", classPath(), main, folder.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_"));
        builder.environment().put("LC_ALL", locale);
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isZero();
        return output;
    }

    private static String classPath() {
        return System.getProperty("java.class.path") + File.pathSeparator
                + System.getProperty("surefire.test.class.path", "");
    }

    private static String throughUtf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
