package dev.weir.engine.hooks;

import dev.weir.api.Hook;
import dev.weir.engine.settings.Jars;
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
import java.util.stream.Stream;

/// The jars that the settings name, and the services in them. The classes of one file's jars see Java, the API and one another, nothing else of the
/// engine: its libraries never meet theirs.
final class HookJars implements AutoCloseable {

    private final URLClassLoader system;
    private final URLClassLoader user;

    /// @throws HookSetException where one is not there
    HookJars(Jars jars) {
        jars.all().forEach(HookJars::requireFile);
        var api = new ApiLoader();
        system = loader("hooks of the system", jars.system(), api);
        user = loader("hooks of the user", jars.user(), api);
    }

    private static URLClassLoader loader(String name, List<Path> jars, ClassLoader parent) {
        return new URLClassLoader(name, jars.stream().map(HookJars::url).toArray(URL[]::new), parent);
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
        return Stream.concat(servicesOfSystem(type).stream(), servicesOfUser(type).stream()).toList();
    }

    /// The same, of the jars that this machine's file names.
    <S> List<S> servicesOfSystem(Class<S> type) {
        return services(type, system);
    }

    /// The same, of the other jars.
    <S> List<S> servicesOfUser(Class<S> type) {
        return services(type, user);
    }

    private static <S> List<S> services(Class<S> type, ClassLoader loader) {
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
        close(system);
        close(user);
    }

    private static void close(URLClassLoader loader) {
        try {
            loader.close();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
