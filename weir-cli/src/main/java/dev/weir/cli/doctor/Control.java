package dev.weir.cli.doctor;

import dev.weir.cli.doctor.Line.Promise;
import dev.weir.cli.doctor.Line.Trial;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The canaries where nobody refuses them.
final class Control {

    private Control() {}

    static List<Line> of(Kit kit) throws IOException {
        var lines = new ArrayList<Line>();
        lines.add(withoutWeir(kit, Form.WHEEL));
        lines.add(withoutWeir(kit, Form.SDIST));
        lines.add(withoutWeir(kit, Form.EDITABLE));
        if (kit.pip().knowsBackends()) {
            lines.add(withoutWeir(kit, Form.BUILD_REQUIREMENT));
        }
        lines.add(allowed(kit));
        return lines;
    }

    private static Line withoutWeir(Kit kit, Form form) throws IOException {
        var bird = kit.harmless(form);
        var steps = new ArrayList<>(List.of(kit.install(kit.modulePip(Bench.UNWATCHED), bird)));
        if (form.isWheel()) {
            steps.add(imported(kit, Bench.UNWATCHED, bird));
        }
        return new Trial(Section.CONTROL, "without Weir: " + form.words(), Promise.SINGS, Optional.empty(), bird,
                steps, Map.of());
    }

    private static Line allowed(Kit kit) throws IOException {
        var bird = kit.harmless(Form.WHEEL);
        return new Trial(Section.CONTROL, "weir pip, allowed: " + Form.WHEEL.words(), Promise.ALLOWED,
                Optional.empty(), bird,
                List.of(kit.install(kit.weirPip(Bench.BARE), bird), imported(kit, Bench.BARE, bird)),
                Map.of());
    }

    private static List<String> imported(Kit kit, String environment, Bird bird) {
        return List.of(kit.python(environment), "-c", "import " + bird.module());
    }
}
