package dev.weir.packaging.metadata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The file `direct_url.json`: where a distribution came from that was asked for by its place and not by its name
/// ([direct URL](https://packaging.python.org/en/latest/specifications/direct-url-data-structure/), [PEP 610](https://peps.python.org/pep-0610/)).
///
/// @param url without credentials
/// @param origin what lies there
/// @param subdirectory where in it the project lies
public record DirectUrl(String url, Origin origin, Optional<String> subdirectory) {
    private static final String URL = "url";
    private static final String SUBDIRECTORY = "subdirectory";

    /// What kind of thing a URL leads to.
    public sealed interface Origin permits Vcs, Archive, Folder {}

    /// A repository.
    ///
    /// @param system such as `git`
    /// @param commit that was checked out
    /// @param requestedRevision as it was asked for
    public record Vcs(String system, String commit, Optional<String> requestedRevision) implements Origin {}

    /// A wheel or a source archive.
    ///
    /// @param hashes lower-case hexadecimal digits by the name of their algorithm, as Python's `hashlib` has it. The older field `hash` is in it too
    public record Archive(Map<String, String> hashes) implements Origin {
        public Archive {
            hashes = Map.copyOf(hashes);
        }
    }

    /// A folder of this machine.
    ///
    /// @param isEditable whether what is installed leads back to it
    public record Folder(boolean isEditable) implements Origin {}

    /// Reads a file.
    ///
    /// @throws InvalidMetadataException where it is not of the form of the specification, has members that it does not know, or holds credentials
    public static DirectUrl parse(byte[] bytes) throws InvalidMetadataException {
        return new Reader(StrictJson.object(bytes), "the file").directUrl();
    }

    /// One object of the file. Of what is wrong in it the line is not known.
    private record Reader(Map<String, Object> members, String place) {
        private static final List<String> ORIGINS = List.of("vcs_info", "archive_info", "dir_info");

        private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^\\p{Cntrl}\\p{Z}]*");
        private static final Pattern CREDENTIALS = Pattern.compile("[^/?#]*://(?<user>[^/?#]*)@.*");

        /// Names of variables, and the user that everybody is to the hosts of repositories, give nothing away.
        private static final Pattern HARMLESS_USER =
                Pattern.compile("git|\\$\\{[A-Za-z0-9_-]+\\}(?::\\$\\{[A-Za-z0-9_-]+\\})?");

        private static final Pattern HASH = Pattern.compile("(?<name>[a-z0-9_]+)=(?<value>(?:[0-9a-f]{2})+)");

        DirectUrl directUrl() throws InvalidMetadataException {
            requireKnown(Set.of(URL, "vcs_info", "archive_info", "dir_info", SUBDIRECTORY));
            String url = address(string(URL));
            return new DirectUrl(url, origin(url), subdirectory());
        }

        private Origin origin(String url) throws InvalidMetadataException {
            List<String> named = ORIGINS.stream().filter(members::containsKey).toList();
            if (named.size() != 1) {
                throw wrong("has " + named.size() + " of vcs_info, archive_info and dir_info in place of one");
            }
            Reader info = object(named.getFirst());
            return switch (named.getFirst()) {
                case "vcs_info" -> info.vcs();
                case "archive_info" -> info.archive();
                default -> info.folder(url);
            };
        }

        private Vcs vcs() throws InvalidMetadataException {
            requireKnown(
                    Set.of("vcs", "commit_id", "requested_revision", "resolved_revision", "resolved_revision_type"));
            for (String name : List.of("resolved_revision", "resolved_revision_type")) {
                optional(name);
            }
            return new Vcs(string("vcs"), string("commit_id"), optional("requested_revision"));
        }

        private Archive archive() throws InvalidMetadataException {
            requireKnown(Set.of("hash", "hashes"));
            Map<String, String> hashes = members.containsKey("hashes") ? object("hashes").hashes() : Map.of();
            Optional<String> single = optional("hash");
            if (single.isEmpty()) {
                return new Archive(hashes);
            }
            Map<String, String> other = hash(single.get());
            if (members.containsKey("hashes") && !hashes.entrySet().containsAll(other.entrySet())) {
                throw wrong("has a hash that is not among its hashes");
            }
            return new Archive(hashes.isEmpty() ? other : hashes);
        }

        private Map<String, String> hashes() throws InvalidMetadataException {
            Map<String, String> hashes = new LinkedHashMap<>();
            for (String name : members.keySet()) {
                hashes.putAll(hash(name + "=" + string(name)));
            }
            return hashes;
        }

        private Map<String, String> hash(String text) throws InvalidMetadataException {
            var hash = HASH.matcher(text);
            if (!hash.matches()) {
                throw wrong("has a hash that is none in lower-case hexadecimal digits: " + text);
            }
            return Map.of(hash.group("name"), hash.group("value"));
        }

        private Folder folder(String url) throws InvalidMetadataException {
            requireKnown(Set.of("editable"));
            if (!url.toLowerCase(Locale.ROOT).startsWith("file:")) {
                throw wrong("is there, and the url leads to no file: " + url);
            }
            Object editable = members.getOrDefault("editable", false);
            if (!(editable instanceof Boolean isEditable)) {
                throw wrong("has an editable that is neither true nor false");
            }
            return new Folder(isEditable);
        }

        private String address(String url) throws InvalidMetadataException {
            if (!ADDRESS.matcher(url).matches()) {
                throw wrong("has a url that is none");
            }
            var credentials = CREDENTIALS.matcher(url);
            if (credentials.matches() && !HARMLESS_USER.matcher(credentials.group("user")).matches()) {
                throw wrong("has a url with credentials");
            }
            return url;
        }

        private Optional<String> subdirectory() throws InvalidMetadataException {
            Optional<String> folder = optional(SUBDIRECTORY);
            if (folder.filter(Reader::leadsOut).isPresent()) {
                throw wrong("has a subdirectory that leads out of the source");
            }
            return folder;
        }

        private static boolean leadsOut(String folder) {
            boolean isRooted = folder.startsWith("/") || folder.indexOf('\\') >= 0 || folder.indexOf(':') >= 0;
            return isRooted || List.of(folder.split("/", -1)).contains("..");
        }

        private String string(String name) throws InvalidMetadataException {
            return optional(name).orElseThrow(() -> wrong("lacks " + name));
        }

        private Optional<String> optional(String name) throws InvalidMetadataException {
            Object value = members.getOrDefault(name, "");
            if (!(value instanceof String text)) {
                throw wrong("has a " + name + " that is no string");
            }
            if (members.containsKey(name) && text.isBlank()) {
                throw wrong("has a " + name + " that is empty");
            }
            return Optional.of(text).filter(_ -> members.containsKey(name));
        }

        @SuppressWarnings("unchecked") // StrictJson makes no other maps.
        private Reader object(String name) throws InvalidMetadataException {
            if (!(members.get(name) instanceof Map<?, ?> object)) {
                throw wrong("has a " + name + " that is no object");
            }
            return new Reader((Map<String, Object>) object, name);
        }

        private void requireKnown(Set<String> names) throws InvalidMetadataException {
            Optional<String> other = members.keySet().stream().filter(name -> !names.contains(name)).findFirst();
            if (other.isPresent()) {
                throw wrong("has a member that the specification does not know: " + other.get());
            }
        }

        private InvalidMetadataException wrong(String what) {
            return new InvalidMetadataException(1, place + " " + what);
        }
    }
}
