package dev.weir.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.doctor.UsersPip.Call;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import org.junit.jupiter.api.Test;

class UsersPipTest {

    @Test
    void callsPipAsItsConsoleScriptDoes() {
        var pip = UsersPip.of(json("3.14.0", "26.3", "[\"pip._internal.cli.main\", \"main\"]"), "");

        assertThat(pip.call()).map(Call::code)
                .contains("import sys; from pip._internal.cli.main import main; sys.exit(main())");
        assertThat(UsersPip.of(json("3.14.0", "26.3", "null"), "").call()).isEmpty();
    }

    @Test
    void knowsOptionsByTheirHelp() {
        var pip = UsersPip.of(json("3.14.0", "26.3", "null"), "  --use-feature <feature> (fast-deps, venv-isolation)");

        assertThat(pip.knows("venv-isolation")).isTrue();
        assertThat(pip.knows("--python")).isFalse();
    }

    @Test
    void knowsBackendsFromPip20OnPython3() {
        assertThat(UsersPip.of(json("3.8.0", "20.0", "null"), "").knowsBackends()).isTrue();
        assertThat(UsersPip.of(json("3.8.0", "19.3.1", "null"), "").knowsBackends()).isFalse();
        assertThat(UsersPip.of(json("3.6.0", "9.0.3", "null"), "").knowsBackends()).isFalse();
        assertThat(UsersPip.of(json("2.7.18", "20.3.4", "null"), "").knowsBackends()).isFalse();
    }

    private static JsonObject json(String python, String pip, String script) {
        return JsonReader.read("{\"python\": \"%s\", \"pip\": \"%s\", \"from\": \"/x\", \"script\": %s}"
                .formatted(python, pip, script)).asObject("a test");
    }
}
