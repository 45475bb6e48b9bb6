package org.sgdyn.cli.result;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sgdyn.model.Trajectory;
import org.sgdyn.simulation.ReplicateStore;
import org.sgdyn.spi.Outcome;

/**
 * Finished replicates in a {@link RecordFile}, so that a run that was killed is taken up where it was. Thread-safe.
 */
public final class Checkpoint implements AutoCloseable {

    private final Map<Key, Trajectory> kept = new HashMap<>();
    private final RecordFile records;

    private record Key(int curve, int replicate) {}

    private Checkpoint(Path directory, byte[] fingerprint) throws IOException {
        records = RecordFile.open(directory, fingerprint, this::decode);
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
        return new Checkpoint(directory, fingerprint);
    }

    private void decode(byte[] content) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
        Key key = new Key(in.readInt(), in.readInt());
        Outcome outcome = Outcome.of(Outcome.Kind.valueOf(in.readUTF()), in.readDouble(), in.readUTF());
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
            records.append(encode(key, trajectory));
            kept.put(key, trajectory);
        } catch (IOException e) {
            throw records.notKept("a finished replicate", e);
        }
    }

    /**
     * Removes the file: the run is finished and its results are written.
     *
     * @throws IOException if it cannot be removed
     */
    public void discard() throws IOException {
        records.discard();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
