package dev.weir.journal;

import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonBool;
import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonInt;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import dev.weir.wire.json.JsonString;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The second line of defence against credentials in the journal; the first is the installer's side, which raises no event with one.
///
/// In every URL the user part becomes `****`, unless it is the bare user `git`, and so does each value of the query. What is redacted already stays.
final class Redaction {

    private static final String HIDDEN = "****";

    /// A quotation mark may be part of a password; elsewhere in a text it ends the URL.
    private static final Pattern URL = Pattern.compile(
            "(?<scheme>[A-Za-z][A-Za-z0-9+.-]*://)(?<authority>(?:[^\\s/?#]*@)?[^\\s'\"<>/?#]*)(?<path>[^\\s'\"<>?#]*)(?<query>\\?[^\\s'\"<>#]*)?");

    private Redaction() {}

    /// The value with every string in it redacted. Names of members stay.
    static Json json(Json value) {
        return switch (value) {
            case JsonString string -> string(string);
            case JsonArray(var items) -> new JsonArray(items.stream().map(Redaction::json).toList());
            case JsonObject object -> object(object);
            case JsonInt _,JsonBool _,JsonNull _ -> value;
        };
    }

    private static JsonString string(JsonString string) {
        return mayHoldUrl(string.text()) ? new JsonString(text(string.text())) : string;
    }

    private static JsonObject object(JsonObject object) {
        var members = new LinkedHashMap<String, Json>();
        object.members().forEach((name, member) -> members.put(name, json(member)));
        return new JsonObject(members);
    }

    /// The text with the URLs in it redacted. A text that is a JSON object, such as the argument `extra`, is redacted string by string.
    static String text(String text) {
        if (!mayHoldUrl(text)) {
            return text;
        }
        return text.startsWith("{") ? jsonText(text) : plain(text);
    }

    /// In a JSON text, characters may be written with a backslash.
    private static boolean mayHoldUrl(String text) {
        return text.contains("://") || text.indexOf('\\') >= 0;
    }

    private static String jsonText(String text) {
        try {
            var object = JsonReader.read(text).asObject("the text");
            var redacted = object(object);
            return redacted.equals(object) ? text : redacted.encode();
        } catch (JsonException noJson) {
            return plain(text);
        }
    }

    private static String plain(String text) {
        return text.contains("://") ? URL.matcher(text).replaceAll(Redaction::url) : text;
    }

    private static String url(MatchResult url) {
        var query = url.group("query");
        var redacted = url.group("scheme")
                + authority(url.group("authority"))
                + url.group("path")
                + (query == null ? "" : query(query));
        return Matcher.quoteReplacement(redacted);
    }

    private static String authority(String authority) {
        int at = authority.lastIndexOf('@');
        return at < 0 || authority.substring(0, at).equals("git") ? authority : HIDDEN + authority.substring(at);
    }

    private static String query(String query) {
        return Arrays.stream(query.substring(1).split("&", -1))
                .map(Redaction::parameter)
                .collect(Collectors.joining("&", "?", ""));
    }

    private static String parameter(String parameter) {
        return parameter.substring(0, parameter.indexOf('=') + 1) + HIDDEN;
    }
}
