package dev.weir.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The shim is tested with the same cases.
class UserFoldersTest {

    static List<JsonObject> cases() throws IOException {
        var golden = JsonReader.read(Files.readAllBytes(Path.of("..", "spec", "golden", "places.json")));
        return golden.asObject("places.json").objects("cases");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void areWhereTheShimLooksForThem(JsonObject golden) {
        var folders = new UserFolders(environment(golden.object("environ")), golden.string("account"));

        assertThat(folders.state()).hasToString(golden.string("state"));
        assertThat(folders.config()).hasToString(golden.string("config"));
    }

    @Test
    void areThoseOfTheAccountOfThisProcess() {
        assertThat(StateFolder.of(Map.of()).root())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".local", "state", "weir"));
    }

    private static Map<String, String> environment(JsonObject environ) {
        return environ.members().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, variable -> text(variable.getValue())));
    }

    private static String text(Json value) {
        return value.asString("a variable");
    }
}
