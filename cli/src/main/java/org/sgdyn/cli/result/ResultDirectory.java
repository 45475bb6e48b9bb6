package org.sgdyn.cli.result;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Files that appear in a directory all together: they are written to a new directory beside it first, and moved once all are
 * complete. Other files in the directory stay; files of the same name are replaced.
 */
public final class ResultDirectory {

    private final Path directory;
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private ResultDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * Chooses a directory, which is made when the files are moved. Nothing is written yet.
     *
     * @param directory the directory
     * @return the directory, without files
     * @throws IOException if results could not be written there, with a message for the user
     */
    public static ResultDirectory of(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath().normalize();
        Path existing = absolute;
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw new IOException(existing + " is not a directory; choose another place for the results");
        }
        try {
            // Permissions alone do not tell: some file systems refuse new files to everyone.
            Files.delete(Files.createTempFile(existing, ".sgdyn-", ""));
        } catch (IOException refused) {
            throw new IOException(existing + " is not writable; choose another place for the results", refused);
        }
        return new ResultDirectory(absolute);
    }

    /**
     * Adds a file.
     *
     * @param name its name, with slashes if it lies in a directory that is new
     * @param content its bytes
     */
    public void add(String name, byte[] content) {
        files.put(name, content.clone());
    }

    /**
     * Adds a text file in UTF-8.
     *
     * @param name its name
     * @param text its text
     */
    public void add(String name, String text) {
        add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes the files.
     *
     * @param obsolete names of files of an earlier run that must not stay beside them
     * @throws IOException if they cannot be written; then no new file is in the directory
     */
    public void write(Collection<String> obsolete) throws IOException {
        Path parent = directory.getParent() == null ? directory : directory.getParent();
        Files.createDirectories(parent);
        String unique = Long.toHexString(ProcessHandle.current().pid()) + "-" + Long.toHexString(System.nanoTime());
        Path staging = parent.resolve(".sgdyn-" + unique);
        Files.createDirectory(staging);
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path target = staging.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Files.write(target, file.getValue());
            }
            if (Files.notExists(directory)) {
                Files.move(staging, directory);
                return;
            }
            for (String name : obsolete) {
                if (!files.containsKey(name)) {
                    Files.deleteIfExists(directory.resolve(name));
                }
            }
            for (String name : files.keySet()) {
                Files.move(staging.resolve(name), directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            delete(staging);
        }
    }

    private static void delete(Path tree) throws IOException {
        if (Files.notExists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /**
     * Where the files go.
     *
     * @return an absolute path
     */
    public Path path() {
        return directory;
    }
}
