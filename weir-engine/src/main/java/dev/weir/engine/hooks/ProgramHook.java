package dev.weir.engine.hooks;

import dev.weir.api.Artifact;
import dev.weir.engine.bits.CopiedArtifact;
import dev.weir.engine.bits.PrivateFolder;
import dev.weir.wire.Tuples;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// A program that is a hook (`spec/program-hooks.md`). It is started anew for each question.
///
/// @param program its absolute path and its arguments
/// @param tree    whether it gets files in place of an archive
record ProgramHook(String name, List<String> program, boolean tree, ProcessGroup group) implements Answerer {

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

    private byte[] input(Question question) throws IOException {
        return JsonObject.builder()
                .put("schema", ProgramAnswer.SCHEMA)
                .put("hook", name)
                .put("event", question.gate().event())
                .put("args", Tuples.args(question.gate()))
                .put("artifact", question.bits().isPresent() ? artifact(question.bits().get()) : JsonNull.NULL)
                .build()
                .encode()
                .getBytes(StandardCharsets.UTF_8);
    }

    private JsonObject artifact(CopiedArtifact bits) throws IOException {
        var form = tree ? Artifact.Form.TREE : bits.form();
        return JsonObject.builder()
                .put("path", (tree ? bits.tree() : bits.path()).toString())
                .put("digest", bits.digest().text())
                .put("form", form.name().toLowerCase(Locale.ROOT))
                .build();
    }
}
