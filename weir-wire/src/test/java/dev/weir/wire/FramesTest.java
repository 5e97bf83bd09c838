package dev.weir.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {

    private static final JsonObject OBJECT = JsonObject.builder().put("type", "ü").build();

    @Test
    void writesTheLengthInBytesAndTheObject() throws IOException {
        assertThat(Frames.encode(OBJECT)).asHexString().isEqualTo("0000000D" + "7B2274797065223A22C3BC227D");
    }

    @Test
    void readsFrameAfterFrameUntilTheEnd() throws IOException {
        var out = new ByteArrayOutputStream();
        Frames.write(out, OBJECT);
        Frames.write(out, Members.bare("bye"));
        var in = new ByteArrayInputStream(out.toByteArray());

        assertThat(Frames.read(in)).contains(OBJECT);
        assertThat(Frames.read(in)).contains(Members.bare("bye"));
        assertThat(Frames.read(in)).isEmpty();
    }

    @Test
    void noticesAFrameThatIsCutOffAtAnyByte() throws IOException {
        var frame = Frames.encode(OBJECT);
        for (int length = 1; length < frame.length; length++) {
            var cut = Arrays.copyOf(frame, length);
            assertThatThrownBy(() -> Frames.read(new ByteArrayInputStream(cut)))
                    .isInstanceOf(FrameException.class)
                    .hasMessageContaining("cut off");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000", "0000000000", "01000001", "80000000", "ffffffff"})
    void refusesLengthsThatAreNotAllowed(String hex) {
        assertThatThrownBy(() -> Frames.read(new ByteArrayInputStream(HexFormat.of().parseHex(hex))))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("1 to 16777216 bytes");
    }

    @Test
    void takesTheLargestFrameAndNoLarger() throws IOException {
        int around = "{\"a\":\"\"}".length();
        var largest = JsonObject.builder().put("a", "x".repeat(Frames.LARGEST - around)).build();
        var larger = JsonObject.builder().put("a", "x".repeat(Frames.LARGEST - around + 1)).build();
        var out = new ByteArrayOutputStream();

        assertThat(Frames.decode(Frames.encode(largest))).isEqualTo(largest);
        assertThatThrownBy(() -> Frames.write(out, larger)).isInstanceOf(FrameException.class);
        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000001" + "31", "00000002" + "5b5d", "00000003" + "7b7d7b", "00000001" + "ff"})
    void refusesWhatIsNotOneObject(String hex) {
        assertThatThrownBy(() -> Frames.decode(HexFormat.of().parseHex(hex))).isInstanceOf(JsonException.class);
    }

    @Test
    void decodesOneFrameAndNothingElse() throws IOException {
        var frame = Frames.encode(OBJECT);

        assertThat(Frames.decode(frame)).isEqualTo(OBJECT);
        assertThatThrownBy(() -> Frames.decode(Arrays.copyOf(frame, frame.length + 1)))
                .isInstanceOf(FrameException.class);
        assertThatThrownBy(() -> Frames.decode(new byte[0])).isInstanceOf(FrameException.class);
    }
}
