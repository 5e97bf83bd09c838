package dev.weir.samples;

import dev.weir.api.Action;
import dev.weir.api.Artifact;
import dev.weir.api.Finding;
import dev.weir.api.Gate;
import dev.weir.api.GateAction;
import dev.weir.api.Hook;
import dev.weir.api.Rule;
import dev.weir.api.Severity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Objects to a source tree whose `setup.py` decodes a text and runs it in one line.
///
/// The engine has checked argument 0 of the tuple before it makes a [Gate], so a hook in Java need not.
public final class DecodedCodeHook implements Hook.ArtifactHook {

    private static final String SETUP = "setup.py";
    private static final Rule RULE = new Rule("sample.decoded-code", Action.DENY);

    @Override
    public String name() {
        return "sample-java";
    }

    @Override
    public Set<GateAction> gates() {
        return Set.of(GateAction.INSTALL);
    }

    @Override
    public List<Finding> inspect(Gate.ArtifactGate gate, Artifact bits) throws IOException {
        return switch (bits.form()) {
            case TREE -> inspectTree(bits);
            case ARCHIVE -> List.of();
        };
    }

    private static List<Finding> inspectTree(Artifact bits) throws IOException {
        try (var entries = bits.entries()) {
            var setup = entries.filter(entry -> entry.isFile() && entry.path().equals(SETUP)).findFirst();
            return setup.isPresent() ? inspectFile(bits, setup.get()) : List.of();
        }
    }

    private static List<Finding> inspectFile(Artifact bits, Artifact.Entry setup) throws IOException {
        // Latin 1 knows every byte, so no file can make the reader give up.
        try (var lines = new BufferedReader(new InputStreamReader(bits.open(setup), StandardCharsets.ISO_8859_1))) {
            var number = 1;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("exec(") && line.contains("b64decode(")) {
                    return List.of(finding(number));
                }
                number++;
            }
            return List.of();
        }
    }

    private static Finding finding(int line) {
        return new Finding(
                RULE,
                Severity.HIGH,
                Optional.of(SETUP),
                OptionalInt.of(line),
                "decodes a text and runs it",
                Optional.of("Decode the text by hand and read it before you install this."));
    }
}
