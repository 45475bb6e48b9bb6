package org.sgdyn.cli.result;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sgdyn.model.Trajectory;
import org.sgdyn.simulation.ReplicateStore;
import org.sgdyn.spi.Outcome;

/** Finished replicates of a run, so that it is taken up where it was, by one process or by many. Thread-safe. */
public final class Checkpoint extends RecordMap<Checkpoint.Key, Trajectory> {

    /** A replicate. */
    record Key(int curve, int replicate) {}

    private Checkpoint(Path directory, byte[] fingerprint, boolean replacing) throws IOException {
        super(directory, fingerprint, replacing);
    }

    /**
     * Opens or begins the checkpoint of a run.
     *
     * @param directory the directory of results, made if it is missing
     * @param fingerprint what the run computes
     * @param replacing whether what is kept of other runs is given up
     * @return the checkpoint, with the replicates that other processes of the same fingerprint left or leave
     * @throws IOException if the directory cannot be used, or holds another run that is not given up
     */
    public static Checkpoint open(Path directory, byte[] fingerprint, boolean replacing) throws IOException {
        return new Checkpoint(directory, fingerprint, replacing);
    }

    @Override
    Map.Entry<Key, Trajectory> decode(byte[] content) throws IOException {
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
        return Map.entry(key, new Trajectory(columns, times, values, outcome));
    }

    @Override
    byte[] encode(Key key, Trajectory trajectory) throws IOException {
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

    @Override
    String noun() {
        return "a finished replicate";
    }

    /**
     * The replicates of one curve.
     *
     * @param curve its number in the experiment, 0-based
     * @return a store in this checkpoint
     */
    public ReplicateStore curve(int curve) {
        return new ReplicateStore() {
            @Override
            public Optional<Trajectory> find(int replicate) {
                return Checkpoint.this.find(new Key(curve, replicate));
            }

            @Override
            public void keep(int replicate, Trajectory trajectory) {
                Checkpoint.this.keep(new Key(curve, replicate), trajectory);
            }

            @Override
            public boolean isShared() {
                return true;
            }
        };
    }
}
