package org.sgdyn.cli.result;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Files that appear in a directory all together: they are written to a new directory first, and moved once all are complete. A
 * directory that is new appears by one rename. In one that exists, files of other names stay, and files of the same names are
 * replaced only if that was asked for.
 */
public final class ResultDirectory {

    /**
     * Holds the files of a directory that exists until they are moved. Left behind by a kill, it tells that what files of
     * their names are there belong to no complete results.
     */
    private static final String STAGING = ".sgdyn-unfinished";

    private static final int BUFFER = 1 << 16;

    /** What is in a file. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes it.
         *
         * @param out where to; buffered, and closed by others
         * @throws IOException if it cannot be written
         */
        void write(OutputStream out) throws IOException;
    }

    private final Path directory;
    private final Map<String, Content> files = new LinkedHashMap<>();
    private boolean replacing;
    private boolean hasWritten;

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
        if (Files.isSymbolicLink(absolute) && Files.notExists(absolute)) {
            throw new IOException(absolute + " is a link to nothing; choose another place for the results");
        }
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
     * Which files or directories of some names are there, unless a kill left them half written.
     *
     * @param names names of files
     * @return those that would be replaced, in order
     */
    public List<String> taken(Collection<String> names) {
        return Files.exists(directory.resolve(STAGING))
                ? List.of()
                : names.stream()
                        .filter(name -> Files.exists(directory.resolve(name), LinkOption.NOFOLLOW_LINKS))
                        .toList();
    }

    /** Allows files of the same names to be replaced. */
    public void replace() {
        replacing = true;
    }

    /**
     * Adds a file whose content comes into being as it is written, so that none of it is held.
     *
     * @param name its name, with slashes if it lies in a directory that is new
     * @param content what is in it, asked for by {@link #write}
     */
    public void add(String name, Content content) {
        files.put(name, content);
    }

    /**
     * Adds a file.
     *
     * @param name its name, with slashes if it lies in a directory that is new
     * @param content its bytes
     */
    public void add(String name, byte[] content) {
        byte[] bytes = content.clone();
        add(name, out -> out.write(bytes));
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
     * Writes the files, which may be followed by others.
     *
     * @param obsolete names of files of an earlier run that must not stay beside them
     * @throws IOException if they cannot be written, or would replace others without {@link #replace}; then no new file is in
     *     the directory
     */
    public void write(Collection<String> obsolete) throws IOException {
        if (!replacing) {
            requireFree();
        }
        boolean isNew = Files.notExists(directory);
        Path staging = isNew
                ? directory.resolveSibling(".sgdyn-"
                        + Long.toHexString(ProcessHandle.current().pid()) + "-" + Long.toHexString(System.nanoTime()))
                : Staging.in(directory.resolve(STAGING));
        Files.createDirectories(staging);
        try {
            for (Map.Entry<String, Content> file : files.entrySet()) {
                Path target = staging.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), BUFFER)) {
                    file.getValue().write(out);
                }
            }
            if (isNew) {
                Files.move(staging, directory);
            } else {
                move(staging, obsolete);
            }
        } catch (FileSystemException failed) {
            throw new IOException(unwritten(failed), failed);
        } catch (IOException failed) {
            // A stream knows not its file, but what is wrong with it.
            throw failed.getMessage() != null && failed.getMessage().startsWith(directory.toString())
                    ? failed
                    : new IOException(unwritten(failed), failed);
        } finally {
            Staging.delete(staging);
            if (!isNew) {
                Staging.deleteIfUnused(directory.resolve(STAGING));
            }
        }
        files.clear();
        hasWritten = true;
    }

    /** Forgets the files that were added since the last were written. */
    public void dropAdded() {
        files.clear();
    }

    /** Where, why, what is there, and how to go on. */
    private String unwritten(IOException failed) {
        String why = failed instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
        boolean isKept = Files.exists(directory.resolve(RecordStore.NAME));
        return directory + ": " + String.join(", ", files.keySet()) + " cannot be written: " + why + "; "
                + (hasWritten ? "all other files are there" : "none of them is there")
                + (isKept
                        ? ", and what was simulated is kept; once that is mended, the same command goes on from there"
                        : "; once that is mended, or for another place, run again"
                                + (hasWritten ? " with --force" : ""));
    }

    /** Results may have come since the directory was chosen. */
    private void requireFree() throws IOException {
        List<String> taken = taken(files.keySet());
        if (!taken.isEmpty()) {
            throw new IOException(directory + " has got " + String.join(", ", taken)
                    + " meanwhile; nothing was replaced, choose another place for the results");
        }
    }

    private void move(Path staging, Collection<String> obsolete) throws IOException {
        for (String name :
                Stream.concat(files.keySet().stream(), obsolete.stream()).toList()) {
            if (Files.isDirectory(directory.resolve(name))) {
                throw new IOException(directory.resolve(name) + " is a directory, and a file of that name is to be"
                        + " written; choose another place for the results");
            }
        }
        for (String name : obsolete) {
            if (!files.containsKey(name)) {
                Files.deleteIfExists(directory.resolve(name));
            }
        }
        for (String name : files.keySet()) {
            Files.move(staging.resolve(name), directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
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
