package dev.weir.cli;

import dev.weir.api.GateAction;
import dev.weir.engine.hooks.HookOrigin;
import dev.weir.engine.hooks.KnownHook;
import dev.weir.engine.hooks.KnownObserver;
import dev.weir.report.HookHistory.Last;
import dev.weir.report.Plain;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One hook in the output of `weir hooks` (`docs/reference/json.md`).
sealed interface HookLine {

    /// For a reader, fit for a terminal.
    List<String> text(ZoneId zone);

    /// For a program.
    JsonObject json();

    private static String origin(HookOrigin origin) {
        return switch (origin) {
            case HookOrigin.BuiltIn() -> "built in";
            case HookOrigin.Jar(var file) -> "Java, " + file;
            case HookOrigin.Program(var command) -> "program, " + String.join(" ", command);
        };
    }

    private static List<String> place(HookOrigin origin) {
        return switch (origin) {
            case HookOrigin.BuiltIn() -> List.of();
            case HookOrigin.Jar(var file) -> List.of(file.toString());
            case HookOrigin.Program(var command) -> command;
        };
    }

    /// What there is of one that watches, and is asked nothing.
    private static JsonObject watching(String name, String type, List<String> origin) {
        return JsonObject.builder()
                .put("name", name)
                .put("type", type)
                .put("origin", origin)
                .put("enabled", Json.of(true))
                .put("gates", JsonNull.NULL)
                .put("timeout", JsonNull.NULL)
                .put("on_failure", JsonNull.NULL)
                .put("last", JsonNull.NULL)
                .build();
    }

    /// A hook of the engine.
    ///
    /// @param last what it has done last
    record OfEngine(KnownHook hook, Optional<Last> last) implements HookLine {

        private static final String TIME = "uuuu-MM-dd HH:mm:ss xxx";

        @Override
        public List<String> text(ZoneId zone) {
            var lines = new ArrayList<String>();
            lines.add(hook.name() + ": " + origin(hook.origin()));
            lines.add("  " + (hook.settings().enabled() ? askedAt() : "switched off by the settings"));
            lines.add("  timeout %d s, on failure %s".formatted(timeout(), onFailure()));
            lines.add("  " + last.map(known -> told(known, zone)).orElse("never asked, as far as the journal goes"));
            return lines.stream().map(Plain::text).toList();
        }

        private String askedAt() {
            return hook.gates().isEmpty() ? "asked at no gate" : "asked at " + String.join(", ", gates());
        }

        private List<String> gates() {
            return hook.gates().stream().sorted().map(GateAction::word).map(word -> "pip." + word).toList();
        }

        private long timeout() {
            return hook.settings().timeout().toSeconds();
        }

        private String onFailure() {
            return hook.settings().onFailure().word();
        }

        private static String told(Last last, ZoneId zone) {
            var time = DateTimeFormatter.ofPattern(TIME, Locale.ROOT).withZone(zone).format(last.time());
            return "last %s, %s, after %d ms, in run %s%s".formatted(last.status(), time, last.milliseconds(),
                    last.run(), last.reason().map(reason -> ": " + reason).orElse(""));
        }

        @Override
        public JsonObject json() {
            return JsonObject.builder()
                    .put("name", hook.name())
                    .put("type", type())
                    .put("origin", place(hook.origin()))
                    .put("enabled", Json.of(hook.settings().enabled()))
                    .put("gates", gates())
                    .put("timeout", timeout())
                    .put("on_failure", onFailure())
                    .put("last", last.<Json>map(OfEngine::json).orElse(JsonNull.NULL))
                    .build();
        }

        private String type() {
            return switch (hook.origin()) {
                case HookOrigin.BuiltIn() -> "built-in";
                case HookOrigin.Jar(var file) -> "java";
                case HookOrigin.Program(var command) -> "program";
            };
        }

        private static JsonObject json(Last last) {
            return JsonObject.builder()
                    .put("status", last.status())
                    .put("reason", last.reason())
                    .put("milliseconds", last.milliseconds())
                    .put("time", last.time().toString())
                    .put("run", last.run())
                    .build();
        }
    }

    /// An observer, which the engine tells.
    record Watching(KnownObserver observer) implements HookLine {

        @Override
        public List<String> text(ZoneId zone) {
            return List.of(Plain.text(observer.name() + ": " + origin(observer.origin())),
                    "  watches every gate and its end; nobody waits for it");
        }

        @Override
        public JsonObject json() {
            return watching(observer.name(), "observer", place(observer.origin()));
        }
    }

    /// An audit hook that pip loads into its own process.
    ///
    /// @param hook as the settings name it
    record InProcess(String hook) implements HookLine {

        @Override
        public List<String> text(ZoneId zone) {
            return List.of(Plain.text(hook + ": in pip's own process"), "  sees every event");
        }

        @Override
        public JsonObject json() {
            return watching(hook, "in-process", List.of(hook));
        }
    }
}
