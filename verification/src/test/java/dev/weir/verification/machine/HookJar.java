package dev.weir.verification.machine;

import dev.weir.api.Hook;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/// Makes the jar of a hook as its author would: compiled against the API, named in `META-INF/services`.
public final class HookJar {

    private static final String SERVICES = "META-INF/services";

    private HookJar() {}

    /// Compiles the one public class `name` of the unnamed package.
    ///
    /// @return the jar, in `folder`
    public static Path make(Path folder, String name, String java) throws IOException {
        return make(folder, name, java, Hook.class);
    }

    /// The same for a service of another type.
    public static Path make(Path folder, String name, String java, Class<?> service) throws IOException {
        var classes = Files.createDirectories(folder.resolve(name));
        var source = Files.writeString(classes.resolve(name + ".java"), java);
        var exit = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", place(Hook.class).toString(), "-d", classes.toString(),
                        source.toString());
        if (exit != 0) {
            throw new AssertionError("the hook " + name + " does not compile");
        }
        Files.delete(source);
        Files.writeString(Files.createDirectories(classes.resolve(SERVICES)).resolve(service.getName()),
                name + "\n");
        return pack(folder.resolve(name + ".jar"), classes);
    }

    /// The jar that a hook of the class path comes in, packed into `folder` where it is not packed yet.
    public static Path of(Class<? extends Hook> hook, Path folder) throws IOException {
        var place = place(hook);
        return Files.isDirectory(place) ? pack(folder.resolve(hook.getSimpleName() + ".jar"), place) : place;
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Path pack(Path jar, Path classes) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar)); var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                add(out, classes.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return jar;
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
