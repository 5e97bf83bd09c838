package dev.weir.cli.doctor;

import dev.weir.api.GateAction;
import dev.weir.cli.doctor.Line.LeftOut;
import dev.weir.cli.doctor.Line.Promise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The ways of pip to keep a build apart from the environment: what a build asks for is installed there, and what builds runs there.
final class Modes {

    private static final String USE_FEATURE = "--use-feature=";

    private Modes() {}

    static List<Line> of(Kit kit) throws IOException {
        var lines = new ArrayList<Line>();
        lines.addAll(apart(kit, "default"));
        lines.addAll(feature(kit, "inprocess-build-deps", "26.0"));
        lines.addAll(feature(kit, "venv-isolation", "26.2"));
        lines.add(notApart(kit));
        return lines;
    }

    private static List<Line> feature(Kit kit, String name, String since) throws IOException {
        return kit.pip().knows(name)
                ? apart(kit, USE_FEATURE + name, USE_FEATURE + name)
                : List.of(leftOut(USE_FEATURE + name, "pip has this from " + since + " on"));
    }

    private static List<Line> apart(Kit kit, String name, String... options) throws IOException {
        return List.of(requirement(kit, name, options), backend(kit, name, options));
    }

    private static Line requirement(Kit kit, String mode, String... options) throws IOException {
        var name = mode + ": build requirement";
        if (!kit.pip().knowsBackends()) {
            return leftOut(name, UsersPip.KNOWS_NO_BACKENDS);
        }
        var bird = kit.anywhere(Form.BUILD_REQUIREMENT);
        return Kit.anyGate(Section.ISOLATION, name, bird, Map.of(),
                List.of(kit.install(kit.modulePip(Bench.ENABLED), bird, options)));
    }

    private static Line backend(Kit kit, String mode, String... options) throws IOException {
        var bird = kit.at(GateAction.BUILD, Form.SDIST);
        return Kit.oneGate(Section.ISOLATION, mode + ": build", Promise.REFUSED, GateAction.BUILD, bird,
                List.of(kit.install(kit.modulePip(Bench.ENABLED), bird, options)));
    }

    private static Line notApart(Kit kit) throws IOException {
        var option = "--no-build-isolation";
        return kit.pip().knows(option)
                ? backend(kit, option, option)
                : leftOut(option, "pip has this from 10.0 on");
    }

    private static LeftOut leftOut(String name, String reason) {
        return new LeftOut(Section.ISOLATION, name, reason);
    }
}
