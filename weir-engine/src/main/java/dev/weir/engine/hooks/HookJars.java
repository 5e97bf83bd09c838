package dev.weir.engine.hooks;

import dev.weir.api.Hook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/// The jars that the settings name, and the services in them. Their classes see Java, the API and one another, nothing else of the engine: its
/// libraries never meet theirs.
final class HookJars implements AutoCloseable {

    private final URLClassLoader loader;

    /// @throws HookSetException where one is not there
    HookJars(List<Path> jars) {
        jars.forEach(HookJars::requireFile);
        loader = new URLClassLoader("hooks", jars.stream().map(HookJars::url).toArray(URL[]::new),
                new ApiLoader());
    }

    private static void requireFile(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new HookSetException("there is no jar " + jar + ", which `jars` in the settings names");
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// A new instance of each service of a type.
    ///
    /// @throws HookSetException where one cannot be made
    <S> List<S> services(Class<S> type) {
        try {
            return ServiceLoader.load(type, loader).stream().map(ServiceLoader.Provider::get).toList();
        } catch (ServiceConfigurationError | LinkageError problem) {
            throw new HookSetException("a hook in the jars of the settings cannot be loaded", problem);
        }
    }

    private static final class ApiLoader extends ClassLoader {

        private static final String API = Hook.class.getPackageName() + ".";

        ApiLoader() {
            super("weir-api", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(API)) {
                return Class.forName(name, false, Hook.class.getClassLoader());
            }
            throw new ClassNotFoundException(name + " is neither of Java nor of the API of Weir");
        }
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
