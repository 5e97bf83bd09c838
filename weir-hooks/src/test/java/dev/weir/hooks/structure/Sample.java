package dev.weir.hooks.structure;

import dev.weir.packaging.archive.ArchiveLimits;
import java.time.Duration;

/// An archive that falls under a rule, and one that nearly does. Both are harmless by construction.
///
/// @param name     of the file
/// @param caught   what the rule finds
/// @param nearMiss what it does not find, nor any other rule that refuses
/// @param limits   in force for the first
/// @param served   what came with the first, and with the second
@SuppressWarnings("ArrayRecordComponent")
record Sample(StructureRule rule, String what, String name, byte[] caught, byte[] nearMiss, ArchiveLimits limits,
        Pair served) {

    /// `extra.served` in JSON.
    record Pair(String caught, String nearMiss) {
        static final Pair NOTHING = new Pair("{}", "{}");
    }

    Sample(StructureRule rule, String what, String name, byte[] caught, byte[] nearMiss, ArchiveLimits limits) {
        this(rule, what, name, caught, nearMiss, limits, Pair.NOTHING);
    }

    /// One archive, that comes with something else.
    static Sample served(StructureRule rule, String what, String name, byte[] archive, String caught,
            String nearMiss) {
        return new Sample(rule, what, name, archive, archive, ArchiveLimits.DEFAULT, new Pair(caught, nearMiss));
    }

    static final ArchiveLimits NARROW =
            new ArchiveLimits(8, 4096, 200, 90, 40, 6, 1024, Duration.ofMinutes(5));

    static Sample wheel(StructureRule rule, String what, SampleWheel caught, SampleWheel nearMiss) {
        return zip(rule, what, caught.bytes(), nearMiss.bytes());
    }

    static Sample zip(StructureRule rule, String what, byte[] caught, byte[] nearMiss) {
        return new Sample(rule, what, SampleWheel.NAME, caught, nearMiss, ArchiveLimits.DEFAULT);
    }

    static Sample source(StructureRule rule, String what, byte[] caught, byte[] nearMiss) {
        return new Sample(rule, what, "demo-1.0.tar.gz", caught, nearMiss, ArchiveLimits.DEFAULT);
    }

    Sample within(ArchiveLimits narrower) {
        return new Sample(rule, what, name, caught, nearMiss, narrower, served);
    }

    @Override
    public String toString() {
        return rule.rule().id() + ": " + what;
    }
}
