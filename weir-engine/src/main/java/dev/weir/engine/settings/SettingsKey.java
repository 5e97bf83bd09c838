package dev.weir.engine.settings;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Every key of the settings. What the reader accepts and `docs/reference/settings.md` are both made from this list.
public enum SettingsKey {
    IN_PROCESS(
            "in-process",
            "an array of strings, each `/absolute/path.py:function`, or the absolute path of a `.so`, `.dylib` or `.pyd`",
            "[]",
            "Audit hooks that every pip loads into its own process before it begins. One that cannot be loaded stops pip with exit code 11.",
            "in-process = [\"/opt/hooks/watch.py:watch\", \"/opt/hooks/watch.so\"]"),
    IN_PROCESS_TREES(
            "in-process-trees",
            "`true` or `false`",
            "false",
            "Whether these hooks get an archive as files, too: in a folder that `extra.tree` names ([events](../../spec/events.md)). It is unpacked for each gate about an archive, so it takes time.",
            "in-process-trees = true"),
    JARS(
            "jars",
            "an array of absolute paths",
            "[]",
            "Jars with hooks in Java, found by `META-INF/services/dev.weir.api.Hook`.",
            "jars = [\"/opt/hooks/my-hooks.jar\"]"),
    ORDER(
            "order",
            "an array of names of hooks",
            "[]",
            "These hooks come first, in this order; then the others, by name. Every hook is asked, whatever another one says: "
                    + "the order decides which reason is named first.",
            "order = [\"names\", \"my-scan\"]"),
    MODE(
            "mode",
            Forms.modes(),
            "\"enforce\"",
            "What becomes of a refusal. Where no source says `\"enforce\"` and one says `\"observe\"`, everything goes on, and the journal and a warning say "
                    + "what would have been refused ([more](../guide.md#look-before-you-refuse)). The environment variable `WEIR_MODE` says the same for one command.",
            "mode = \"observe\""),
    IDLE_TIMEOUT(
            "engine.idle-timeout",
            Range.IDLE_TIMEOUT.toString(),
            "900",
            "After so long without a conversation the engine ends. The next pip starts another.",
            "idle-timeout = 60"),
    SILENCE(
            "engine.silence",
            Range.SILENCE.toString(),
            "10",
            "How long pip waits for a sign of life of the engine. After that nothing can be decided: exit code 11.",
            "silence = 30"),
    HELD_SIZE(
            "engine.held-size",
            Range.HELD_SIZE.toString(),
            "256",
            "Bits that hooks look at are copied to a private folder among the temporary files. The copies are held for the next gate of the same bits until they are larger "
                    + "together than this; then those go first that were used longest ago.",
            "held-size = 1024"),
    DENY(
            "names.deny",
            "an array of project names, each perhaps with versions (PEP 440)",
            "[]",
            "What the built-in hook [`names`](../hooks/names.md) refuses.",
            "deny = [\"reqeusts\", \"urllib3<2\"]"),
    ALLOW(
            "names.allow",
            "an array of project names, each perhaps with versions (PEP 440)",
            "not given",
            "Where it is given, [`names`](../hooks/names.md) refuses everything else; an empty array refuses everything.",
            "allow = [\"requests>=2\", \"urllib3\"]"),
    STRUCTURE_MEMBERS(
            "structure.members",
            Range.MEMBERS.toString(),
            "500000",
            "How many members an archive may have; more is refused by the built-in hook [`structure`](../hooks/structure.md), as is what is over the next ones.",
            "members = 20000"),
    STRUCTURE_SIZE("structure.size", Range.EXPANDED.toString(), "16384", "To how much an archive may expand.",
            "size = 2048"),
    STRUCTURE_RATIO(
            "structure.ratio",
            Range.RATIO.toString(),
            "200",
            "By which factor an archive, or a member of it, may expand. What expands to 64 MiB or less always may.",
            "ratio = 100"),
    STRUCTURE_NAME("structure.name", Range.NAME.toString(), "4096", "How long the name of a member may be.",
            "name = 1024"),
    STRUCTURE_PART(
            "structure.part", Range.NAME.toString(), "255", "How long a part of a name between two `/` may be.",
            "part = 143"),
    STRUCTURE_DEPTH("structure.depth", Range.DEPTH.toString(), "100", "How many parts a name may have.", "depth = 30"),
    STRUCTURE_HEADERS(
            "structure.headers",
            Range.HEADERS.toString(),
            "64",
            "How long the directory of a zip may be. An extended header of a tar may have 1 MiB at most.",
            "headers = 16"),
    STRUCTURE_TIME(
            "structure.time",
            Range.READING.toString(),
            "300",
            "How long reading an archive may take; what is over is refused. The hook's own `timeout` comes first where it is shorter: then nothing is decided.",
            "time = 60"),
    ENABLED(
            "hooks.NAME.enabled",
            "`true` or `false`",
            "true",
            "Whether the hook is asked.",
            "enabled = false"),
    PROGRAM(
            "hooks.NAME.program",
            "an array of strings: the absolute path of a program, then its arguments",
            "not given",
            "Makes the hook a program ([how it is asked](../../spec/program-hooks.md)); no shell is between. Without it the table is about "
                    + "a built-in hook ([`names`](../hooks/names.md), [`self`](../hooks/self.md), [`structure`](../hooks/structure.md)) or a hook in Java, by its name.",
            "program = [\"/opt/hooks/scan\", \"--strict\"]"),
    TREE(
            "hooks.NAME.tree",
            "`true` or `false`",
            "false",
            "Whether a program gets an archive as a folder of files, unpacked by the strict reader, in place of the archive. (A hook in Java asks for that itself: `Artifact.tree()`.)",
            "tree = true"),
    GATES(
            "hooks.NAME.gates",
            "an array of gates, one at least: " + Forms.gates(),
            "those that the hook names; for a program `pip.install` and `pip.write`",
            "The gates at which the hook is asked.",
            "gates = [\"pip.install\", \"pip.write\"]"),
    TIMEOUT(
            "hooks.NAME.timeout",
            Range.HOOK_TIMEOUT.toString(),
            "30",
            "How long the hook may take for one answer. After that it has failed.",
            "timeout = 120"),
    ON_FAILURE(
            "hooks.NAME.on-failure",
            Forms.failures(),
            "\"undecided\"",
            "What it means that the hook crashed, was late or answered nonsense: nothing can be decided (exit code 11), a refusal (10), or "
                    + "that the others decide without it.",
            "on-failure = \"deny\""),
    SEGMENT_SIZE(
            "journal.segment-size",
            Range.SEGMENT_SIZE.toString(),
            "2",
            "A segment of [the journal](../../spec/journal.md) that has grown to this is followed by a new one.",
            "segment-size = 32"),
    KEEP_DAYS(
            "journal.keep-days",
            Range.KEEP_DAYS.toString(),
            "not given",
            "Where it is given, segments whose records are all older are removed, and a segment that was begun a day ago is followed by a new one. "
                    + "A record in the journal says what was removed ([retention](../../spec/journal.md#retention)). Without it nothing is too old.",
            "keep-days = 400"),
    KEEP_SIZE(
            "journal.keep-size",
            Range.KEEP_SIZE.toString(),
            "not given",
            "Where it is given, the oldest segments are removed until the others are no larger together; the one that is written always stays.",
            "keep-size = 2048"),
    COPY_TO(
            "journal.copy-to",
            "a string: the absolute path of a file; or an array of strings: the absolute path of a program, then its arguments",
            "not given",
            "Where it is given, every record is also handed over to this file or program, in order, a line each, as `weir log --json` prints it "
                    + "([copies](../../spec/journal.md#copies)).",
            "copy-to = \"/var/log/weir.jsonl\""),
    COPY_MUST(
            "journal.copy-must",
            "`true` or `false`",
            "false",
            "Whether no gate is answered before its records were handed over. Where that fails for 5 seconds, nothing can be decided: exit code 11.",
            "copy-must = true"),
    RULE(
            "rules.RULE",
            Forms.actions(),
            "what the hook declares",
            "What a finding under this rule leads to: refuse, go on and tell the user, or go on and keep it in the journal. RULE is the id of a "
                    + "rule, in quotes.",
            "\"names.denied\" = \"warn\"");

