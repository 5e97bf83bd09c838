package dev.weir.hooks.structure;

import dev.weir.api.Action;
import dev.weir.api.Finding;
import dev.weir.api.Rule;
import dev.weir.api.Severity;
import dev.weir.packaging.archive.Fault;
import dev.weir.packaging.archive.Problem;
import dev.weir.packaging.text.Quoted;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// What the hook looks for. `docs/rules` is made from this table.
public enum StructureRule {
    NOT_AN_ARCHIVE(
            "It is no archive: neither a zip nor a tar, plain or compressed with gzip, bzip2 or xz. An empty file is one such.",
            "What cannot be read cannot be judged."),
    DAMAGED("It is cut short, or a length, a checksum or a header does not fit.",
            "A lenient reader finds something in it all the same, and nobody has judged that."),
    POLYGLOT("It begins as a tar and ends as a zip.",
            "pip takes it for a zip by its end, other readers for a tar by its start."),
    FORMAT_MISMATCH(
            "The name of the file ends as another format than it has, or it was served with the Content-Type of another.",
            "Some readers go by the name, some by the type, some by the content."),
    SERVED_NAME(
            "The server names a file of an index or a wheel otherwise than its address does (Content-Disposition), or any file by a path.",
            "pip saves the file under that name, and goes by it: another project, version or format, or a place outside the folder."),
    SERVED_METADATA(
            "The index serves other metadata than the archive holds, beside it (PEP 658) or to who reads them out of it from afar (`--use-feature=fast-deps`).",
            "pip resolves with the one and installs the other: what was asked for is not what is installed."),
    NAME_ABSOLUTE("A member's name begins at the root or at a drive.",
            "Files outside the folder that it is unpacked into."),
    NAME_PARENT("A member's name has `..` in it.",
            "Files outside the folder. A check of the prefix alone lets `site-packages-evil` pass for `site-packages`."),
    NAME_PARTS("A member's name has an empty part or `.` in it.",
            "Two such names lead to one file: the later one wins unseen."),
    NAME_BACKSLASH("A member's name has a backslash in it.", "It is a separator on Windows and a letter elsewhere."),
    NAME_CHARACTERS(
            "A member's name has a control character, or one that is not seen or turns the direction of writing.",
            "A reader in C ends the name at a NUL; a human sees another name than there is."),
    NAME_ENCODING("A member's name is not UTF-8, or not marked as UTF-8 in a zip.", "Readers decode it differently."),
    NAME_DEVICE("A part of a member's name is a device to Windows, such as `nul.py`.",
            "It is not written to a file there."),
    NAME_ENDING("A part of a member's name ends in a dot or a space.",
            "Windows drops it, so that it is another file there."),
    NAME_LENGTH("A member's name, or a part of it, is too long.",
            "Few file systems can hold it: an installation stops half done."),
    NAME_DEPTH("A member lies too deep.", "Readers that go down step by step."),
    NAME_COLLISION(
            "Two members have names that are the same to some file systems: other cases of a letter, or other forms of a character.",
            "On such a system the one replaces the other."),
    DUPLICATE("Two members have one name.", "Some readers take the first, some the last."),
    FILE_AND_FOLDER("A member is both a file and a folder.", "Readers take it for the one or for the other."),
    FOLDER_CONTENT("A folder has content.", "Some readers write it into a file, some leave it out."),
    SPECIAL_FILE("A member is a device, a fifo or the like.",
            "Nothing that a package needs; what opens it may hang, or reach the machine."),
    SETUID("A file would lend the rights of its owner or group.", "Other users of the machine."),
    ZIP_LINK("A zip holds a symbolic link.",
            "Some readers make a link, some a file. A link can lead what follows elsewhere."),
    ZIP_MISMATCH(
            "The header of a member says something else than the directory: name, size, method, flags or checksum.",
            "Readers that go through the file see something else than those that use the directory."),
    ZIP_UNLISTED("There is a member that the directory does not list.",
            "Readers that go through the file find it, others do not."),
    ZIP_OVERLAP("Members share bytes.", "It makes a bomb of a small file, and one content of two names."),
    ZIP_STRAY_BYTES("There are bytes before, between or behind the members.",
            "Something else may be hidden there: another archive, or a program."),
    ZIP_HIDDEN_END("The comment of the archive holds an end record.",
            "Some readers take that one, and with it another directory."),
    ZIP_ZIP64("Fields of ZIP64 contradict the others, or stand where none belong.",
            "Readers differ in which of them they believe."),
    ZIP_COUNTS("Counts and offsets of the end record do not fit the directory.",
            "Readers differ in which members they see."),
    ZIP_ENCRYPTED("A member is encrypted.", "What cannot be read cannot be judged."),
    ZIP_METHOD("A member is neither stored nor deflated, or has flags that hardly any reader knows.",
            "Not every reader has that method."),
    ZIP_UNICODE_PATH("A member has a second name in an extra field.", "Some readers take this name, some the other."),
    ZIP_EXTRA_FIELD("Extra fields are not well formed.", "Readers find other fields in them."),
    ZIP_DESCRIPTOR(Action.NOTE, Severity.LOW, "Sizes and checksum of a member stand behind its content.",
            "Readers that go through the file have to trust the content to say where it ends. Harmless where they fit, which is checked."),
    TAR_LINK("A link leads out of the archive, in a circle, or to what is not there before it.",
            "Files elsewhere that are written or read through it."),
    TAR_HARD_LINK(Action.DENY, Severity.MEDIUM, "A tar holds a hard link.",
            "Readers make a link, a copy or nothing of it."),
    TAR_SPARSE("A tar holds a sparse file.", "Readers disagree about its forms, and it makes a bomb of a small file."),
    TAR_OVERRIDE("Extended or global headers change names or sizes in a way that readers apply differently.",
            "Readers see other names, or another file where content ends."),
    TAR_CHECKSUM("The checksum of a header does not fit.", "Some readers end there, some go on behind it."),
    TAR_NUMBER("A number in a header is negative, too large, or none.", "Readers go on at different places."),
    TAR_TYPE("A member has a type that few readers know.", "Some take it for a file, some leave it out."),
    TAR_TRAILING("There is something behind the end.",
            "Another archive may be hidden there, which some readers read on into."),
    COMPRESSED_PARTS("There is more than one compressed stream in one file.", "Some readers end after the first."),
    TOO_MANY_MEMBERS("There are too many members.", "The memory and the disk of this machine."),
    TOO_LARGE("It expands to too much.", "The disk of this machine."),
    TOO_COMPRESSED("It, or a member of it, expands by too large a factor.", "The disk of this machine: a bomb."),
    TOO_LONG_HEADERS("Its headers are too long.", "The memory of this machine."),
    TOO_SLOW("It takes too long to read.", "The time of this machine."),
    SDIST_FOLDERS(Action.DENY, Severity.MEDIUM, "A source archive has more than one folder, or files, at its top.",
            "pip drops a folder that all have in common, so that what is at the top decides where everything lies."),
    SDIST_NAME("Name or version in `PKG-INFO` of a source archive of an index differ from its file name.",
            "Which project and version is judged is not which one is built."),
    SDIST_METADATA(Action.NOTE, Severity.LOW, "`PKG-INFO` of a source archive is not well formed.",
            "Nothing that an installer goes by; readers see other fields in it."),
    BUILD_SYSTEM(
            "`pyproject.toml` is not TOML, or its table `build-system` is not as PEP 518 and PEP 517 have it: no strings, other keys, a `backend-path` out of the source.",
            "Which code builds the package, and from where it is imported."),
    WHEEL_FILENAME("The name of the wheel's file is not of the form of PEP 427.",
            "Readers take name and version from it."),
    WHEEL_NAME("Name or version in the file name, the dist-info folder and `METADATA` differ.",
            "What is judged, locked and removed goes under one name and what is installed under another."),
    WHEEL_TAGS(Action.DENY, Severity.MEDIUM, "The tags in `WHEEL` differ from those in the file name.",
            "It is chosen as one build and recorded as another."),
    WHEEL_DIST_INFO("There is no dist-info folder, or more than one.", "Readers differ in which of them they take."),
    WHEEL_DATA("There is a `.data` folder of another name, or one with a scheme that no installer knows.",
            "Installers differ in what they do with it."),
    WHEEL_DATA_TARGET(
            "A data scheme reaches the interpreter, the standard library, `site-packages` or the configuration of Python or pip.",
            "Files of others, which would run without this package ever being imported."),
    WHEEL_COLLISION("Two members would be installed at one place.", "The later one wins unseen."),
    WHEEL_VERSION("`WHEEL` is missing, or its Wheel-Version is not 1.x.",
            "Nobody knows what an unknown version means."),
    WHEEL_METADATA(
            "`METADATA` or `WHEEL` is missing, too large or not well formed, or lacks a field, or has one twice.",
            "Readers see other fields in it."),
    REQUIREMENT(Action.WARN, Severity.MEDIUM,
            "A `Requires-Dist` in `METADATA`, or what `build-system` requires, is not of the form of PEP 508.",
            "Installers leave it out, take it for something else, or stop."),
    RECORD_MISSING(
            "There is no `RECORD`, or it is not well formed: not UTF-8, lines that some readers split, quotes, columns.",
            "What is not listed cannot be removed, and readers see other rows."),
    RECORD_OUTSIDE("`RECORD` lists a path that leads out of the wheel, or one twice.",
            "Uninstalling removes what is listed: files of others."),
    RECORD_ABSENT("`RECORD` lists a file that is not in the wheel.",
            "Uninstalling removes what is listed: it may be another's by then."),
    RECORD_UNLISTED("The wheel holds a file that `RECORD` does not list.",
            "It has no hash, and stays when the package is removed."),
    RECORD_HASH("A file has another hash or size than `RECORD` says.",
            "Somebody has changed it after the wheel was made."),
    RECORD_WEAK("`RECORD` gives no hash of a file, or none as strong as SHA-256.",
            "Somebody can make another file with that hash."),
    ENTRY_POINTS("`entry_points.txt` is not well formed: not UTF-8, lines that some readers split, names given twice.",
            "Readers see other entry points."),
    SCRIPT_NAME("A script is named like the interpreter or pip, or has a path for a name.",
            "It takes the place of the interpreter or pip, or is written elsewhere."),
    SCRIPT_VALUE("The value of a script's entry point is not `module:object`.",
            "Installers write it into a launcher, as code."),
    PIP_FILES("A wheel that is not pip's brings files of pip.", "pip itself."),
    FOREIGN_METADATA("A wheel brings the metadata folder of another distribution.",
            "What is installed, and what removing it takes away."),
    INSTALLER_FILES("A wheel brings a file that only installers write: `INSTALLER`, `REQUESTED` or `direct_url.json`.",
            "Where it came from and who asked for it, as other tools will believe."),
    OTHERS_FILE("Through a data scheme a wheel would replace a file of another distribution that is installed.",
            "What others have installed, and what is judged of it."),
    SITE_CUSTOMIZE("A wheel brings a module `sitecustomize` or `usercustomize`.", "Every Python runs it at its start."),
    PTH_IMPORT(Action.WARN, Severity.MEDIUM, "A `.pth` file has a line that begins with `import`.",
            "Every Python runs it at its start."),
    SHADOWS_STANDARD_LIBRARY(Action.WARN, Severity.MEDIUM, "A module has the name of one of the standard library.",
            "Some programs would import it in place of the one that they mean."),
    SHADOWS_COMMAND(Action.WARN, Severity.MEDIUM, "A script has the name of a common command.",
            "It runs in its place where the environment is first on the path.");

