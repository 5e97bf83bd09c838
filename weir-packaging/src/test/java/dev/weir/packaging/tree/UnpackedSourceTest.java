package dev.weir.packaging.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnpackedSourceTest {
    private static final ManifestEntry SETUP = file("setup.py", "setup()\n");

    @Test
    void isTheSameTree() {
        assertThat(difference(tree(SETUP, link("a/./b")), tree(SETUP, link("a/./b")))).isEmpty();
    }

    @Test
    void namesTheFirstPathThatDiffers() {
        ManifestEntry other = file("setup.py", "steal()\n");

        assertThat(difference(tree(SETUP), tree(other, file("z.py", "")))).hasValue(
                "setup.py is not what the archive holds");
        assertThat(difference(tree(SETUP), tree(SETUP, file("a.py", "")))).hasValue("a.py is not in the archive");
        assertThat(difference(tree(SETUP), tree())).hasValue("setup.py, which is in the archive, is missing");
        assertThat(difference(tree(SETUP), tree(new ManifestEntry.Folder("setup.py")))).hasValue(
                "setup.py is not what the archive holds");
    }

    @Test
    void knowsWhatMayBeExecuted() {
        ManifestEntry.File plain = (ManifestEntry.File) SETUP;

        assertThat(difference(tree(SETUP), tree(new ManifestEntry.File(plain.path(), true, plain.content()))))
                .hasValue("setup.py may be executed, or may not, as the archive does not say");
    }

    @ParameterizedTest
    @CsvSource({"a/./b, a/b", "./b, b", "a/../b, b", "../a/../../b, ../../b", "a//b/, a/b", "., ."})
    void letsTheTargetOfALinkBeShortened(String stored, String made) {
        assertThat(difference(tree(link(stored)), tree(link(made)))).isEmpty();
    }

    @Test
    void letsNoTargetBeChangedOtherwise() {
        assertThat(difference(tree(link("a/b")), tree(link("a/./b")))).isPresent();
        assertThat(difference(tree(link("a/b")), tree(link("c")))).isPresent();
    }

    @Test
    void takesTheMarkerOfAnOldPipForItsOwnByWhatIsInIt() {
        assertThat(difference(tree(SETUP), tree(SETUP, file("pip-delete-this-directory.txt", "else")))).hasValue(
                "pip-delete-this-directory.txt is not in the archive");
    }

    private static Optional<String> difference(TreeManifest expected, TreeManifest found) {
        return new UnpackedSource(expected).difference(found);
    }

    private static TreeManifest tree(ManifestEntry... entries) {
        return new TreeManifest(List.of(entries), List.of());
    }

    private static ManifestEntry file(String path, String content) {
        return new ManifestEntry.File(path, false, Sha256.of(content.getBytes(UTF_8)));
    }

    private static ManifestEntry link(String target) {
        return new ManifestEntry.Link("link", target);
    }
}
