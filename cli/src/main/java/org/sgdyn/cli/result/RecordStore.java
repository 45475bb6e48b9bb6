package org.sgdyn.cli.result;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Records in a directory that any number of processes fill, on one machine or on many that see the same files: each appends to a
 * file of its own, which nobody else writes to, and reads those of all others. No locks are needed, and a file system may lack
 * them. A file begins with the fingerprint of what is computed; each record follows as its length, its checksum and its content.
 * What a kill cut short is not believed, nor what follows it; the process that comes next has a file of its own. Thread-safe.
 */
public final class RecordStore implements AutoCloseable {

    /** The name of the first process' file in the directory of results. */
    public static final String NAME = "unfinished.checkpoint";

    /** The name of the file that keeps the records of a finished run, for the next one that computes the same. */
    public static final String FINISHED = "finished.checkpoint";

    private static final String FILES = "unfinished{,-*}.checkpoint";

    /** What a failure of the machine, not of the program, may lose. */
    private static final long NANOS_BETWEEN_FORCES = TimeUnit.SECONDS.toNanos(1);

    private final Path directory;
    private final byte[] fingerprint;
    private final Reader reader;
    private final Path file;
    private final FileChannel channel;
    /** How far each file of another process has been read. */
    private final Map<Path, Long> ends = new HashMap<>();

    private boolean isFinishedBefore;
    private long appended;
    private long forced = System.nanoTime();

    private RecordStore(Path directory, byte[] fingerprint, Reader reader, Path file, FileChannel channel) {
        this.directory = directory;
        this.fingerprint = fingerprint.clone();
        this.reader = reader;
        this.file = file;
        this.channel = channel;
    }

    /** Receives the records of other processes. */
    @FunctionalInterface
    interface Reader {
        /** Reads a record. */
        void read(byte[] content) throws IOException;
    }

    /** Whose records a file holds. */
    private enum Owner {
        MINE,
        /** None yet, as of a process that has just begun, or none that were ever whole. */
        NOBODY,
        ANOTHER
    }

    /**
     * Opens the store, and begins a file of its own in it.
     *
     * @param directory the directory of results, made if it is missing
     * @param fingerprint what is computed
     * @param replacing whether records of other runs are given up
     * @param reader receives the records that other processes of the same fingerprint left or leave
     * @return the store, ready for more records
     * @throws IOException if the directory cannot be used, or holds records of another run that is not given up
     */
    static RecordStore open(Path directory, byte[] fingerprint, boolean replacing, Reader reader) throws IOException {
        Files.createDirectories(directory);
        giveUp(directory, fingerprint, replacing);
        RecordStore store;
        try {
            store = create(directory, fingerprint, reader);
        } catch (IOException unusable) {
            throw unwritable(directory.resolve(NAME), unusable);
        }
        try {
            store.begin();
            store.takeFinished();
            store.refresh();
            return store;
        } catch (IOException unusable) {
            store.channel.close();
            Files.deleteIfExists(store.file);
            throw unwritable(store.file, unusable);
        }
    }

    private static IOException unwritable(Path file, IOException cause) {
        return new IOException(
                file + " cannot be written to: " + cause.getMessage()
                        + "; nothing is computed yet, make room or choose another place",
                cause);
    }

    private static void giveUp(Path directory, byte[] fingerprint, boolean replacing) throws IOException {
        for (Path each : files(directory)) {
            Owner owner = owner(each, fingerprint);
            if (owner != Owner.ANOTHER) {
                continue;
            }
            if (!replacing) {
                throw new IOException(directory + " has got an unfinished run of another experiment or other settings ("
                        + each.getFileName() + "); choose another place");
            }
            Files.deleteIfExists(each);
        }
    }

    /**
     * Whether a directory holds the records of an unfinished run, and whose.
     *
     * @param directory the directory of results
     * @param fingerprint what a run computes
     * @return empty if there are none; else whether there are some of that run
     * @throws IOException if a file cannot be read
     */
    public static Optional<Boolean> isOf(Path directory, byte[] fingerprint) throws IOException {
        Optional<Boolean> found = Optional.empty();
        for (Path each : files(directory)) {
            Owner owner = owner(each, fingerprint);
            if (owner == Owner.MINE) {
                return Optional.of(true);
            }
            found = owner == Owner.ANOTHER ? Optional.of(false) : found;
        }
        return found;
    }

    private static Owner owner(Path file, byte[] fingerprint) throws IOException {
        byte[] header;
        try (InputStream in = Files.newInputStream(file)) {
            header = in.readNBytes(fingerprint.length);
        } catch (NoSuchFileException removed) {
            return Owner.NOBODY;
        }
        if (Arrays.equals(header, fingerprint)) {
            return Owner.MINE;
        }
        boolean isTorn = header.length < fingerprint.length;
        if (isTorn && !Arrays.equals(header, Arrays.copyOf(fingerprint, header.length))) {
            return Owner.ANOTHER;
        }
        // A file with nothing behind its header has nothing to lose.
        return Files.size(file) > fingerprint.length + RecordReader.FRAME ? Owner.ANOTHER : Owner.NOBODY;
    }