    private static final Set<SettingsKey> FOR_PROJECTS = EnumSet.of(DENY, ALLOW, RULE);

    private final String path;
    private final String type;
    private final String byDefault;
    private final String meaning;
    private final String example;

    SettingsKey(String path, String type, String byDefault, String meaning, String example) {
        this.path = path;
        this.type = type;
        this.byDefault = byDefault;
        this.meaning = meaning;
        this.example = example;
    }

    /// The tables that it is in and its own name, with dots between them. A part in capitals stands for any name.
    public String path() {
        return path;
    }

    /// What it takes.
    public String type() {
        return type;
    }

    /// What holds where it is not given: TOML, or words.
    public String byDefault() {
        return byDefault;
    }

    /// What it is for.
    public String meaning() {
        return meaning;
    }

    /// One line of TOML, for the table that it is in.
    public String example() {
        return example;
    }

    /// Whether a project's file may have it.
    public boolean isForProjects() {
        return FOR_PROJECTS.contains(this);
    }

    /// The tables that it is in, with dots between them; empty for the file.
    String table() {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }

    /// The name in its table.
    String leaf() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /// Whether a part of its path stands for any name.
    boolean hasAnyName() {
        return Arrays.stream(path.split("\\.", -1)).anyMatch(SettingsKey::isAnyName);
    }

    /// Whether a part of a path stands for any name.
    static boolean isAnyName(String part) {
        return part.equals(part.toUpperCase(Locale.ROOT));
    }

    /// Whether a file of this source may have it.
    boolean isFor(Source source) {
        return source != Source.PROJECT || isForProjects();
    }

    /// The names known in a table, sorted; a name in capitals where any name will do.
    ///
    /// @param table path of the table, with the names in capitals that stand for any name; empty for the file
    static List<String> namesIn(String table, Source source) {
        var start = table.isEmpty() ? "" : table + ".";
        return Arrays.stream(values())
                .filter(key -> key.isFor(source))
                .map(SettingsKey::path)
                .filter(path -> path.startsWith(start))
                .map(path -> path.substring(start.length()).split("\\.", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .toList();
    }
}
