package dev.weir.journal;

import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/// The member `source` of a record: `/HOST/USER/PID`, a path of a URI.
final class Source {

    private Source() {}

    static String of(String host, String user, long pid) {
        return "/" + encode(host) + "/" + encode(user) + "/" + pid;
    }

    static String ofThisProcess() {
        return of(host(), System.getProperty("user.name"), ProcessHandle.current().pid());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    private static String encode(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
