package dev.weir.cli.doctor;

import dev.weir.cli.doctor.Line.LeftOut;
import dev.weir.cli.doctor.Line.Trial;
import dev.weir.cli.throwaway.Records.Judged;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// One line of the table.
///
/// @param reason why it is so, where that is not plain
/// @param said   by the last command, where all is not well
record Row(Section section, String name, State state, Optional<String> reason, List<String> said) {

    private static final int REFUSED = 10;

    Row {
        said = List.copyOf(said);
    }

    /// @throws IOException where the marks of a canary cannot be read
    static Row of(Line line, Ended ended, Evidence evidence) throws IOException {
        return switch (line) {
            case LeftOut(var section, var name, var reason) ->
                new Row(section, name, State.NOT_HERE, Optional.of(reason), List.of());
            case Trial trial -> new Judging(trial, ended, evidence).row();
        };
    }

    /// For a program.
    JsonObject json() {
        return JsonObject.builder().put("section", section.code()).put("name", name).put("state", state.code())
                .put("reason", reason).put("said", said).build();
    }

    private record Judging(Trial trial, Ended ended, Evidence evidence) {

        Row row() throws IOException {
            return switch (trial.promise()) {
                case REFUSED -> trial.bird().hasSung() ? open("its code ran") : notInstalled();
                case REFUSED_ONCE_BUILT -> notInstalled();
                case KEPT -> wasRemoved() ? open("it was removed") : refused();
                case SINGS -> trial.bird().hasSung() ? row(State.SINGS) : silent("it does not sing");
                case ALLOWED -> allowed();
                case NONE -> limit();
            };
        }

        /// It was not, where it was never installed.
        private boolean wasRemoved() {
            return !evidence.isInstalled(trial.bird())
                    && (ended.exit() == 0 || evidence.refusal(trial.bird()).isPresent());
        }

        private Row notInstalled() {
            return evidence.isInstalled(trial.bird()) ? open("it was installed") : refused();
        }

        private Row refused() {
            var refusal = evidence.refusal(trial.bird());
            if (refusal.isEmpty()) {
                return row(State.NOT_JUDGED, "no verdict stopped it; exit code " + ended.exit());
            }
            if (!isInPlace(refusal.get())) {
                return row(State.NOT_JUDGED, "something else refused it before, at " + refusal.get().gate().event());
            }
            return ended.exit() == REFUSED
                    ? row(State.COVERED)
                    : row(State.NOT_JUDGED, "it was refused, and the exit code is " + ended.exit());
        }

        private boolean isInPlace(Judged refusal) {
            return trial.gate().isEmpty() || trial.gate().get() == refusal.gate().action();
        }

        private Row allowed() throws IOException {
            if (!evidence.isAllowed(trial.bird())) {
                return silent("it was not allowed");
            }
            return ended.exit() == 0 && trial.bird().hasSung() ? row(State.SINGS) : silent("it does not sing");
        }

        private Row limit() throws IOException {
            if (trial.bird().hasSung() || evidence.isInstalled(trial.bird())) {
                return row(State.LIMIT);
            }
            return evidence.refusal(trial.bird()).isPresent()
                    ? refused()
                    : new Row(trial.section(), trial.name(), State.NOT_HERE,
                            Optional.of("pip itself ended with exit code " + ended.exit()), List.of());
        }

        private Row open(String what) {
            return row(State.OPEN, what + "; exit code " + ended.exit());
        }

        private Row silent(String what) {
            return row(State.SILENT, what + "; exit code " + ended.exit());
        }

        private Row row(State state) {
            return new Row(trial.section(), trial.name(), state, Optional.empty(), List.of());
        }

        private Row row(State state, String reason) {
            return new Row(trial.section(), trial.name(), state, Optional.of(reason), ended.said());
        }
    }
}
