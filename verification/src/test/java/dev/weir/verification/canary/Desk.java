package dev.weir.verification.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.journal.JournalReader;
import dev.weir.verification.machine.Engines;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// For each answer settings and a journal, which many cells share: so an engine judges many of them.
///
/// @param sandbox the folders
record Desk(Sandbox sandbox) implements AutoCloseable {

    /// What hooks find in a canary and in no other file.
    static final String EVIDENCE = "canary-marks";

    private static final String NO_EVIDENCE = "no file holds this";
    private static final String SOMEBODY_ELSE = "somebody-else";

    /// Looks through the bits, and objects where they hold its argument.
    private static final String PROGRAM = """
            #!PYTHON -IS
            import json, os, sys

            def files(path):
                if os.path.isfile(path):
                    return [path]
                return [os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names]

            def holds(path):
                with open(path, "rb") as stream:
                    return sys.argv[1].encode() in stream.read()

            found = [path for path in files(json.load(sys.stdin)["artifact"]["path"]) if holds(path)]
            finding = {"rule": "scan.evidence", "action": "deny", "message": "it would sing", "help": "Let it be."}
            print(json.dumps({"schema": 1, "findings": [finding] if found else []}))
            """;

    private static final String PYTHON = """
            import os

            def watch(event, args):
                if event == "pip.install" and args[0] == 1 and any(map(holds, files(args[10]))):
                    raise RuntimeError("it would sing")
                if event == "pip.uninstall" and args[3] == "KEPT":
                    raise RuntimeError("it is to stay")

            def files(path):
                if os.path.isfile(path):
                    return [path]
                return [os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names]

            def holds(path):
                with open(path, "rb") as stream:
                    return b"EVIDENCE" in stream.read()
            """;

    /// Sets one up.
    static Desk open() throws IOException {
        var desk = new Desk(Sandbox.open());
        for (var answer : Answer.values()) {
            desk.at(desk.sandbox, answer).settings(desk.settings(answer));
        }
        return desk;
    }

    /// The same sandbox, but judged and journalled here.
    Sandbox at(Sandbox guest, Answer answer) {
        return guest.with("XDG_DATA_HOME", sandbox.folder().resolve("data").toString())
                .with("XDG_STATE_HOME", sandbox.folder().resolve("state").resolve(answer.name()).toString())
                .with("XDG_CONFIG_HOME", sandbox.folder().resolve("config").resolve(answer.name()).toString());
    }

    /// Where the journal is.
    Path journal(Answer answer) {
        return at(sandbox, answer).state().resolve("journal");
    }

    /// Ends the engines, and sees whether each has written a journal without a fault.
    @Override
    public void close() throws IOException {
        try (sandbox) {
            for (var answer : Answer.values()) {
                end(answer);
            }
        }
    }

    private void end(Answer answer) throws IOException {
        for (var engine : Engines.in(at(sandbox, answer).state())) {
            engine.destroy();
            engine.onExit().join();
        }
        assertThat(JournalReader.verify(journal(answer)).orElseThrow().damage()).isEmpty();
    }

    private String settings(Answer answer) throws IOException {
        var program = sandbox.folder().resolve("scan");
        if (Files.notExists(program)) {
            Files.writeString(program, PROGRAM.replace("PYTHON", Machine.python().path().toString()));
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        }
        var python = sandbox.folder().resolve(answer.name() + ".py");
        var objects = answer == Answer.BY_PYTHON;
        Files.writeString(python, PYTHON.replace("EVIDENCE", objects ? EVIDENCE : NO_EVIDENCE)
                .replace("KEPT", objects ? Bench.NAME : SOMEBODY_ELSE));
        return """
                in-process = ["%s:watch"]
                [engine]
                idle-timeout = 60
                [hooks.scan]
                program = ["%s", "%s"]
                [names]
                deny = ["%s>=%s"]
                """.formatted(python, program, answer == Answer.BY_PROGRAM ? EVIDENCE : NO_EVIDENCE,
                answer == Answer.BY_NAMES ? Bench.NAME : SOMEBODY_ELSE, Bench.NEW);
    }
}
