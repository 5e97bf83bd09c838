package dev.weir.benchmarks.judging;

import dev.weir.benchmarks.place.Memory;
import dev.weir.benchmarks.place.Workshop;
import dev.weir.benchmarks.report.Machine;
import dev.weir.benchmarks.report.Section;
import dev.weir.benchmarks.report.Table;
import dev.weir.testkit.packages.Wheel;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Has `weir check` judge bombs, and an honest wheel to compare them with, each by an engine that is started for it.
public final class Judging {

    private static final int REFUSED = 10;
    private static final double MILLISECOND = 1e6;
    private static final double KIBI = 1024;

    private final Workshop workshop;
    private final Table table =
            new Table("archive", "its size, kB", "holds", "verdict", "engine's CPU with its start, ms",
                    "engine's memory at most, MiB");
    private final JsonObject.Builder figures = JsonObject.builder();

    private Judging(Workshop workshop) {
        this.workshop = workshop;
    }

    /// Measures.
    public static Section measure() throws IOException {
        try (var workshop = Workshop.open()) {
            var folder = Files.createDirectory(workshop.folder().resolve("archives"));
            var judging = new Judging(workshop);
            judging.judge(honest(folder), "36 modules", 0);
            judging.judge(Bombs.wheel(folder, "one_member", 1, 1024), "one member of 1 GiB", REFUSED);
            judging.judge(Bombs.wheel(folder, "each_small", 40, 60), "40 members of 60 MiB", REFUSED);
            judging.judge(Bombs.wheel(folder, "many_members", 600_000, 0), "600,000 empty members", REFUSED);
            judging.judge(Bombs.source(folder, "one_file", 1, 1024), "one file of 1 GiB", REFUSED);
            judging.judge(Bombs.source(folder, "many_files", 600_000, 0), "600,000 empty files", REFUSED);
            return new Section("judging",
                    Machine.line("") + "\n\n" + judging.table.markdown(), judging.figures.build());
        }
    }

    private static Path honest(Path folder) throws IOException {
        var wheel = Wheel.of("honest", "1.0");
        for (int module = 0; module < 36; module++) {
            wheel = wheel.file("honest/module_" + module + ".py", "VALUE = %d%n".formatted(module).repeat(500));
        }
        return wheel.writeTo(folder);
    }

    /// @param exit what `weir check` has to end with
    private void judge(Path archive, String holds, int exit) throws IOException {
        var name = archive.getFileName().toString();
        var engine = workshop.engine("state-of-" + name);
        var printed = workshop.run(engine, List.of("python3",
                Workshop.script("timed.py"),
                engine.rendezvous().toString(), "1",
                "/bin/sh", "-c", "\"$0\" check \"$1\"; [ $? -eq \"$2\" ]",
                Workshop.home().resolve("bin").resolve("weir").toString(), archive.toString(),
                Integer.toString(exit)));
        var cpu = JsonReader.read(printed).asObject("what timed.py prints").integer("engine");
        long peak = Memory.peak(engine.process().orElseThrow().pid());
        engine.end();
        table.row("`" + name + "`", shown(Files.size(archive) / KIBI), holds, exit == 0 ? "allow" : "deny",
                shown(cpu / MILLISECOND), shown(peak / KIBI / KIBI));
        figures.put(name, JsonObject.builder().put("cpu", cpu).put("peak", peak).build());
    }

    private static String shown(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
