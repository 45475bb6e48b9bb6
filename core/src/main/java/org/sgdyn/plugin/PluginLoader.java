package org.sgdyn.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.util.Types;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.Origin;
import org.sgdyn.catalog.PartKind;
import org.sgdyn.catalog.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds plug-ins on the class path and among the jars of a directory, and gathers what they bring. Built-in parts load
 * exactly as an outsider's do.
 */
public final class PluginLoader {

    private static final String SERVICE = "META-INF/services/" + PluginModule.class.getName();

    private PluginLoader() {}

    /**
     * Loads all plug-ins.
     *
     * @param pluginDirectory a directory whose {@code *.jar} files are loaded too, in the order of their names, by one class
     *     loader whose parent is this program's; or one such file
     * @return the parts and the plug-ins
     * @throws PluginException if a plug-in cannot be loaded, or two bring parts of the same kind and name
     */
    public static LoadedPlugins load(Optional<Path> pluginDirectory) {
        return load(pluginDirectory, List.of());
    }

    /**
     * Loads all plug-ins, with modules that the caller has made.
     *
     * @param pluginDirectory a directory as above
     * @param modules plug-ins, which take the place of those of the same class that the class path may hold, and other modules
     *     that these need
     * @return the parts and the plug-ins
     * @throws PluginException if a plug-in cannot be loaded, or two bring parts of the same kind and name
     */
    public static LoadedPlugins load(Optional<Path> pluginDirectory, List<? extends Module> modules) {
        ClassLoader loader = classes(pluginDirectory);
        List<Module> all = new ArrayList<>();
        for (PluginModule found : instances(loader)) {
            if (modules.stream().noneMatch(module -> module.getClass() == found.getClass())) {
                all.add(found);
            }
        }
        all.addAll(modules);
        return gather(all, pluginDirectory);
    }

    /**
     * The classes of this program and of the jars of a directory, for services that are no parts, such as drivers of databases.
     *
     * @param pluginDirectory a directory of jars, or one jar
     * @return their class loader
     * @throws PluginException if a jar cannot be read
     */
    public static ClassLoader classes(Optional<Path> pluginDirectory) {
        ClassLoader program = PluginLoader.class.getClassLoader();
        return pluginDirectory.map(directory -> jarsOf(directory, program)).orElse(program);
    }

