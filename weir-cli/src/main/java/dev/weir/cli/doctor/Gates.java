package dev.weir.cli.doctor;

import dev.weir.api.GateAction;
import dev.weir.cli.doctor.Line.LeftOut;
import dev.weir.cli.doctor.Line.Promise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Every gate by itself: a canary that passes all the others is refused there. `pip.install` once for each form.
final class Gates {

    private Gates() {}

    static List<Line> of(Kit kit) throws IOException {
        var lines = new ArrayList<Line>();
        lines.add(gate(kit, GateAction.CANDIDATES, Form.WHEEL));
        lines.add(gate(kit, GateAction.DOWNLOAD, Form.URL));
        lines.addAll(fromGit(kit));
        lines.add(gate(kit, GateAction.UNPACK, Form.SDIST));
        for (var form : List.of(Form.WHEEL, Form.SDIST, Form.ARCHIVE, Form.FOLDER, Form.EDITABLE)) {
            lines.add(gate(kit, GateAction.INSTALL, form));
        }
        lines.add(buildRequirement(kit));
        lines.add(gate(kit, GateAction.BUILD, Form.SDIST));
        lines.add(built(kit));
        lines.add(gate(kit, GateAction.WRITE, Form.WHEEL));
        lines.add(uninstall(kit));
        return lines;
    }

    /// A checkout is fetched before there is anything to judge; with -e another part of pip does it.
    private static List<Line> fromGit(Kit kit) throws IOException {
        var lines = new ArrayList<Line>();
        for (var gate : List.of(GateAction.DOWNLOAD, GateAction.INSTALL)) {
            for (var form : List.of(Form.GIT, Form.GIT_EDITABLE)) {
                lines.add(kit.runs("git", "--version")
                        ? gate(kit, gate, form)
                        : new LeftOut(Section.GATES, name(gate, form), "there is no program git here"));
            }
        }
        return lines;
    }

    private static Line buildRequirement(Kit kit) throws IOException {
        return kit.pip().knowsBackends()
                ? gate(kit, GateAction.INSTALL, Form.BUILD_REQUIREMENT)
                : leftOut(GateAction.INSTALL, Form.BUILD_REQUIREMENT);
    }

    private static Line gate(Kit kit, GateAction gate, Form form) throws IOException {
        var bird = kit.at(gate, form);
        return Kit.oneGate(Section.GATES, name(gate, form), Promise.REFUSED, gate, bird,
                List.of(kit.install(kit.modulePip(Bench.ENABLED), bird)));
    }

    private static Line built(Kit kit) throws IOException {
        if (!kit.pip().knowsBackends()) {
            return leftOut(GateAction.BUILT, Form.SDIST);
        }
        var bird = kit.at(GateAction.BUILT, Form.SDIST);
        return Kit.oneGate(Section.GATES, name(GateAction.BUILT, Form.SDIST), Promise.REFUSED_ONCE_BUILT,
                GateAction.BUILT, bird, List.of(kit.install(kit.modulePip(Bench.ENABLED), bird)));
    }

    private static Line uninstall(Kit kit) throws IOException {
        var bird = kit.at(GateAction.UNINSTALL, Form.WHEEL);
        var pip = kit.modulePip(Bench.ENABLED);
        return Kit.oneGate(Section.GATES, name(GateAction.UNINSTALL, Form.WHEEL), Promise.KEPT, GateAction.UNINSTALL,
                bird, List.of(kit.install(pip, bird),
                        List.of(pip.getFirst(), "-m", "pip", "uninstall", "--yes", bird.name())));
    }

    private static LeftOut leftOut(GateAction gate, Form form) {
        return new LeftOut(Section.GATES, name(gate, form), UsersPip.KNOWS_NO_BACKENDS);
    }

    private static String name(GateAction gate, Form form) {
        return "pip." + gate.word() + ": " + form.words();
    }
}
