package dev.weir.packaging.metadata;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text whose lines every reader splits at the same places.
final class StrictText {
    /// Where some readers end a line and some do not.
    private static final Pattern DOUBTFUL = Pattern.compile("\r(?!\n)|[\\x00\\x0b\\x0c\\x1c-\\x1e\\x85\\u2028\\u2029]");

    private StrictText() {}

    /// @throws InvalidMetadataException where it is not UTF-8, or begins with a byte order mark
    static String decode(byte[] bytes) throws InvalidMetadataException {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.startsWith("\ufeff")) {
                throw new InvalidMetadataException(1, "it begins with a byte order mark");
            }
            return text;
        } catch (CharacterCodingException _) {
            throw new InvalidMetadataException(1, "it is not UTF-8");
        }
    }

    /// The lines without their ends. What follows the last end counts where it is not empty.
    ///
    /// @throws InvalidMetadataException where readers split them differently
    static List<String> lines(String text) throws InvalidMetadataException {
        Matcher doubtful = DOUBTFUL.matcher(text);
        if (doubtful.find()) {
            long line = text.substring(0, doubtful.start()).chars().filter(c -> c == '\n').count() + 1;
            throw new InvalidMetadataException((int) line,
                    "U+%04X, which ends a line for some readers only".formatted((int) doubtful.group().charAt(0)));
        }
        return text.lines().toList();
    }
}
