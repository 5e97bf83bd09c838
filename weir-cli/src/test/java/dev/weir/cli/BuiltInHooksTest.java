package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Hook;
import dev.weir.engine.settings.HookSettings;
import dev.weir.engine.settings.Settings;
import org.junit.jupiter.api.Test;

class BuiltInHooksTest {

    @Test
    void hasTheNamesThatTheSettingsKeepFromPrograms() {
        assertThat(BuiltInHooks.of(Settings.DEFAULT)).extracting(Hook::name)
                .containsExactlyInAnyOrderElementsOf(HookSettings.BUILT_IN);
    }
}
