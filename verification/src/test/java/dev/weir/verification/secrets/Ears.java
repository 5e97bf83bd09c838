package dev.weir.verification.secrets;

import dev.weir.verification.machine.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Two hooks that keep all that they are told: a program, which also refuses whatever is named `hostile`, and a Python function in pip's process.
///
/// @param folder where they keep it
record Ears(Path folder) {

    private static final String PROGRAM = """
            #!/bin/sh
            heard=$(mktemp 'FOLDER/program-XXXXXX')
            { cat; env; } > "$heard"
            case $(head -n 1 "$heard") in
                *'"pip.install"'*'"hostile"'*)
                    printf '{"schema":1,"findings":[{"rule":"ears.hostile","action":"deny","message":"it is hostile"}]}' ;;
                *) printf '{"schema":1,"findings":[]}' ;;
            esac
            """;

    private static final String PYTHON = """
            OUT = open('FOLDER/python.txt', 'a', encoding='utf-8')


            def hear(event, args):
                if event.startswith('pip.') and args and args[0] == 1:
                    OUT.write('%s %r\\n' % (event, args))
                    OUT.flush()
            """;

    private static final String SETTINGS = """
            in-process = ["FOLDER/ears.py:hear"]

            [hooks.ears]
            program = ["FOLDER/ears"]
            gates = ["pip.invoked", "pip.candidates", "pip.download", "pip.unpack", "pip.install", "pip.build", "pip.built", "pip.write", "pip.uninstall"]
            """;

    /// Writes the hooks, and the settings that name them.
    static Ears in(Sandbox sandbox) throws IOException {
        var folder = Files.createDirectory(sandbox.folder().resolve("ears"));
        var program = Files.writeString(folder.resolve("ears"), PROGRAM.replace("FOLDER", folder.toString()));
        if (!program.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable " + program);
        }
        Files.writeString(folder.resolve("ears.py"), PYTHON.replace("FOLDER", folder.toString()));
        sandbox.settings(SETTINGS.replace("FOLDER", folder.toString()));
        return new Ears(folder);
    }
}
