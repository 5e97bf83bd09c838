package dev.weir.verification.canary;

import dev.weir.verification.machine.Venvs.Pip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// One case of the product.
public record Cell(Form form, Way way, Isolation isolation, Answer answer, Pip pip, Start start) {

    /// Every case for these pips and starts, also those that make no sense.
    static Stream<Cell> product(List<Pip> pips, Start... starts) {
        return Stream.of(starts).flatMap(start -> Stream.of(Form.values()).flatMap(form -> Stream.of(Way.values())
                .flatMap(way -> Stream.of(Isolation.values()).flatMap(isolation -> Stream.of(Answer.values())
                        .flatMap(answer -> pips.stream()
                                .map(pip -> new Cell(form, way, isolation, answer, pip, start)))))));
    }

    /// The same in an environment in which Weir is not enabled.
    Cell unwatched() {
        return new Cell(form, way, isolation, answer, pip, Start.WEIR_PIP);
    }

    /// Why there is no such case; empty where there is one.
    public Optional<String> leftOut() {
        return Stream.of(missingOption(), senseless()).flatMap(Optional::stream).findFirst();
    }

    /// Whether setuptools and wheel have to be fetched for it: an allowed `setup.py`, and pip wants more than the environment has.
    boolean needsFetchedSetuptools() {
        var old = !pip.release().isAtLeast(20, 0); // It makes a wheel only where the package wheel is, and needs that for the command wheel.
        var enough = !pip.release().isAtLeast(23, 1) && way != Way.WHEEL && pip.python().bundled().size() > 1;
        return (old && way == Way.WHEEL)
                || (usesSetupPy() && (form == Form.CACHED || (!answer.isRefusal() && !enough)));
    }

    /// A refused build requirement: pip 20.3.2 and 20.3.4 to 21.3.1 take it for a failed build, and try an older version of the parent.
    boolean isTempting() {
        return form.isBuildRequirement() && way == Way.INSTALL && isolation == Isolation.DEFAULT
                && answer == Answer.BY_PROGRAM && start == Start.WEIR_PIP;
    }

    /// The gates at one of which it is refused. A list of names can say no before there are any bits.
    Set<String> refusedAt() {
        if (way == Way.UNINSTALL) {
            return Set.of("pip.uninstall");
        }
        return answer == Answer.BY_NAMES ? Set.of("pip.unpack", "pip.install") : Set.of("pip.install");
    }

    /// The gates that there must be at least where all is allowed: `pip.install canary`.
    List<String> gates() {
        var project = form.isBuildRequirement() ? Bench.PARENT : Bench.NAME;
        if (way == Way.UNINSTALL) {
            return List.of("pip.uninstall " + project);
        }
        var gates = new ArrayList<>(List.of("pip.install " + Bench.NAME, "pip.install " + project));
        if (form.isBuildRequirement()) {
            gates.add("pip.write " + Bench.NAME);
        }
        if (form.runsOnTheWay()) {
            gates.add("pip.build " + project);
        }
        if (way.installs()) {
            gates.add("pip.write " + project);
        }
        if (way == Way.UPGRADE) {
            gates.add("pip.uninstall " + project);
        }
        if (form.isGit()) {
            gates.add("pip.download " + project);
        }
        if (form.isArchive()) {
            gates.add("pip.unpack " + project);
        }
        return gates;
    }

    /// Whether a `setup.py` is what builds the canary. Before 21.3 pip knows no other way to install an editable one, before 20.0 none with a backend in
    /// the tree.
    boolean usesSetupPy() {
        return form == Form.SETUP_PY || (form.isEditable() && !pip.release().isAtLeast(21, 3))
                || (form.isSource() && !knowsBackendInTree());
    }

    private boolean knowsBackendInTree() {
        return pip.release().isAtLeast(20, 0);
    }

    /// All but the answer.
    List<Object> question() {
        return List.of(form, way, isolation, pip, start);
    }

    /// Its values, for whoever looks at them in pairs.
    List<Object> values() {
        return List.of(form, way, isolation, answer, pip, start);
    }

    @Override
    public String toString() {
        return String.join(", ", form.toString(), way.toString(), isolation.toString(), answer.toString(),
                pip.toString(), start.toString());
    }

    private Optional<String> missingOption() {
        if (form.isEditable() && way == Way.DOWNLOAD) {
            return Optional.of("download has no -e");
        }
        if (way == Way.DRY_RUN && !pip.release().isAtLeast(22, 2)) {
            return Optional.of("no --dry-run before 22.2");
        }
        if (isolation == Isolation.NONE && !pip.release().isAtLeast(10, 0)) {
            return Optional.of("no --no-build-isolation before 10.0");
        }
        if (isolation == Isolation.IN_PROCESS && !pip.release().isAtLeast(26, 0)) {
            return Optional.of("no inprocess-build-deps before 26.0");
        }
        if (isolation == Isolation.VENV && !pip.release().isAtLeast(26, 2)) {
            return Optional.of("no venv-isolation before 26.2");
        }
        return Optional.empty();
    }

    private Optional<String> senseless() {
        if (form != Form.BUILD_WHEEL && form.isBackend() && !knowsBackendInTree()) {
            return Optional.of("no backend in the tree before 20.0");
        }
        if (form == Form.BUILD_WHEEL && !pip.release().isAtLeast(10, 0)) {
            return Optional.of("no build requirements before 10.0");
        }
        if (form.isBuildRequirement() && isolation == Isolation.NONE) {
            return Optional.of("--no-build-isolation installs no build requirement");
        }
        if (way == Way.UNINSTALL && (form != Form.WHEEL || isolation != Isolation.DEFAULT)) {
            return Optional.of("uninstall looks at no form, and builds nothing");
        }
        if (way == Way.UNINSTALL && (answer == Answer.BY_PROGRAM || answer == Answer.BY_NAMES)) {
            return Optional.of("these hooks let everything be uninstalled");
        }
        if (form == Form.CACHED && way == Way.DOWNLOAD) {
            return Optional.of("download does not look into the cache");
        }
        if (form == Form.CACHED && usesSetupPy() && (answer == Answer.BY_PROGRAM || answer == Answer.BY_PYTHON)) {
            return Optional.of("setuptools deflates a wheel, and these hooks do not look into it");
        }
        if (form.isFolder() && answer == Answer.BY_NAMES) {
            return Optional.of("a nameless folder is on no list of names");
        }
        return Optional.empty();
    }
}
