package dev.weir.testkit.packages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A build backend (PEP 517, PEP 660) in plain Python, which needs nothing but the standard library.
///
/// @param python its text
public record Backend(String python) {

    /// Its name in a tree.
    public static final String MODULE = "weir_sample_backend";

    /// The backend as the samples have it.
    public static Backend plain() {
        try (var in = Objects.requireNonNull(Backend.class.getResourceAsStream("/" + MODULE + ".py"),
                "the backend is packed with this class")) {
            return new Backend(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the backend cannot be read", e);
        }
    }

    /// The same, asking for more build requirements when it runs (`get_requires_for_build_wheel`).
    public Backend asking(String... requirements) {
        return new Backend(python + "\n\nBUILD_REQUIREMENTS += [\"" + String.join("\", \"", requirements) + "\"]\n");
    }

    /// The same, leaving a mark when it is imported and at every hook.
    public Backend marking(Canary canary) {
        return new Backend(canary.python("import of the backend") + "\n" + python + """


                def _marked(name, hook):
                    def marking(*args, **kwargs):
                        %s
                        return hook(*args, **kwargs)
                    return marking


                for _name, _hook in list(globals().items()):
                    if callable(_hook) and not _name.startswith("_"):
                        globals()[_name] = _marked(_name, _hook)
                """.formatted(canary.mark("name")));
    }
}
