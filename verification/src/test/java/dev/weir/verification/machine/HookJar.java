package dev.weir.verification.machine;

import dev.weir.api.Hook;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/// Makes the jar of a hook as its author would: compiled against the API, named in `META-INF/services`.
public final class HookJar {

    private static final String SERVICE = "META-INF/services/" + Hook.class.getName();

    private HookJar() {}

    /// Compiles the one public class `name` of the unnamed package.
    ///
    /// @return the jar, in `folder`
    public static Path make(Path folder, String name, String java) throws IOException {
        var classes = Files.createDirectories(folder.resolve(name));
        var source = Files.writeString(classes.resolve(name + ".java"), java);
        var exit = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", api(), "-d", classes.toString(), source.toString());
        if (exit != 0) {
            throw new AssertionError("the hook " + name + " does not compile");
        }
        Files.delete(source);
        return pack(folder.resolve(name + ".jar"), classes, name);
    }

    private static String api() {
        try {
            return Path.of(Hook.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Path pack(Path jar, Path classes, String service) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar)); var files = Files.list(classes)) {
            for (var file : files.toList()) {
                add(out, file.getFileName().toString(), Files.readAllBytes(file));
            }
            add(out, SERVICE, (service + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
