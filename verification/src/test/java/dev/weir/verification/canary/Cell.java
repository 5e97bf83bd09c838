package dev.weir.verification.canary;

import dev.weir.verification.machine.Venvs.Pip;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One case of the product.
record Cell(Form form, Way way, Isolation isolation, Answer answer, Pip pip) {

    /// Every case for these pips, also those that make no sense.
    static Stream<Cell> product(List<Pip> pips) {
        return Stream.of(Form.values()).flatMap(form -> Stream.of(Way.values())
                .flatMap(way -> Stream.of(Isolation.values()).flatMap(isolation -> Stream.of(Answer.values())
                        .flatMap(answer -> pips.stream().map(pip -> new Cell(form, way, isolation, answer, pip))))));
    }

    /// Why there is no such case; empty where there is one.
    Optional<String> leftOut() {
        return Stream.of(missingOption(), senseless()).flatMap(Optional::stream).findFirst();
    }

    /// Whether setuptools has to be fetched for it: an allowed `setup.py` where pip does not run the one of the environment as it is.
    boolean needsSetuptools() {
        return usesSetupPy() && !answer.isRefusal() && (pip.release().isAtLeast(23, 1) || way == Way.WHEEL);
    }

    /// Whether a `setup.py` is what builds the canary. Before 21.3 pip knows no other way to install an editable one.
    boolean usesSetupPy() {
        return form == Form.SETUP_PY || (form.isEditable() && !pip.release().isAtLeast(21, 3));
    }

    /// Its values, for whoever looks at them in pairs.
    List<Object> values() {
        return List.of(form, way, isolation, answer, pip);
    }

    @Override
    public String toString() {
        return String.join(", ", form.toString(), way.toString(), isolation.toString(), answer.toString(),
                pip.toString());
    }

    private Optional<String> missingOption() {
        if (form.isEditable() && way == Way.DOWNLOAD) {
            return Optional.of("download has no -e");
        }
        if (way == Way.DRY_RUN && !pip.release().isAtLeast(22, 2)) {
            return Optional.of("no --dry-run before 22.2");
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
        if (form.isBuildRequirement() && isolation == Isolation.NONE) {
            return Optional.of("--no-build-isolation installs no build requirement");
        }
        if (form == Form.CACHED && way == Way.DOWNLOAD) {
            return Optional.of("download does not look into the cache");
        }
        if (form.isNameless() && answer == Answer.BY_NAMES) {
            return Optional.of("a nameless folder is on no list of names");
        }
        return Optional.empty();
    }
}
