package dev.weir.packaging.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// A SHA-256.
///
/// @param hex 64 hexadecimal digits in lower case
public record Sha256(String hex) {
    private static final int BLOCK = 1 << 16;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /// @throws IllegalArgumentException where `hex` has another form
    public Sha256 {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not the 64 lower-case hexadecimal digits of a SHA-256: " + hex);
        }
    }

    /// The digest of a file's bytes. A symbolic link is followed once, to the file that it leads to in the end.
    ///
    /// @throws UnreadableTreeException where there is no regular file, it cannot be opened and read, or it changes meanwhile
    public static Sha256 ofFile(Path file) throws UnreadableTreeException {
        try {
            Path real = file.toRealPath();
            var stable = new StableFile(real, EscapedPath.of(real));
            return Openings.read(openings -> stable.digest(openings, _ -> {}));
        } catch (UnreadableTreeException e) {
            throw e;
        } catch (IOException e) {
            throw UnreadableTreeException.cannotRead(EscapedPath.of(file), e);
        }
    }

    /// The digest of bytes.
    public static Sha256 of(byte[] bytes) {
        return finish(start(), bytes);
    }

    /// The digest of all that a stream holds.
    ///
    /// @throws IOException where it cannot be read
    public static Sha256 of(InputStream content) throws IOException {
        MessageDigest digest = start();
        byte[] block = new byte[BLOCK];
        for (int count = content.read(block); count >= 0; count = content.read(block)) {
            digest.update(block, 0, count);
        }
        return finish(digest, new byte[0]);
    }

    /// As it stands in events and the journal: `sha256:` and the digits.
    @Override
    public String toString() {
        return "sha256:" + hex;
    }

    static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    static Sha256 finish(MessageDigest digest, byte[] last) {
        return new Sha256(HexFormat.of().formatHex(digest.digest(last)));
    }

    /// Is told how many bytes were read, and may refuse to go on.
    interface ByteCount {
        void add(int bytes) throws UnreadableTreeException;
    }
}
