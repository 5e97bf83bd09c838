package dev.weir.verification.machine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.packaging.tree.Sha256;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonBool;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/// A package index (PEP 503, PEP 691) on a loopback port: every file of a folder below the name that it begins with.
public final class Index implements AutoCloseable {

    private static final String SIMPLE = "/simple/";
    private static final String FILES = "/files/";
    private static final String METADATA = ".metadata";
    private static final String JSON = "application/vnd.pypi.simple.v1+json";

    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");

    private final Path folder;
    private final HttpServer server;
    private final Map<String, String> yanked = new ConcurrentHashMap<>();
    private final Map<String, byte[]> metadata = new ConcurrentHashMap<>();
    private final Map<String, String> dispositions = new ConcurrentHashMap<>();
    private final Map<String, String> types = new ConcurrentHashMap<>();
    private final Map<String, byte[]> parts = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String key = "";

    /// @param folder of wheels and source archives, made where it is not there; what it holds when asked counts
    public Index(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /// Host and port.
    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// What goes into `--index-url`.
    public String url() {
        return "http://" + host() + "/simple/";
    }

    /// The address of a file.
    public String file(String name) {
        return "http://" + host() + FILES + name;
    }

    /// Offers a file as one that its maker has taken back.
    public void yank(String file, String reason) {
        yanked.put(file, reason);
    }

    /// Serves metadata beside a file (PEP 658), whatever it holds.
    public void serveMetadata(String file, byte[] content) {
        metadata.put(file, content.clone());
    }

    /// Serves parts of these bytes to who asks for parts of a file (RFC 9110, range requests); who asks for all of it gets the file.
    public void serveInParts(String file, byte[] content) {
        parts.put(file, content.clone());
    }

    /// Serves a file with a header Content-Disposition.
    public void serveDisposition(String file, String header) {
        dispositions.put(file, header);
    }

    /// Serves a file with another Content-Type than `application/octet-stream`.
    public void serveType(String file, String type) {
        types.put(file, type);
    }

    /// From now on answers 401 to who does not bring these credentials (RFC 7617: the base64 of `user:password`).
    public void lock(String credentials) {
        key = "Basic " + credentials;
    }

    /// Each request so far: its target, and the credentials that came with it.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var credentials = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
            asked.add(exchange.getRequestURI() + " " + String.join(" ", credentials));
            if (!key.isEmpty() && !credentials.contains(key)) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"packages\"");
                exchange.sendResponseHeaders(401, -1);
            } else {
                answer(exchange, exchange.getRequestURI().getPath());
            }
        }
    }

    private void answer(HttpExchange exchange, String path) throws IOException {
        try {
            if (path.startsWith(FILES) && !path.endsWith("/")) {
                sendFile(exchange, path.substring(FILES.length()));
            } else if (path.startsWith(SIMPLE)) {
                send(exchange, JSON, page(path.substring(SIMPLE.length()).replace("/", "")));
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        } catch (NoSuchFileException absent) {
            exchange.sendResponseHeaders(404, -1);
        }
    }

    private void sendFile(HttpExchange exchange, String name) throws IOException {
        var beside =
                name.endsWith(METADATA) ? metadata.get(name.substring(0, name.length() - METADATA.length())) : null;
        if (dispositions.containsKey(name)) {
            exchange.getResponseHeaders().set("Content-Disposition", dispositions.get(name));
        }
        var inParts = parts.get(name);
        if (inParts == null || !sendPart(exchange, inParts)) {
            send(exchange, types.getOrDefault(name, "application/octet-stream"),
                    beside == null ? Files.readAllBytes(folder.resolve(name)) : beside);
        }
    }

    /// Answers who asks for a part, or how long the whole is; nobody else.
    private static boolean sendPart(HttpExchange exchange, byte[] whole) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Accept-Ranges", "bytes");
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", String.valueOf(whole.length));
            exchange.sendResponseHeaders(200, -1);
            return true;
        }
        var range = RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
        if (!range.matches()) {
            return false;
        }
        var part = Arrays.copyOfRange(whole, Integer.parseInt(range.group(1)),
                Math.min(whole.length, Integer.parseInt(range.group(2)) + 1));
        exchange.sendResponseHeaders(206, part.length);
        exchange.getResponseBody().write(part);
        return true;
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private byte[] page(String project) throws IOException {
        try (var files = Files.list(folder)) {
            var own = files.filter(file -> isOf(project, file.getFileName().toString())).sorted().toList();
            return JsonObject.builder()
                    .put("meta", JsonObject.builder().put("api-version", "1.0").build())
                    .put("name", project)
                    .put("files", new JsonArray(own.stream().map(this::entry).toList()))
                    .build()
                    .encode()
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    private static boolean isOf(String project, String file) {
        return file.replaceFirst("-.*", "").replace('_', '-').toLowerCase(Locale.ROOT).equals(project);
    }

    private Json entry(Path file) {
        var name = file.getFileName().toString();
        return JsonObject.builder()
                .put("filename", name)
                .put("url", "../../files/" + name)
                .put("hashes", JsonObject.builder().put("sha256", sha256(file)).build())
                .put("requires-python", ">=3.8")
                .put("core-metadata", Json.of(metadata.containsKey(name)))
                .put("yanked", yanked.containsKey(name) ? Json.of(yanked.get(name)) : JsonBool.FALSE)
                .build();
    }

    private static String sha256(Path file) {
        try {
            return Sha256.of(Files.readAllBytes(file)).hex();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
