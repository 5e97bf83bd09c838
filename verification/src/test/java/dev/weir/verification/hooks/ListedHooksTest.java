package dev.weir.verification.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Observer;
import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.Engines;
import dev.weir.verification.machine.HookJar;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Sandbox;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What `weir hooks` tells of hooks of every kind, before a real pip has run and afterwards.
class ListedHooksTest {

    private static final String JAVA = """
            import dev.weir.api.*;
            import java.util.*;

            public final class Mine implements Hook.RequestHook {
                public String name() {
                    return "mine";
                }

                public Set<GateAction> gates() {
                    return Set.of(GateAction.WRITE);
                }

                public List<Finding> review(Gate gate) {
                    return List.of();
                }
            }
            """;

    private static final String OBSERVER = """
            public final class Watching implements dev.weir.api.Observer {}
            """;

    private final Sandbox sandbox;

    ListedHooksTest() throws IOException {
        sandbox = Sandbox.open();
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Test
    void tellsWhereHooksComeFromAndWhatTheyDidLast() throws IOException {
        var jar = HookJar.make(sandbox.folder(), "Mine", JAVA);
        var observer = HookJar.make(sandbox.folder(), "Watching", OBSERVER, Observer.class);
        var failing = Files.writeString(sandbox.folder().resolve("failing"), "exit 3\n");
        var watch = Files.writeString(sandbox.folder().resolve("watch.py"), "def watch(event, args):\n    pass\n");
        sandbox.settings("""
                in-process = ["%s:watch"]
                jars = ["%s", "%s"]

                [hooks.failing]
                program = ["/bin/sh", "%s"]
                """.formatted(watch, jar, observer, failing));
        Wheel.of("alpha", "1.0").writeTo(sandbox.folder().resolve("files"));

        var before = hooks();
        assertThat(Engines.in(sandbox.state())).isEmpty();
        AuditedPip.in(sandbox).run("install", "--no-index", "--find-links", "../files", "alpha");
        var after = hooks();

        assertThat(before).extracting(hook -> hook.string("name"))
                .containsExactly("failing", "mine", "names", "self", "structure", "Watching", watch + ":watch");
        assertThat(before).allSatisfy(hook -> assertThat(hook.objectOrNull("last")).isEmpty());
        assertThat(named("mine", before).strings("origin")).containsExactly(jar.toString());
        assertThat(named("Watching", before).strings("origin")).containsExactly(observer.toString());
        assertThat(named("failing", before).strings("origin")).containsExactly("/bin/sh", failing.toString());
        assertThat(named("failing", after).object("last").string("reason")).isEqualTo("exit status 3");
        assertThat(named("self", after).object("last").string("status")).isEqualTo("answered");
        assertThat(named("mine", after).objectOrNull("last")).isEmpty();
    }

    private List<JsonObject> hooks() throws IOException {
        var said = sandbox.run(Machine.weir().toString(), "hooks", "--json").orFail().out();
        return said.lines().map(line -> JsonReader.read(line).asObject("a hook")).toList();
    }

    private static JsonObject named(String name, List<JsonObject> hooks) {
        return hooks.stream().filter(hook -> hook.string("name").equals(name)).findFirst().orElseThrow();
    }
}