    private static final int LONGEST = 400;

    private final Action action;
    private final Severity severity;
    private final String finds;
    private final String protects;

    StructureRule(String finds, String protects) {
        this(Action.DENY, Severity.HIGH, finds, protects);
    }

    StructureRule(Action action, Severity severity, String finds, String protects) {
        this.action = action;
        this.severity = severity;
        this.finds = finds;
        this.protects = protects;
    }

    /// The rule that a fault of an archive falls under: of the same name.
    static StructureRule of(Fault fault) {
        return valueOf(fault.name());
    }

    /// Its id and what it asks for.
    public Rule rule() {
        return new Rule("structure." + word(), action);
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// How bad it is.
    public Severity severity() {
        return severity;
    }

    /// The file in `docs/rules` that is about it.
    public String page() {
        return word() + ".md";
    }

    /// What it finds, in a sentence.
    public String finds() {
        return finds;
    }

    /// What is in danger without it.
    public String protects() {
        return protects;
    }

    static Finding of(Problem problem) {
        return of(problem.fault()).at(problem.place(), problem.what());
    }

    /// Something about the artifact as a whole.
    Finding found(String message) {
        return new Finding(rule(), severity, Optional.empty(), OptionalInt.empty(), oneLine(message),
                Optional.of(help()));
    }

    /// Something about a member.
    Finding at(String member, String message) {
        return new Finding(rule(), severity, Optional.of(oneLine(member)), OptionalInt.empty(), oneLine(message),
                Optional.of(help()));
    }

    private static String oneLine(String text) {
        return Quoted.oneLine(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
    }

    private String help() {
        return "ask its authors for a build without that; docs/rules/"
                + word() + ".md says more";
    }
}
