package dev.weir.verification.matrix;

import dev.weir.verification.canary.Answer;
import dev.weir.verification.canary.Cell;
import dev.weir.verification.canary.Form;
import dev.weir.verification.canary.Isolation;
import dev.weir.verification.canary.Start;
import dev.weir.verification.canary.Way;
import dev.weir.verification.machine.Venvs.Pip;
import java.util.ArrayList;
import java.util.List;

/// What every pip is tried with.
record Case(Form form, Way way, Isolation isolation, Answer answer, Start start) {

    /// In the order of their numbers, which begin with 1.
    static final List<Case> ALL = List.of(
            of(Form.WHEEL, Way.INSTALL, Answer.ALLOWED),
            of(Form.WHEEL, Way.INSTALL, Answer.BY_PROGRAM),
            of(Form.PTH, Way.INSTALL, Answer.BY_PYTHON),
            of(Form.WHEEL, Way.DOWNLOAD, Answer.ALLOWED),
            of(Form.WHEEL, Way.DOWNLOAD, Answer.BY_NAMES),
            of(Form.PTH, Way.REQUIREMENTS, Answer.ALLOWED),
            of(Form.WHEEL, Way.UPGRADE, Answer.ALLOWED),
            of(Form.WHEEL, Way.UPGRADE, Answer.BY_PROGRAM),
            of(Form.WHEEL, Way.UNINSTALL, Answer.ALLOWED),
            of(Form.WHEEL, Way.UNINSTALL, Answer.BY_PYTHON),
            of(Form.WHEEL, Way.DRY_RUN, Answer.ALLOWED),
            of(Form.PTH, Way.DRY_RUN, Answer.BY_PROGRAM),
            of(Form.SETUP_PY, Way.INSTALL, Answer.ALLOWED),
            of(Form.SETUP_PY, Way.INSTALL, Answer.BY_PROGRAM),
            of(Form.SETUP_PY, Way.DOWNLOAD, Answer.BY_PYTHON),
            of(Form.SETUP_PY, Way.REQUIREMENTS, Answer.BY_NAMES),
            of(Form.BACKEND, Way.INSTALL, Answer.ALLOWED),
            of(Form.BACKEND, Way.INSTALL, Answer.BY_PROGRAM),
            of(Form.BACKEND, Way.WHEEL, Answer.ALLOWED),
            of(Form.BUILD_WHEEL, Way.INSTALL, Answer.ALLOWED),
            of(Form.BUILD_WHEEL, Way.INSTALL, Answer.BY_PROGRAM),
            of(Form.BUILD_SDIST, Way.INSTALL, Answer.BY_PYTHON),
            of(Form.FOLDER, Way.INSTALL, Answer.ALLOWED),
            of(Form.FOLDER, Way.WHEEL, Answer.BY_PYTHON),
            of(Form.EDITABLE, Way.INSTALL, Answer.ALLOWED),
            of(Form.EDITABLE, Way.INSTALL, Answer.BY_PROGRAM),
            of(Form.GIT, Way.INSTALL, Answer.BY_NAMES),
            of(Form.GIT_EDITABLE, Way.INSTALL, Answer.ALLOWED),
            of(Form.CACHED, Way.INSTALL, Answer.ALLOWED),
            of(Form.CACHED, Way.INSTALL, Answer.BY_NAMES),
            of(Form.BUILD_WHEEL, Way.INSTALL, Isolation.IN_PROCESS, Answer.BY_PROGRAM),
            of(Form.BUILD_WHEEL, Way.INSTALL, Isolation.VENV, Answer.BY_PROGRAM),
            of(Form.SETUP_PY, Way.INSTALL, Isolation.NONE, Answer.BY_PROGRAM),
            started(Start.MODULE, Answer.ALLOWED),
            started(Start.NO_ENVIRONMENT, Answer.BY_PROGRAM),
            started(Start.WEIR_RUN, Answer.BY_PROGRAM));

    /// In the default isolation, under `weir pip`.
    static Case of(Form form, Way way, Answer answer) {
        return of(form, way, Isolation.DEFAULT, answer);
    }

    private static Case of(Form form, Way way, Isolation isolation, Answer answer) {
        return new Case(form, way, isolation, answer, Start.WEIR_PIP);
    }

    private static Case started(Start start, Answer answer) {
        return new Case(Form.WHEEL, Way.INSTALL, Isolation.DEFAULT, answer, start);
    }

    /// The case with a pip.
    Cell on(Pip pip) {
        return new Cell(form, way, isolation, answer, pip, start);
    }

    /// Its number.
    int number() {
        return ALL.indexOf(this) + 1;
    }

    /// Without what is the usual.
    @Override
    public String toString() {
        var words = new ArrayList<>(List.of(form.toString(), way.toString(), answer.toString()));
        if (isolation != Isolation.DEFAULT) {
            words.add(2, isolation.toString());
        }
        if (start != Start.WEIR_PIP) {
            words.add(start.toString());
        }
        return String.join(", ", words);
    }
}
