package dev.weir.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Action;
import dev.weir.api.Finding;
import dev.weir.api.Hook;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class CanaryHookTest {

    private final CanaryHook hook = new CanaryHook();

    @Test
    void refusesACanaryAtTheGateOfItsNameAndAtNoOther() {
        assertThat(hook.review(Sample.install("canary-install-1"))).hasSize(1)
                .extracting(Finding::rule).allMatch(rule -> rule.action() == Action.DENY);
        assertThat(hook.review(Sample.write("canary-install-1"))).isEmpty();
        assertThat(hook.review(Sample.candidates("canary-install-1"))).isEmpty();
        assertThat(hook.review(Sample.candidates("canary-candidates-1"))).hasSize(1);
    }

    @Test
    void refusesOneForAnyGateEverywhere() {
        assertThat(hook.review(Sample.candidates("canary-any-1"))).hasSize(1);
        assertThat(hook.review(Sample.write("canary_any_1"))).hasSize(1);
    }

    @Test
    void knowsOneWithoutANameByItsFolder() {
        assertThat(hook.review(Sample.installOfFolder("file:///x/folders/canary-install-12"))).hasSize(1);
        assertThat(CanaryHook.isAbout(Sample.installOfFolder("file:///x/folders/canary-install-12"), 12)).isTrue();
        assertThat(CanaryHook.isAbout(Sample.installOfFolder("file:///x/folders/canary-install-12"), 1)).isFalse();
    }

    @Test
    void leavesOthersAlone() {
        assertThat(hook.review(Sample.install("requests"))).isEmpty();
        assertThat(hook.review(Sample.install("canary-none-1"))).isEmpty();
        assertThat(hook.review(Sample.candidates("nest-3"))).isEmpty();
    }

    @Test
    void isFoundInTheJarThatTheSettingsName() {
        assertThat(ServiceLoader.load(Hook.class)).hasAtLeastOneElementOfType(CanaryHook.class);
    }
}
