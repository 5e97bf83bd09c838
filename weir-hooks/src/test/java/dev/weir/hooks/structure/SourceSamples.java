package dev.weir.hooks.structure;

import static dev.weir.hooks.structure.Sample.source;

import java.util.List;

/// Source archives whose metadata have one thing wrong.
final class SourceSamples {

    private static final String PYPROJECT = "demo-1.0/pyproject.toml";

    private SourceSamples() {}

    static List<Sample> all() {
        return List.of(
                source(StructureRule.SDIST_NAME, "another project",
                        identity(SampleWheel.METADATA.replace("demo", "other")),
                        identity(SampleWheel.METADATA.replace("demo", "Demo"))),
                source(StructureRule.SDIST_NAME, "another version",
                        identity(SampleWheel.METADATA.replace("1.0", "1.1")),
                        identity(SampleWheel.METADATA.replace("1.0", "1.0.0"))),
                source(StructureRule.SDIST_METADATA, "two names", identity(SampleWheel.METADATA + "Name: other\n"),
                        identity(SampleWheel.METADATA + "\nName: other\n")),
                source(StructureRule.BUILD_SYSTEM, "no TOML", project("[build-system\n"), project("[other]\n")),
                source(StructureRule.BUILD_SYSTEM, "no requirements",
                        project("[build-system]\nbuild-backend = \"b\"\n"),
                        project("[build-system]\nrequires = []\n")),
                source(StructureRule.BUILD_SYSTEM, "a requirement that is no string",
                        project("[build-system]\nrequires = [1]\n"), project("[build-system]\nrequires = [\"b\"]\n")),
                source(StructureRule.REQUIREMENT, "two in one to build with",
                        project("[build-system]\nrequires = [\"a b\"]\n"),
                        project("[build-system]\nrequires = [\"a\", \"b\"]\n")),
                source(StructureRule.BUILD_SYSTEM, "a backend from outside",
                        project("[build-system]\nrequires = []\nbackend-path = [\"../x\"]\n"),
                        project("[build-system]\nrequires = []\nbackend-path = [\"x..\", \".\"]\n")),
                source(StructureRule.BUILD_SYSTEM, "an unknown key", project("[build-system]\nrequires = []\nx = 1\n"),
                        project("[build-system]\nrequires = []\n[tool.x]\nx = 1\n")));
    }

    private static byte[] identity(String text) {
        return new RawTar().entry('5', "demo-1.0/", "", "").file("demo-1.0/PKG-INFO", text).gzip();
    }

    private static byte[] project(String text) {
        return RawTar.source().file(PYPROJECT, text).gzip();
    }
}
