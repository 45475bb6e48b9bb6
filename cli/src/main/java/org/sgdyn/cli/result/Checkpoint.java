package org.sgdyn.cli.result;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.sgdyn.model.Trajectory;
import org.sgdyn.simulation.ReplicateStore;
import org.sgdyn.spi.Outcome;

/**
 * Finished replicates in a file, so that a run that was killed is taken up where it was. The file begins with the experiment's
 * fingerprint; each replicate is appended as one record (length, content, checksum). A record cut short by a kill, and what
 * follows it, is dropped; a file of another experiment is begun anew. Thread-safe.
 */
public final class Checkpoint implements AutoCloseable {

    /** The file's name in the directory of results. */
    public static final String NAME = "unfinished.checkpoint";

    private static final int FRAME = Integer.BYTES + Long.BYTES;

    private final Path file;
    private final FileChannel channel;
    private final Map<Key, Trajectory> kept = new HashMap<>();

    private record Key(int curve, int replicate) {}

    private Checkpoint(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens or begins the checkpoint of a run.
     *
     * @param directory the directory of results, made if it is missing
     * @param fingerprint what the run computes
     * @return the checkpoint, with the replicates that an earlier run of the same fingerprint left
     * @throws IOException if the file cannot be used, or another run uses it
     */
    public static Checkpoint open(Path directory, byte[] fingerprint) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(NAME);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new IOException("another run writes to " + directory + "; wait for it or choose another place");
        }
        Checkpoint checkpoint = new Checkpoint(file, channel);
        checkpoint.load(fingerprint);
        return checkpoint;
    }

    /**
     * Whether a directory holds finished replicates, and whose.
     *
     * @param directory the directory of results
     * @param fingerprint what a run computes
     * @return empty if there are none; else whether they are those of that run
     * @throws IOException if the file cannot be read
     */
    public static Optional<Boolean> isOf(Path directory, byte[] fingerprint) throws IOException {
        Path file = directory.resolve(NAME);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        byte[] header;
        try (InputStream in = Files.newInputStream(file)) {
            header = in.readNBytes(fingerprint.length);
        }
        if (Arrays.equals(header, fingerprint)) {
            return Optional.of(true);
        }
        // A file with nothing behind its header has nothing to lose.
        return Files.size(file) > fingerprint.length + FRAME ? Optional.of(false) : Optional.empty();
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException thisProcess) {
            return false;
        }
    }

    private void load(byte[] fingerprint) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(fingerprint.length);
        long good = 0;
        if (readFully(header, 0) && Arrays.equals(header.array(), fingerprint)) {
            good = fingerprint.length;
            for (long end = readRecord(good); end > good; end = readRecord(good)) {
                good = end;
            }
        }
        channel.truncate(good);
        if (good == 0) {
            writeFully(ByteBuffer.wrap(fingerprint));
        }
    }

    /** Reads the record at a position; where it ends, or the position itself if there is no whole record. */
    private long readRecord(long position) throws IOException {
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
        decode(content);
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

    private void decode(byte[] content) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
        Key key = new Key(in.readInt(), in.readInt());
        Outcome outcome = new Outcome(Outcome.Kind.valueOf(in.readUTF()), in.readDouble(), in.readUTF());
        List<String> columns = new ArrayList<>();
        int count = in.readInt();
        for (int c = 0; c < count; c++) {
            columns.add(in.readUTF());
        }
        double[] times = new double[in.readInt()];
        double[][] values = new double[times.length][count];
        for (int k = 0; k < times.length; k++) {
            times[k] = in.readDouble();
            for (int c = 0; c < count; c++) {
                values[k][c] = in.readDouble();
            }
        }
        kept.put(key, new Trajectory(columns, times, values, outcome));
    }

    private static byte[] encode(Key key, Trajectory trajectory) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(key.curve());
        out.writeInt(key.replicate());
        out.writeUTF(trajectory.outcome().kind().name());
        out.writeDouble(trajectory.outcome().time());
        out.writeUTF(trajectory.outcome().message());
        out.writeInt(trajectory.columns().size());
        for (String column : trajectory.columns()) {
            out.writeUTF(column);
        }
        out.writeInt(trajectory.times().length);
        for (int k = 0; k < trajectory.times().length; k++) {
            out.writeDouble(trajectory.times()[k]);
            for (double value : trajectory.values()[k]) {
                out.writeDouble(value);
            }
        }
        return bytes.toByteArray();
    }

    /**
     * The number of replicates, over all curves, that an earlier run left or this one has kept.
     *
     * @return the number
     */
    public synchronized int size() {
        return kept.size();
    }

    /**
     * The replicates of one curve.
     *
     * @param curve its number in the experiment, 0-based
     * @return a store in this file
     */
    public ReplicateStore curve(int curve) {
        return new ReplicateStore() {
            @Override
            public Optional<Trajectory> find(int replicate) {
                synchronized (Checkpoint.this) {
                    return Optional.ofNullable(kept.get(new Key(curve, replicate)));
                }
            }

            @Override
            public void keep(int replicate, Trajectory trajectory) {
                append(new Key(curve, replicate), trajectory);
            }
        };
    }

    private synchronized void append(Key key, Trajectory trajectory) {
        try {
            byte[] content = encode(key, trajectory);
            ByteBuffer record = ByteBuffer.allocate(FRAME + content.length);
            record.putInt(content.length)
                    .putLong(checksum(content))
                    .put(content)
                    .flip();
            writeFully(record);
            kept.put(key, trajectory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a finished replicate in " + file, e);
        }
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
