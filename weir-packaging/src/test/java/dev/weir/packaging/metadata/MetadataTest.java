package dev.weir.packaging.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `-Dweir.fuzz=N` breaks each file N times.
class MetadataTest {
    private static final int TIMES = Integer.getInteger("weir.fuzz", 2000);

    private interface Parser {
        Object parse(byte[] bytes) throws InvalidMetadataException;
    }

    @Test
    void readsFieldsAndTheLinesThatGoOn() throws InvalidMetadataException {
        HeaderFields fields =
                HeaderFields.parse(bytes("Name: demo\r\nLicense: a\r\n  b\r\nTag: x\r\nTag: y\r\n\r\nName: other\r\n"));

        assertThat(fields.find("name")).map(HeaderFields.Field::value).contains("demo");
        assertThat(fields.find("License")).contains(new HeaderFields.Field("License", "a\nb", 2));
        assertThat(fields.all("Tag")).containsExactly("x", "y");
    }

    @Test
    void readsTheRowsOfARecord() throws InvalidMetadataException {
        RecordFile record = RecordFile.parse(bytes("a.py,sha256=x_-,12\n\"b,\"\"c\"\".py\",,\n"));

        assertThat(record.rows()).containsExactly(
                new RecordFile.Row("a.py", Optional.of(new RecordFile.Hash("sha256", "x_-")), OptionalLong.of(12), 1),
                new RecordFile.Row("b,\"c\".py", Optional.empty(), OptionalLong.empty(), 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a,b,c", "a,,,", "a,,-1", "\"a,,", "\"a\"b,,", "a\"b,,", "a,,1\rb,,", "a\u0085b,,",
            "\ufeffa,,"})
    void refusesARecordThatReadersTakeDifferently(String text) {
        assertThatExceptionOfType(InvalidMetadataException.class).isThrownBy(() -> RecordFile.parse(bytes(text)));
    }

    @Test
    void readsEntryPoints() throws InvalidMetadataException {
        EntryPoints points = EntryPoints.parse(bytes("# c\n[console_scripts]\na = b.c:d.e [x,y]\n\n[other]\n a=b\n"));

        assertThat(points.all()).containsExactly(
                new EntryPoints.EntryPoint("console_scripts", "a", "b.c:d.e [x,y]", 3),
                new EntryPoints.EntryPoint("other", "a", "b", 6));
        assertThat(points.all()).extracting(EntryPoints.EntryPoint::namesAnObject).containsExactly(true, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[g]\npip\u00a0= a:b", "[g]\n\u3000pip = a:b", "[g]\na = b:c\u001f", "[ ]\na = b", "[]\na = b",
                    "a = b", "[g]\n= b", "[g]\na", "[g]\na = b\na = c"})
    void refusesEntryPointsThatReadersTakeDifferently(String text) {
        assertThatExceptionOfType(InvalidMetadataException.class).isThrownBy(() -> EntryPoints.parse(bytes(text)));
    }

    @Test
    void readsTheTableOfABuildSystem() throws InvalidMetadataException {
        assertThat(BuildSystem.parse(bytes("""
                [build-system]
                requires = ["setuptools>=61", 'wheel']
                build-backend = "backend:x"
                backend-path = ["tools"]
                [project]
                name = "demo"
                """))).contains(new BuildSystem(List.of("setuptools>=61", "wheel"), Optional.of("backend:x"),
                List.of("tools")));
        assertThat(BuildSystem.parse(bytes("[project]\nname = \"demo\"\n"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "build-system = 1", "[build-system]", "[build-system]\nrequires = \"a\"",
            "[build-system]\nrequires = []\nbuild-backend = 1", "[build-system]\nrequires = []\nbackend-path = [\"/\"]",
            "[build-system]\nrequires = []\nrequires = [\"a\"]", "[build-system]\nrequires = []\n\u0085"})
    void refusesATableThatIsNotOfTheForm(String text) {
        assertThatExceptionOfType(InvalidMetadataException.class).isThrownBy(() -> BuildSystem.parse(bytes(text)))
                .satisfies(e -> assertThat(e.line()).isPositive());
    }

    @Test
    void eitherReadsOrRefusesWhateverIsBroken() {
        List<Parser> parsers = List.of(HeaderFields::parse, RecordFile::parse, EntryPoints::parse);
        List<byte[]> files = List.of(
                bytes("Metadata-Version: 2.1\nName: é\nLicense: a\n  b\n\ntext"), bytes("a.py,sha256=x,1\n\"b,c\",,\n"),
                bytes("[console_scripts]\na = b:c\n# d\n[e]\nf = g\n"));
        Random random = new Random(8938);
        int refused = 0;
        for (int time = 0; time < TIMES; time++) {
            byte[] file = broken(files.get(time % files.size()), random);
            refused += isRefused(parsers.get(time % parsers.size()), file) ? 1 : 0;
        }
        assertThat(refused).isBetween(TIMES / 10, TIMES - TIMES / 10);
    }

    private static boolean isRefused(Parser parser, byte[] file) {
        try {
            assertThat(parser.parse(file)).isNotNull();
            return false;
        } catch (InvalidMetadataException invalid) {
            assertThat(invalid.line()).isPositive();
            return true;
        }
    }

    private static byte[] broken(byte[] file, Random random) {
        byte[] copy = file.clone();
        for (int change = random.nextInt(3); change >= 0; change--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
