package dev.weir.benchmarks.whole;

import dev.weir.benchmarks.place.EngineOf;
import dev.weir.benchmarks.place.Workshop;
import dev.weir.testkit.packages.Source;
import dev.weir.testkit.packages.Wheel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What is installed: wheels and an sdist that are always the same, and a setuptools that pip fetches.
///
/// The wheels are as large as those of usual pure Python packages: 4 to 36 modules, 2 to 14 kB each.
///
/// @param folder where they lie
record Packages(Path folder) {

    private static final int FORTY = 40;

    static Packages in(Workshop workshop, EngineOf engine, Path python) throws IOException {
        var folder = workshop.folder().resolve("packages");
        for (int number = 0; number < FORTY; number++) {
            wheel(number).writeTo(folder);
        }
        Source.of("weir-bench-source", "1.0").builtBy("setuptools.build_meta", "setuptools").setupPy("")
                .file("src/weir_bench_source/__init__.py", module(0, 0)).sdist(folder);
        workshop.run(engine, List.of(python.toString(), "-m", "pip", "download", "--quiet", "--no-deps", "--dest",
                folder.toString(), "--only-binary=:all:", "setuptools"));
        return new Packages(folder);
    }

    List<String> forty() {
        return IntStream.range(0, FORTY).mapToObj(Packages::name).toList();
    }

    String one() {
        return name(FORTY / 2);
    }

    String sdist() {
        return "weir-bench-source";
    }

    private static String name(int number) {
        return "weir-bench-%02d".formatted(number);
    }

    private static Wheel wheel(int number) {
        var wheel = Wheel.of(name(number), "1.0");
        for (int module = 0; module < 4 + number * 7 % 33; module++) {
            wheel = wheel.file("weir_bench_%02d/module_%d.py".formatted(number, module), module(number, module));
        }
        return wheel;
    }

    private static String module(int number, int module) {
        return IntStream.range(0, 4 + (number + module * 5) % 25)
                .mapToObj(index -> """
                        def function_%1$d(first, second=None, *rest, **options):
                            \"""Do what function %1$d does, as often as the options say, and give back what came of it.\"""
                            result = [first, second] + list(rest)
                            for key, value in sorted(options.items()):
                                if value is None or key.startswith("_%1$d_%2$d"):
                                    continue
                                result.append((key, str(value).strip().lower()))
                            return {"function": %1$d, "module": %3$d, "result": tuple(result)}


                        """.formatted(index, number, module))
                .collect(Collectors.joining());
    }
}
