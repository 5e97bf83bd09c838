package dev.weir.packaging.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectUrlTest {

    /// As pip 26 writes it, with the older field for those who do not know the newer.
    @Test
    void readsWhereAnArchiveCameFrom() throws InvalidMetadataException {
        DirectUrl read = parse("""
                {"archive_info": {"hash": "sha256=00ff", "hashes": {"sha256": "00ff"}},
                 "url": "https://example.org/a-1.0.tar.gz", "subdirectory": "python/a"}""");

        assertThat(read).isEqualTo(new DirectUrl("https://example.org/a-1.0.tar.gz",
                new DirectUrl.Archive(Map.of("sha256", "00ff")), Optional.of("python/a")));
    }

    @Test
    void readsWhichCommitWasCheckedOut() throws InvalidMetadataException {
        DirectUrl read = parse("""
                {"url": "ssh://git@example.org/a.git",
                 "vcs_info": {"vcs": "git", "commit_id": "7921be1537", "requested_revision": "main"}}""");

        assertThat(read.origin()).isEqualTo(new DirectUrl.Vcs("git", "7921be1537", Optional.of("main")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                    "{'url': 'file:///a', 'dir_info': {}}",
                    "{'url': 'file:///a', 'dir_info': {'editable': true}}",
                    "{'url': 'https://${USER}:${WORD}@example.org/a', 'archive_info': {}}",
                    "{'url': 'https://example.org/a@b', 'archive_info': {'hash': 'md5=00'}}",
                    "{'url': 'https://example.org/a', 'archive_info': {'hashes': {}}}"})
    void readsWhatTheSpecificationAllows(String text) throws InvalidMetadataException {
        assertThat(parse(text.replace('\'', '"')).url()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                    "",
                    "[]",
                    "null",
                    "{'url': 'file:///a', 'dir_info': {}",
                    "{'url': 'file:///a', 'dir_info': {}} {}",
                    "{'url': 'file:///a', 'url': 'file:///b', 'dir_info': {}}",
                    "{'url': 'file:///a', 'dir_info': {'editable': true, 'editable': false}}",
                    "{'url': 'file:///a'}",
                    "{'dir_info': {}}",
                    "{'url': 'file:///a', 'dir_info': {}, 'archive_info': {}}",
                    "{'url': 'file:///a', 'dir_info': {}, 'more': ''}",
                    "{'url': 'file:///a', 'dir_info': {'more': ''}}",
                    "{'url': 'file:///a', 'dir_info': []}",
                    "{'url': 'file:///a', 'dir_info': null}",
                    "{'url': 'file:///a', 'dir_info': {'editable': 'true'}}",
                    "{'url': 'https://example.org/a', 'dir_info': {}}",
                    "{'url': 1, 'archive_info': {}}",
                    "{'url': '', 'archive_info': {}}",
                    "{'url': 'a', 'archive_info': {}}",
                    "{'url': 'https://example.org/a b', 'archive_info': {}}",
                    "{'url': 'https://user:word@example.org/a', 'archive_info': {}}",
                    "{'url': 'https://${USER}:word@example.org/a', 'archive_info': {}}",
                    "{'url': 'file:///a', 'archive_info': {'hash': 'sha256:00'}}",
                    "{'url': 'file:///a', 'archive_info': {'hash': 'sha256=AA'}}",
                    "{'url': 'file:///a', 'archive_info': {'hashes': {'sha256': '0'}}}",
                    "{'url': 'file:///a', 'archive_info': {'hashes': {'SHA256': '00'}}}",
                    "{'url': 'file:///a', 'archive_info': {'hashes': 'sha256=00'}}",
                    "{'url': 'file:///a', 'archive_info': {'hash': 'sha256=00', 'hashes': {'sha256': '11'}}}",
                    "{'url': 'file:///a', 'archive_info': {'hash': 'sha256=00', 'hashes': {}}}",
                    "{'url': 'file:///a', 'vcs_info': {'vcs': 'git'}}",
                    "{'url': 'file:///a', 'vcs_info': {'vcs': 'git', 'commit_id': 1}}",
                    "{'url': 'file:///a', 'dir_info': {}, 'subdirectory': '../b'}",
                    "{'url': 'file:///a', 'dir_info': {}, 'subdirectory': '/b'}",
                    "{'url': 'file:///\\ud800', 'dir_info': {}}",
                    "\ufeff{'url': 'file:///a', 'dir_info': {}}"})
    void refusesWhatReadersTakeDifferently(String text) {
        assertThatExceptionOfType(InvalidMetadataException.class)
                .isThrownBy(() -> parse(text.replace('\'', '"')))
                .satisfies(refused -> assertThat(refused.line()).isPositive());
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertThatExceptionOfType(InvalidMetadataException.class)
                .isThrownBy(() -> DirectUrl.parse("{\"url\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void refusesWhatIsTooDeep() {
        String deep = "{\"a\":".repeat(5) + "{}" + "}".repeat(5);

        assertThatExceptionOfType(InvalidMetadataException.class).isThrownBy(() -> parse(deep));
    }

    private static DirectUrl parse(String text) throws InvalidMetadataException {
        return DirectUrl.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
