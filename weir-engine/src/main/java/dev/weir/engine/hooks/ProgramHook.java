package dev.weir.engine.hooks;

import dev.weir.engine.bits.CopiedArtifact;
import dev.weir.engine.bits.PrivateFolder;
import dev.weir.wire.Tuples;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// A program that is a hook (`spec/program-hooks.md`). It is started anew for each question.
///
/// @param program its absolute path and its arguments
record ProgramHook(String name, List<String> program, ProcessGroup group) implements Answerer {

    ProgramHook {
        program = List.copyOf(program);
    }

    @Override
    public Reply answer(Question question) throws Exception {
        try (var folder = PrivateFolder.create("weir-hook-")) {
            var output = new ProgramRun(program, group, folder.path()).run(input(question));
            return new ProgramAnswer(question.gate()).read(output);
        }
    }

    private byte[] input(Question question) {
        return JsonObject.builder()
                .put("schema", ProgramAnswer.SCHEMA)
                .put("hook", name)
                .put("event", question.gate().event())
                .put("args", Tuples.args(question.gate()))
                .put("artifact", question.bits().<Json>map(ProgramHook::artifact).orElse(JsonNull.NULL))
                .build()
                .encode()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static JsonObject artifact(CopiedArtifact bits) {
        return JsonObject.builder()
                .put("path", bits.path().toString())
                .put("digest", bits.digest().text())
                .put("form", bits.form().name().toLowerCase(Locale.ROOT))
                .build();
    }
}
