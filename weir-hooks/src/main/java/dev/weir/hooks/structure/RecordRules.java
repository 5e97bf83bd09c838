package dev.weir.hooks.structure;

import dev.weir.api.Finding;
import dev.weir.packaging.metadata.InvalidMetadataException;
import dev.weir.packaging.metadata.RecordFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The rules for `RECORD`: it lists each file of the wheel once, with a strong hash that fits. Every file is read to its end.
final class RecordRules {

    private static final int LARGEST = 64 << 20;
    private static final Map<String, String> STRONG = Map.of(
            "sha256", "SHA-256", "sha384", "SHA-384", "sha512", "SHA-512",
            "sha3_256", "SHA3-256", "sha3_384", "SHA3-384", "sha3_512", "SHA3-512");

    private final ArchiveFiles files;
    private final String path;
    private final List<Finding> found = new ArrayList<>();
    private final Set<String> listed = new HashSet<>();

    RecordRules(ArchiveFiles files, String distInfo) {
        this.files = files;
        this.path = distInfo + "/RECORD";
    }

    /// @throws IOException where a file cannot be read, or is damaged
    List<Finding> findings() throws IOException {
        var content = files.read(path, LARGEST);
        if (content.isEmpty()) {
            found.add(StructureRule.RECORD_MISSING.at(path, "it is missing"));
            files.archive().verify();
        } else {
            judge(content.get());
        }
        return found;
    }

    private void judge(byte[] content) throws IOException {
        try {
            for (var row : RecordFile.parse(content).rows()) {
                judge(row);
            }
            files.files().keySet().stream()
                    .filter(file -> !listed.contains(file) && !isSignature(file))
                    .forEach(file -> found.add(StructureRule.RECORD_UNLISTED.at(file, "RECORD does not list it")));
        } catch (InvalidMetadataException invalid) {
            found.add(StructureRule.RECORD_MISSING.at(path, invalid.what()).at(path, invalid.line()));
        }
    }

    private void judge(RecordFile.Row row) throws IOException {
        if (isOutside(row.path())) {
            report(StructureRule.RECORD_OUTSIDE, row, "it leads out of the wheel");
        } else if (!listed.add(row.path())) {
            report(StructureRule.RECORD_OUTSIDE, row, "it is listed twice");
        } else if (!files.files().containsKey(row.path())) {
            report(StructureRule.RECORD_ABSENT, row, "it is not in the wheel");
        } else if (!row.path().equals(path) && !isSignature(row.path())) {
            checkHash(row);
        }
    }

    private static boolean isOutside(String file) {
        var isRooted = file.startsWith("/") || file.matches("[A-Za-z]:.*");
        return isRooted || file.indexOf('\\') >= 0 || List.of(file.split("/", -1)).contains("..");
    }

    /// A signature of the list cannot be on it.
    private boolean isSignature(String file) {
        return file.equals(path + ".jws") || file.equals(path + ".p7s");
    }

    private void checkHash(RecordFile.Row row) throws IOException {
        // What builds wheels on Python 2.7 writes SHA256.
        var algorithm = row.hash().map(hash -> hash.algorithm().toLowerCase(Locale.ROOT)).map(STRONG::get).orElse("");
        if (algorithm.isEmpty()) {
            report(StructureRule.RECORD_WEAK, row, "it has no hash as strong as SHA-256");
        }
        var actual = files.hash(row.path(), algorithm.isEmpty() ? "SHA-256" : algorithm);
        if (!algorithm.isEmpty() && row.hash().filter(hash -> hash.value().equals(actual)).isEmpty()) {
            report(StructureRule.RECORD_HASH, row, "it has another hash than its content");
        }
        if (row.size().isPresent() && row.size().getAsLong() != files.size(row.path())) {
            report(StructureRule.RECORD_HASH, row, "it has another size than its content");
        }
    }

    private void report(StructureRule rule, RecordFile.Row row, String what) {
        found.add(rule.at(path, "row of " + row.path() + ": " + what).at(path, row.line()));
    }
}