    /**
     * The files of records in a directory.
     *
     * @param directory a directory of results, which may be missing
     * @return their paths, in the order of their names
     * @throws IOException if there is something of such a name that is no ordinary file, with a message for the user
     */
    public static List<Path> files(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, FILES)) {
                for (Path each : found) {
                    requireOwn(each);
                    files.add(each);
                }
            }
        }
        return files.stream().sorted().toList();
    }

    /**
     * Refuses what is not this program's to write, as what a link points to, or would keep it waiting, as a pipe.
     *
     * @param file the file
     * @throws IOException if there is something that is no ordinary file, with a message for the user
     */
    public static void requireOwn(Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(
                    file + " is "
                            + (Files.isSymbolicLink(file)
                                    ? "a symbolic link"
                                    : Files.isDirectory(file) ? "a directory" : "no ordinary file")
                            + ", and finished parts of a run are kept in a file of that name; remove it, or choose another place");
        }
    }

    /** A new file: the first process' has the plain name, the others' say whose they are. */
    private static RecordStore create(Path directory, byte[] fingerprint, Reader reader) throws IOException {
        String process = "unfinished-" + ThisProcess.name();
        for (int attempt = 0; ; attempt++) {
            Path file = directory.resolve(attempt == 0 ? NAME : process + "-" + attempt + ".checkpoint");
            try {
                FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                return new RecordStore(directory, fingerprint, reader, file, channel);
            } catch (FileAlreadyExistsException taken) {
                requireOwn(file);
            }
        }
    }

    private void begin() throws IOException {
        writeFully(ByteBuffer.wrap(fingerprint));
        channel.force(true);
    }

    /** Reads the records of a finished run, if they are those of this one. */
    private void takeFinished() throws IOException {
        Path finished = directory.resolve(FINISHED);
        if (Files.isRegularFile(finished, LinkOption.NOFOLLOW_LINKS) && owner(finished, fingerprint) == Owner.MINE) {
            read(finished, fingerprint.length);
            isFinishedBefore = true;
        }
    }

    /** Whether a run that computed the same had been finished here. */
    boolean isFinishedBefore() {
        return isFinishedBefore;
    }

    /**
     * Reads what other processes have appended since.
     *
     * @throws IOException if a file cannot be read
     */
    synchronized void refresh() throws IOException {
        for (Path each : files(directory)) {
            if (!each.equals(file)) {
                Long end = ends.get(each);
                if (end != null || owner(each, fingerprint) == Owner.MINE) {
                    ends.put(each, read(each, end == null ? fingerprint.length : end));
                }
            }
        }
    }

    /** Reads whole records from a position on; where they end. */
    private long read(Path other, long from) throws IOException {
        try (FileChannel in = FileChannel.open(other, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            long size = in.size();
            if (size <= from) {
                return from;
            }
            RecordReader records = new RecordReader(in, from, size);
            for (Optional<byte[]> next = records.next(); next.isPresent(); next = records.next()) {
                reader.read(next.get());
            }
            return records.end();
        } catch (NoSuchFileException removed) {
            return from;
        }
    }

    /**
     * Whether the file of this process was removed: another one has finished the run, or given it up.
     *
     * @return true if so
     */
    boolean isGone() {
        return Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
    }

    private void writeFully(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /**
     * Appends a record. Once it is written, a kill of the program does not lose it; a failure of the machine may lose those of
     * the last second.
     *
     * @param content the record
     * @throws IOException if it cannot be written
     */
    synchronized void append(byte[] content) throws IOException {
        ByteBuffer record = framed(content);
        long end = channel.position();
        try {
            writeFully(record);
            appended++;
            if (System.nanoTime() - forced > NANOS_BETWEEN_FORCES) {
                channel.force(false);
                forced = System.nanoTime();
            }
        } catch (IOException e) {
            // What comes behind half a record would be lost with it.
            channel.truncate(end);
            channel.position(end);
            throw e;
        }
    }

    private static ByteBuffer framed(byte[] content) {
        return ByteBuffer.allocate(RecordReader.FRAME + content.length)
                .putInt(content.length)
                .putLong(RecordReader.checksum(content))
                .put(content)
                .flip();
    }

    /**
     * A record that could not be appended, in words: where, why, and that nothing else is lost.
     *
     * @param what the record
     * @param cause what the file system said
     * @return what to throw
     */
    UncheckedIOException notKept(String what, IOException cause) {
        return new UncheckedIOException(new IOException(
                "cannot keep " + what + " in " + file + ": " + cause.getMessage()
                        + "; once that is mended, the same command goes on from those that are kept",
                cause));
    }

    /**
     * Keeps the records of a finished run in one file, in place of those of another, and removes the rest as {@link #discard}
     * does.
     *
     * @param records all records of the run
     * @throws IOException if they cannot be written
     */
    void finish(Iterable<byte[]> records) throws IOException {
        Path finished = directory.resolve(FINISHED);
        requireOwn(finished);
        Path whole = Files.createTempFile(directory, "finished", ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(whole))) {
                out.write(fingerprint);
                for (byte[] record : records) {
                    out.write(framed(record).array());
                }
            }
            Files.move(whole, finished, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
        discard();
    }

    /**
     * Removes all files of this fingerprint, and those that hold nothing: the run is finished and its results are written. Processes that still work on it
     * notice, and end.
     *
     * @throws IOException if they cannot be removed
     */
    public void discard() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
        for (Path each : files(directory)) {
            if (owner(each, fingerprint) != Owner.ANOTHER) {
                Files.deleteIfExists(each);
            }
        }
    }

    /** Leaves the records to the processes that come next; a file without any is removed. */
    @Override
    public synchronized void close() throws IOException {
        if (channel.isOpen()) {
            channel.force(true);
            channel.close();
            if (appended == 0) {
                Files.deleteIfExists(file);
            }
        }
    }
}
