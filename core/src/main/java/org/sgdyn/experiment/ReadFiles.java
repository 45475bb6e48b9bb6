package org.sgdyn.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was read from the files of mixtures, for a process that reads one experiment again and again: a file is read once, until its
 * size or its time changes. What is read must not be written. Thread-safe.
 */
public final class ReadFiles {

    /** Two a class, of as many classes as anybody gives one by one; those read least recently go. */
    private static final int MOST = 256;

    private final Map<Key, Known> known = new LinkedHashMap<>();

    /** What is read of a file. */
    private record Key(Path file, String what) {}

    private record Known(FileTime time, long size, Object content) {}

    /** Reads a file that is not known. */
    interface Reading<T> {
        T of(Path file) throws IOException;
    }

    /** Nothing is known at first. */
    public ReadFiles() {}

    /**
     * The content of a file.
     *
     * @param file the file
     * @param what which of its parts, or as what it is read
     * @param kind what that is
     * @param reading reads it
     * @return what was read now or before
     */
    <T> T content(Path file, String what, Class<T> kind, Reading<T> reading) throws IOException {
        if (!Files.exists(file)) {
            // The reading knows the words.
            return reading.of(file);
        }
        Key key = new Key(file.toAbsolutePath().normalize(), what);
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        synchronized (known) {
            Known before = known.remove(key);
            if (before != null && before.size() == now.size() && before.time().equals(now.lastModifiedTime())) {
                known.put(key, before);
                return kind.cast(before.content());
            }
        }
        // Attributes of before the reading: a file that is written meanwhile is read again.
        T content = reading.of(file);
        synchronized (known) {
            known.put(key, new Known(now.lastModifiedTime(), now.size(), content));
            if (known.size() > MOST) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return content;
    }
}
