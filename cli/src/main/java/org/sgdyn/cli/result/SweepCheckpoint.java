package org.sgdyn.cli.result;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sgdyn.sweep.SweepRow;
import org.sgdyn.sweep.SweepStore;

/** Finished points of a sweep in a {@link RecordFile}, so that a sweep that was killed is taken up where it was. Thread-safe. */
public final class SweepCheckpoint implements SweepStore, AutoCloseable {

    private final Map<Integer, SweepRow> kept = new HashMap<>();
    private final RecordFile records;

    private SweepCheckpoint(Path directory, byte[] fingerprint) throws IOException {
        records = RecordFile.open(directory, fingerprint, content -> {
            SweepRow row = decode(content);
            kept.put(row.index(), row);
        });
    }

    /**
     * Opens or begins the checkpoint of a sweep.
     *
     * @param directory the directory of results, made if it is missing
     * @param fingerprint what the sweep computes
     * @return the checkpoint, with the points that an earlier run of the same fingerprint left
     * @throws IOException if the file cannot be used, or another run uses it
     */
    public static SweepCheckpoint open(Path directory, byte[] fingerprint) throws IOException {
        return new SweepCheckpoint(directory, fingerprint);
    }

    /**
     * The number of points that an earlier run left or this one has kept.
     *
     * @return the number
     */
    public synchronized int size() {
        return kept.size();
    }

    @Override
    public synchronized Optional<SweepRow> find(int index) {
        return Optional.ofNullable(kept.get(index));
    }

    @Override
    public synchronized void keep(SweepRow row) {
        try {
            records.append(encode(row));
            records.force();
            kept.put(row.index(), row);
        } catch (IOException e) {
            throw records.notKept("a finished point", e);
        }
    }

    private static byte[] encode(SweepRow row) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(row.index());
        writeText(out, row.outcome());
        out.writeInt(row.curves().size());
        for (SweepRow.Curve curve : row.curves()) {
            writeText(out, curve.name());
            out.writeInt(curve.values().size());
            for (int k = 0; k < curve.values().size(); k++) {
                out.writeDouble(curve.values().get(k));
                out.writeDouble(curve.uncertainties().get(k));
            }
        }
        return bytes.toByteArray();
    }

    private static SweepRow decode(byte[] content) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
        int index = in.readInt();
        String outcome = readText(in);
        int count = in.readInt();
        List<SweepRow.Curve> curves = new ArrayList<>();
        for (int c = 0; c < count; c++) {
            String name = readText(in);
            int measures = in.readInt();
            List<Double> values = new ArrayList<>();
            List<Double> uncertainties = new ArrayList<>();
            for (int k = 0; k < measures; k++) {
                values.add(in.readDouble());
                uncertainties.add(in.readDouble());
            }
            curves.add(new SweepRow.Curve(name, values, uncertainties));
        }
        return new SweepRow(index, curves, outcome);
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    /**
     * Removes the file: the sweep is finished and its results are written.
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