    private static ClassLoader jarsOf(Path directory, ClassLoader parent) {
        List<URL> jars = new ArrayList<>();
        try (Stream<Path> files = Files.isDirectory(directory)
                ? Files.list(directory)
                        .filter(file -> file.getFileName().toString().endsWith(".jar"))
                : Stream.of(directory)) {
            for (Path jar : files.sorted().toList()) {
                requireJar(jar);
                jars.add(jar.toUri().toURL());
            }
        } catch (MalformedURLException e) {
            throw new PluginException("cannot name the jars of " + directory + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new PluginException(
                    "cannot list the plug-in directory " + directory + ": give a readable directory", e);
        }
        // Lives as long as the program: parts load their classes lazily.
        return jars.isEmpty()
                ? parent
                : new URLClassLoader(Origin.loaderName(directory), jars.toArray(URL[]::new), parent);
    }

    /** On first use: most runs have nothing to log, and start sooner without what logs. */
    private static Logger log() {
        return LoggerFactory.getLogger(PluginLoader.class);
    }

    private static void requireJar(Path jar) {
        try (JarFile opened = new JarFile(jar.toFile())) {
            log().debug("{} has {} entries", jar, opened.size());
        } catch (IOException e) {
            throw new PluginException(jar + " is not a readable jar: rebuild or remove it", e);
        }
    }

    private static List<PluginModule> instances(ClassLoader loader) {
        rejectTwins(loader);
        rejectMisfits(loader);
        List<PluginModule> modules = new ArrayList<>();
        Iterator<PluginModule> found =
                ServiceLoader.load(PluginModule.class, loader).iterator();
        try {
            while (found.hasNext()) {
                modules.add(found.next());
            }
        } catch (ServiceConfigurationError e) {
            throw new PluginException(
                    "a plug-in cannot be loaded" + guiltyJar(loader, String.valueOf(e.getMessage())) + ": " + plain(e)
                            + "; rebuild or remove that jar",
                    e);
        } catch (LinkageError e) {
            throw new PluginException(
                    "a plug-in"
                            + guiltyJar(loader, String.valueOf(e.getMessage()).replace('/', '.'))
                            + " does not fit this version of Java or sgdyn, or lacks a library: " + e
                            + "; rebuild or remove it",
                    e);
        }
        return modules;
    }

    private static String plain(ServiceConfigurationError e) {
        String message = String.valueOf(e.getMessage()).replace(PluginModule.class.getName() + ": ", "");
        return e.getCause() == null ? message : message + " (" + e.getCause() + ")";
    }

    /** Names the jar whose service file lists a class that the message complains of. */
    private static String guiltyJar(ClassLoader loader, String message) {
        return serviceLines(loader).entrySet().stream()
                .filter(line -> message.contains(line.getKey()))
                .map(line -> " (" + jarName(line.getValue().get(0)) + ")")
                .findFirst()
                .orElse("");
    }

    /** Two copies of one plug-in: the service loader would silently take the first. */
    private static void rejectTwins(ClassLoader loader) {
        serviceLines(loader).forEach((plugin, files) -> {
            if (files.size() > 1) {
                throw new PluginException("the plug-in " + plugin + " is there twice: "
                        + files.stream().map(PluginLoader::jarName).collect(Collectors.joining(" and "))
                        + "; remove one of them");
            }
        });
    }

    /** Jars of a directory that were built against what this program does not offer; the program's own loader may be of that kind, too. */
    private static void rejectMisfits(ClassLoader loader) {
        if (loader != PluginLoader.class.getClassLoader() && loader instanceof URLClassLoader directory) {
            try {
                directory.findResources(SERVICE).asIterator().forEachRemaining(file -> requireFit(file, loader));
            } catch (IOException e) {
                throw new PluginException("cannot read the service files of the plug-ins: " + e.getMessage(), e);
            }
        }
    }

    private static void requireFit(URL serviceFile, ClassLoader loader) {
        String name = jarName(serviceFile);
        try {
            JarURLConnection connection = (JarURLConnection) serviceFile.openConnection();
            connection.setUseCaches(false);
            try (JarFile jar = connection.getJarFile()) {
                Manifest manifest = jar.getManifest();
                String stated =
                        manifest == null ? null : manifest.getMainAttributes().getValue(SpiVersion.ATTRIBUTE);
                if (stated != null) {
                    requireRuns(name, stated);
                } else {
                    ClassFit.missing(jar, loader).ifPresent(missing -> {
                        throw new PluginException(name + " was built against another version of sgdyn: " + missing
                                + ", which it uses, is not there; rebuild it against this version, or remove it");
                    });
                }
            }
        } catch (IOException e) {
            throw new PluginException(name + " is not a readable jar: rebuild or remove it", e);
        }
    }

    private static void requireRuns(String jar, String stated) {
        SpiVersion built = SpiVersion.parse(stated)
                .orElseThrow(() -> new PluginException(jar + ": its manifest says " + SpiVersion.ATTRIBUTE + ": "
                        + stated + ", which is no version such as " + SpiVersion.CURRENT
                        + "; correct it, or remove the jar"));
        if (!SpiVersion.CURRENT.runs(built)) {
            throw new PluginException(jar + " was built against version " + built
                    + " of the plug-in interfaces, and this program offers " + SpiVersion.CURRENT + "; "
                    + (built.major() >= SpiVersion.CURRENT.major()
                            ? "update sgdyn, or rebuild the plug-in against this version"
                            : "rebuild the plug-in against this version")
                    + ", or remove it");
        }
    }

    /** Every plug-in class that a service file names, with the service files that name it. */
    private static Map<String, List<URL>> serviceLines(ClassLoader loader) {
        Map<String, List<URL>> lines = new TreeMap<>();
        try {
            Enumeration<URL> files = loader.getResources(SERVICE);
            while (files.hasMoreElements()) {
                URL file = files.nextElement();
                var connection = file.openConnection();
                connection.setUseCaches(false);
                String text;
                try (var stream = connection.getInputStream()) {
                    text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                }
                Set<String> names = text.lines()
                        .map(line -> line.replaceAll("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.toSet());
                names.forEach(name ->
                        lines.computeIfAbsent(name, key -> new ArrayList<>()).add(file));
            }
        } catch (IOException e) {
            throw new PluginException("cannot read the service files of the plug-ins: " + e.getMessage(), e);
        }
        return lines;
    }

    /** The jar, or the directory of classes, that a service file lies in. */
    private static String jarName(URL serviceFile) {
        String text = serviceFile.toString();
        String holder = text.substring(0, text.length() - SERVICE.length()).replaceAll("[!/]+$", "");
        return holder.substring(holder.lastIndexOf('/') + 1);
    }

    private static LoadedPlugins gather(List<Module> modules, Optional<Path> pluginDirectory) {
        List<Registration<?>> parts = partsAlone(modules).orElseGet(() -> injected(modules));
        rejectDuplicates(parts);
        List<PluginInfo> plugins = new ArrayList<>();
        for (Module module : modules) {
            if (module instanceof PluginModule) {
                PluginInfo plugin = describe(module.getClass());
                plugins.add(plugin);
                // Those of the program itself need no word, and no logging.
                if (module.getClass().getClassLoader() != PluginLoader.class.getClassLoader()) {
                    log().info("plug-in {} {} from {}", plugin.className(), plugin.version(), plugin.jar());
                }
            }
        }
        return new LoadedPlugins(
                Catalog.of(parts, pluginDirectory),
                List.copyOf(plugins),
                modules.stream().<Class<?>>map(Module::getClass).toList());
    }

    /** What the modules bring, kind by kind, if all of them do nothing but name parts. */
    private static Optional<List<Registration<?>>> partsAlone(List<Module> modules) {
        List<Registration<?>> parts = new ArrayList<>();
        for (Module module : modules) {
            Optional<List<Registration<?>>> alone =
                    module instanceof PluginModule plugin ? plugin.partsAlone() : Optional.empty();
            if (alone.isEmpty()) {
                return Optional.empty();
            }
            parts.addAll(alone.get());
        }
        return Optional.of(Arrays.stream(PartKind.values())
                .<Registration<?>>flatMap(kind -> parts.stream().filter(part -> part.kind() == kind.type()))
                .toList());
    }

    private static List<Registration<?>> injected(List<Module> modules) {
        Injector injector;
        try {
            injector = Guice.createInjector(Stage.PRODUCTION, withRules(modules));
        } catch (CreationException e) {
            throw new PluginException(
                    e.getErrorMessages().stream()
                            .map(message -> message.getCause() == null
                                    ? message.getMessage()
                                    : "a plug-in" + thrower(message.getCause(), modules)
                                            + " fails while it registers its parts: " + message.getCause()
                                            + "; rebuild or remove it")
                            .collect(Collectors.joining("; ")),
                    e);
        } catch (LinkageError | StackOverflowError e) {
            throw new PluginException(
                    "a plug-in" + thrower(e, modules) + " fails while it registers its parts: " + e
                            + "; rebuild or remove it",
                    e);
        }
        List<Registration<?>> parts = new ArrayList<>();
        for (PartKind kind : PartKind.values()) {
            parts.addAll(registrations(injector, kind.type()));
        }
        return parts;
    }

    /** Names the jar of the module whose code an error comes from. */
    private static String thrower(Throwable error, List<Module> modules) {
        return Stream.of(error.getStackTrace())
                .flatMap(frame -> modules.stream()
                        .filter(module ->
                                frame.getClassName().equals(module.getClass().getName())))
                .findFirst()
                .map(module -> " (" + Origin.jar(module.getClass()) + ")")
                .orElse("");
    }

    private static List<Module> withRules(List<Module> plugins) {
        List<Module> modules = new ArrayList<>(plugins);
        modules.add(new AbstractModule() {
            @Override
            protected void configure() {
                binder().requireExplicitBindings();
                binder().disableCircularProxies();
                binder().requireExactBindingAnnotations();
                binder().requireAtInjectOnConstructors();
                // Every kind has a map, even if no plug-in brings a part of it.
                for (PartKind kind : PartKind.values()) {
                    MapBinder.newMapBinder(
                                    binder(), TypeLiteral.get(String.class), PluginModule.registrationOf(kind.type()))
                            .permitDuplicates();
                }
            }
        });
        return modules;
    }

    @SuppressWarnings("unchecked") // the key is built from the map's types
    private static <T> List<Registration<T>> registrations(Injector injector, Class<T> kind) {
        Key<Map<String, Set<Registration<T>>>> key = (Key<Map<String, Set<Registration<T>>>>) Key.get(Types.mapOf(
                String.class, Types.setOf(PluginModule.registrationOf(kind).getType())));
        return injector.getInstance(key).values().stream().flatMap(Set::stream).toList();
    }

    private static void rejectDuplicates(List<Registration<?>> parts) {
        Map<String, Registration<?>> seen = new HashMap<>();
        for (Registration<?> part : parts) {
            Registration<?> other = seen.putIfAbsent(part.kind().getSimpleName() + " \"" + part.name() + "\"", part);
            if (other != null) {
                throw new PluginException(
                        "two plug-ins register the " + part.kind().getSimpleName() + " \""
                                + part.name() + "\": " + place(other) + " and " + place(part)
                                + "; rename one of them or remove one of the jars");
            }
        }
    }

    private static String place(Registration<?> part) {
        return Origin.jar(part.plugin()) + " (" + part.line() + ")";
    }

    private static PluginInfo describe(Class<?> plugin) {
        String version = plugin.getPackage().getImplementationVersion();
        return new PluginInfo(plugin.getName(), version == null ? "unknown" : version, Origin.jar(plugin));
    }
}
