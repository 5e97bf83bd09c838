import dev.weir.api.Contract;
import dev.weir.api.Digest;
import dev.weir.api.Distribution;
import dev.weir.api.Finding;
import dev.weir.api.Gate;
import dev.weir.api.GateAction;
import dev.weir.api.Hook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Writes the arguments of every `pip.install`, in the form that the scribes share.
public final class Scribe implements Hook.RequestHook {

    @Override
    public String name() {
        return "java-scribe";
    }

    @Override
    public Set<GateAction> gates() {
        return Set.of(GateAction.INSTALL);
    }

    @Override
    public List<Finding> review(Gate gate) throws IOException {
        if (gate instanceof Gate.Install install) {
            var folder = Path.of(Objects.requireNonNull(System.getenv("SCRIBES"), "SCRIBES is set"));
            Files.writeString(folder.resolve("java"), written(install.event(), install.distribution()),
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        return List.of();
    }

    private static String written(String event, Distribution about) {
        var page = new Page();
        page.lines.add(event);
        page.number(0, Contract.VERSION);
        page.text(1, about.installerVersion());
        page.text(2, about.kind());
        page.text(3, about.name());
        page.text(4, about.version());
        page.text(5, about.url());
        page.text(6, about.specifier());
        page.texts(7, Optional.of(about.chain()));
        page.texts(8, about.hashes());
        page.text(9, about.filename());
        page.text(10, about.path());
        page.number(11, about.flags());
        page.text(12, about.digest().map(Digest::text));
        page.text(13, about.operation());
        page.text(14, about.extra());
        return String.join("\n", page.lines) + "\n";
    }

    private static final class Page {
        private final List<String> lines = new ArrayList<>();

        void number(int place, int value) {
            lines.add(place + " int " + value);
        }

        void text(int place, String value) {
            lines.add(place + " str " + value);
        }

        void text(int place, Optional<String> value) {
            lines.add(place + value.map(text -> " str " + text).orElse(" none"));
        }

        void texts(int place, Optional<List<String>> values) {
            values.ifPresentOrElse(texts -> all(place, texts), () -> lines.add(place + " none"));
        }

        private void all(int place, List<String> texts) {
            for (int index = 0; index < texts.size(); index++) {
                lines.add(place + "." + index + " str " + texts.get(index));
            }
            lines.add(place + " tuple " + texts.size());
        }
    }
}
