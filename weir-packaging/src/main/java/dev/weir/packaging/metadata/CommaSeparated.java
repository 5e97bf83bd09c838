package dev.weir.packaging.metadata;

import java.util.ArrayList;
import java.util.List;

/// One line of comma-separated values. A value is in quotes as a whole or not at all.
final class CommaSeparated {
    private final String text;
    private final int line;
    private int position;

    CommaSeparated(String text, int line) {
        this.text = text;
        this.line = line;
    }

    List<String> values() throws InvalidMetadataException {
        List<String> values = new ArrayList<>();
        values.add(value());
        while (position < text.length()) {
            position++;
            values.add(value());
        }
        return values;
    }

    private String value() throws InvalidMetadataException {
        return position < text.length() && text.charAt(position) == '"' ? quoted() : plain();
    }

    private String plain() throws InvalidMetadataException {
        int comma = text.indexOf(',', position);
        String value = text.substring(position, comma < 0 ? text.length() : comma);
        if (value.indexOf('"') >= 0) {
            throw invalid();
        }
        position += value.length();
        return value;
    }

    private String quoted() throws InvalidMetadataException {
        StringBuilder value = new StringBuilder();
        for (int end = closing(); isDoubled(end); end = closing()) {
            value.append(text, position + 1, end + 1);
            position = end + 1;
        }
        int end = closing();
        value.append(text, position + 1, end);
        position = end + 1;
        if (position < text.length() && text.charAt(position) != ',') {
            throw invalid();
        }
        return value.toString();
    }

    private int closing() throws InvalidMetadataException {
        int end = text.indexOf('"', position + 1);
        if (end < 0) {
            throw invalid();
        }
        return end;
    }

    private boolean isDoubled(int quote) {
        return quote + 1 < text.length() && text.charAt(quote + 1) == '"';
    }

    private InvalidMetadataException invalid() {
        return new InvalidMetadataException(line, "quotes that do not enclose a whole value in one line");
    }
}
