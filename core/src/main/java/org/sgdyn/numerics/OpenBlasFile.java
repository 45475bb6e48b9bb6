package org.sgdyn.numerics;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where this machine has OpenBLAS. It is looked for before the native wrapper does, which complains on the terminal without it. */
final class OpenBlasFile {

    private static final List<String> NAMES =
            List.of("libopenblas.so.0", "libopenblas.so", "libopenblas.dylib", "libopenblas.dll");

    /** Beside those of {@code java.library.path}, which has LD_LIBRARY_PATH and what the runtime's makers know. */
    private static final List<String> DIRECTORIES = List.of(
            "/usr/local/lib",
            "/usr/lib/x86_64-linux-gnu",
            "/usr/lib/aarch64-linux-gnu",
            "/usr/lib64",
            "/usr/lib",
            "/opt/homebrew/opt/openblas/lib",
            "/usr/local/opt/openblas/lib");

    private OpenBlasFile() {}

    /** The path of a library that this process can load. */
    static Optional<String> find() {
        Set<String> directories = new LinkedHashSet<>(
                List.of(System.getProperty("java.library.path", "").split(Pattern.quote(File.pathSeparator))));
        directories.addAll(DIRECTORIES);
        for (String directory : directories) {
            for (String name : NAMES) {
                Optional<String> path = loadable(directory, name);
                if (path.isPresent()) {
                    return path;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> loadable(String directory, String name) {
        try {
            Path path = Path.of(directory, name).toAbsolutePath();
            if (directory.isEmpty() || !Files.isRegularFile(path)) {
                return Optional.empty();
            }
            System.load(path.toString());
            return Optional.of(path.toString());
        } catch (InvalidPathException | SecurityException | UnsatisfiedLinkError unusable) {
            return Optional.empty();
        }
    }
}
