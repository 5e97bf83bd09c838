package dev.weir.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.weir.packaging.metadata.BuildSystem;
import dev.weir.packaging.metadata.DirectUrl;
import dev.weir.packaging.metadata.EntryPoints;
import dev.weir.packaging.metadata.HeaderFields;
import dev.weir.packaging.metadata.RecordFile;
import dev.weir.packaging.requirement.Requirement;
import dev.weir.wire.Frames;
import dev.weir.wire.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The targets themselves, with a fixed seed and no fuzzer.
class TargetTest {

    @ParameterizedTest
    @EnumSource
    void holdsForItsSeedsAndWhatComesOfBreakingThem(Target target) throws Exception {
        var random = new Random(8938);
        for (var seed : target.seeds()) {
            for (var time = 0; time < 300; time++) {
                var input = time == 0 ? seed : broken(seed, random);
                assertThatNoException().as(Arrays.toString(input)).isThrownBy(() -> target.tryOn(input));
            }
        }
    }

    @Test
    void beginsWithWhatIsAccepted() throws Exception {
        for (var archive : Seeds.zips()) {
            assertThat(Content.read(archive)).isPresent();
        }
        for (var archive : Seeds.tars()) {
            assertThat(Content.read(archive)).isPresent();
        }
        for (var seed : Seeds.metadata()) {
            var file = Arrays.copyOfRange(seed, 1, seed.length);
            Object read = switch (seed[0]) {
                case 'h' -> HeaderFields.parse(file);
                case 'r' -> RecordFile.parse(file);
                case 'q' -> Requirement.parse(new String(file, StandardCharsets.UTF_8));
                case 'b' -> BuildSystem.parse(file);
                case 'd' -> DirectUrl.parse(file);
                default -> EntryPoints.parse(file);
            };
            assertThat(read).isNotNull();
        }
        for (var seed : Seeds.messages()) {
            var message = Arrays.copyOfRange(seed, 1, seed.length);
            assertThat(seed[0] == 'f' ? Frames.decode(message) : JsonReader.read(message)).isNotNull();
        }
    }

    @Test
    void reportsWhatReadersSeeDifferently() throws Exception {
        var content = Content.read(Seeds.zips().getFirst()).orElseThrow();

        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> content.mustBe(Map.of("a.py", "x"), "another"))
                .withMessageContaining("another");
    }

    private static byte[] broken(byte[] seed, Random random) {
        var copy = seed.clone();
        for (var change = random.nextInt(3); change >= 0; change--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }
}
