package org.sgdyn.catalog;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Where code comes from: the jar of a class, and of a place in a stack trace. */
public final class Origin {

    /** What the name of the class loader of a plug-in directory begins with; the directory follows. */
    private static final String LOADER = "plugins of ";

    private Origin() {}

    /**
     * The name of the class loader of a directory of plug-in jars. It is all that a stack trace tells of where code comes from.
     *
     * @param directory the directory
     * @return the name
     */
    public static String loaderName(Path directory) {
        return LOADER + directory.toAbsolutePath();
    }

    /**
     * Whether code is a plug-in's from a directory.
     *
     * @param frame a place in a stack trace
     * @return true if so
     */
    public static boolean isPlugin(StackTraceElement frame) {
        return frame.getClassLoaderName() != null && frame.getClassLoaderName().startsWith(LOADER);
    }

    /**
     * The jar that a class came from.
     *
     * @param type a class
     * @return the file; empty if it did not come from a jar
     */
    public static Optional<Path> file(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(source.getLocation().toURI())).filter(Files::isRegularFile);
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * The jar, or the directory of classes, of a class.
     *
     * @param type the class
     * @return the name of the file, or {@code unknown}
     */
    public static String jar(Class<?> type) {
        var source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return "unknown";
        }
        String text = source.getLocation().toString().replaceAll("/+$", "");
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /**
     * The jar of a place in a stack trace.
     *
     * @param frame the place
     * @return the name of the file, or {@code unknown}
     */
    public static String jar(StackTraceElement frame) {
        if (!isPlugin(frame)) {
            try {
                return jar(Class.forName(frame.getClassName(), false, Origin.class.getClassLoader()));
            } catch (ClassNotFoundException | LinkageError gone) {
                return "unknown";
            }
        }
        Path directory = Path.of(frame.getClassLoaderName().substring(LOADER.length()));
        String entry = frame.getClassName().replace('.', '/') + ".class";
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .filter(file -> holds(file, entry))
                    .findFirst()
                    .map(file -> file.getFileName().toString())
                    .orElse("unknown");
        } catch (IOException gone) {
            return "unknown";
        }
    }

    private static boolean holds(Path jar, String entry) {
        try (JarFile opened = new JarFile(jar.toFile())) {
            return opened.getEntry(entry) != null;
        } catch (IOException unreadable) {
            return false;
        }
    }
}
