package org.sgdyn.cli.result;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A file of records that survives a kill. It begins with the fingerprint of what is computed; each record is appended as its
 * length, its checksum and its content. A record cut short by a kill, and what follows it, is dropped; a file with another
 * fingerprint is begun anew. Thread-safe.
 */
public final class RecordFile implements AutoCloseable {

    /** The file's name in the directory of results. */
    public static final String NAME = "unfinished.checkpoint";

    private static final int FRAME = Integer.BYTES + Long.BYTES;

    private final Path file;
    private final FileChannel channel;

    private RecordFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Receives the records that an earlier run left. */
    @FunctionalInterface
    interface Reader {
        /** Reads a record. */
        void read(byte[] content) throws IOException;
    }

    /**
     * Opens or begins the file.
     *
     * @param directory the directory of results, made if it is missing
     * @param fingerprint what is computed
     * @param reader receives the records that an earlier run of the same fingerprint left
     * @return the file, ready for more records
     * @throws IOException if the file cannot be used, or another run uses it
     */
    static RecordFile open(Path directory, byte[] fingerprint, Reader reader) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(NAME);
        requireOwn(file);
        FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        if (!isLocked(channel)) {
            channel.close();
            throw new IOException("another run writes to " + directory + "; wait for it or choose another place");
        }
        RecordFile records = new RecordFile(file, channel);
        try {
            records.load(fingerprint, reader);
        } catch (IOException unusable) {
            channel.close();
            throw new IOException(
                    file + " cannot be written to: " + unusable.getMessage()
                            + "; nothing is computed yet, make room or choose another place",
                    unusable);
        }
        return records;
    }

    /**
     * Whether a directory holds the records of an unfinished run, and whose.
     *
     * @param directory the directory of results
     * @param fingerprint what a run computes
     * @return empty if there are none; else whether they are those of that run
     * @throws IOException if the file cannot be read
     */
    public static Optional<Boolean> isOf(Path directory, byte[] fingerprint) throws IOException {
        Path file = directory.resolve(NAME);
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        requireOwn(file);
        byte[] header;
        try (InputStream in = Files.newInputStream(file)) {
            header = in.readNBytes(fingerprint.length);
        }
        if (Arrays.equals(header, fingerprint)) {
            return Optional.of(true);
        }
        boolean isTorn = header.length < fingerprint.length;
        if (isTorn && !Arrays.equals(header, Arrays.copyOf(fingerprint, header.length))) {
            return Optional.of(false);
        }
        // A file with nothing behind its header has nothing to lose.
        return Files.size(file) > fingerprint.length + FRAME ? Optional.of(false) : Optional.empty();
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

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException thisProcess) {
            return false;
        }
    }

    private void load(byte[] fingerprint, Reader reader) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(fingerprint.length);
        long good = 0;
        if (readFully(header, 0) && Arrays.equals(header.array(), fingerprint)) {
            good = fingerprint.length;
            for (long end = readRecord(good, reader); end > good; end = readRecord(good, reader)) {
                good = end;
            }
        }
        channel.truncate(good);
        if (good == 0) {
            writeFully(ByteBuffer.wrap(fingerprint));
        }
    }

    /** Reads the record at a position; where it ends, or the position itself if there is no whole record. */
    private long readRecord(long position, Reader reader) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(FRAME);
        if (!readFully(frame, position)) {
            return position;
        }
        int length = frame.getInt(0);
        if (length < 0 || length > channel.size() - position - FRAME) {
            return position;
        }
        byte[] content = new byte[length];
        if (!readFully(ByteBuffer.wrap(content), position + FRAME)
                || checksum(content) != frame.getLong(Integer.BYTES)) {
            return position;
        }
        reader.read(content);
        return position + FRAME + length;
    }

    private boolean readFully(ByteBuffer buffer, long position) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Appends; a kill in between leaves a record cut short, which the next run drops. */
    private void writeFully(ByteBuffer buffer) throws IOException {
        channel.position(channel.size());
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static long checksum(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }

    /**
     * Appends a record. Once it is written, a kill of the program does not lose it; a failure of the machine may, unless
     * {@link #force} follows.
     *
     * @param content the record
     * @throws IOException if it cannot be written
     */
    synchronized void append(byte[] content) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(FRAME + content.length);
        record.putInt(content.length).putLong(checksum(content)).put(content).flip();
        long end = channel.size();
        try {
            writeFully(record);
        } catch (IOException e) {
            // What comes behind half a record would be lost with it.
            channel.truncate(end);
            throw e;
        }
    }

    /**
     * Waits until all records are on the disk.
     *
     * @throws IOException if they cannot be written
     */
    void force() throws IOException {
        channel.force(false);
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
     * Removes the file: the run is finished and its results are written.
     *
     * @throws IOException if it cannot be removed
     */
    public void discard() throws IOException {
        close();
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
