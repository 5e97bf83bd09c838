package dev.weir.hooks.structure;

import dev.weir.api.Distribution;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What came with a file, and the installer goes by (`extra.served` in `spec/events.md`).
///
/// @param contentType of the answer, or as guessed from the name, where the installer goes by it
/// @param disposition the header Content-Disposition ([RFC 6266](https://www.rfc-editor.org/rfc/rfc6266))
/// @param metadata    digest of the metadata that the index serves beside a wheel ([PEP 658](https://peps.python.org/pep-0658/))
/// @param address     the last part of the URL, where the file has one
record Served(Optional<String> contentType, Optional<String> disposition, Optional<String> metadata,
        Optional<String> address) {

    static final Served NOTHING =
            new Served(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final Pattern FILE_NAME =
            Pattern.compile("(?i)filename(?:\\*[0-9]*\\*?)?\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;]*))");
    private static final Pattern CHARSET = Pattern.compile("[A-Za-z0-9-]*'[^']*'");

    static Served with(Distribution about) {
        return JsonReader.read(about.extra()).asObject("extra").find("served")
                .map(served -> of(served.asObject("served"), about))
                .orElse(NOTHING);
    }

    private static Served of(JsonObject served, Distribution about) {
        return new Served(served.optionalString("content_type"), served.optionalString("disposition"),
                served.optionalString("metadata"), about.url().map(Served::lastPart));
    }

    private static String lastPart(String url) {
        var path = url.split("[?#]", 2)[0];
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// The names that the header gives the file; installers differ in which of them they take.
    List<String> names() {
        return disposition.stream().flatMap(said -> FILE_NAME.matcher(said).results()).map(Served::name).toList();
    }

    private static String name(MatchResult found) {
        var quoted = found.group(1);
        var name = quoted != null ? quoted.replaceAll("\\\\(.)", "$1") : found.group(2).strip();
        return CHARSET.matcher(name).replaceFirst("");
    }
}
