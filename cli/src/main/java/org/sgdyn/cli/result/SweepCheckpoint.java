package org.sgdyn.cli.result;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sgdyn.sweep.SweepRow;
import org.sgdyn.sweep.SweepStore;

/** Finished points of a sweep, so that it is taken up where it was, by one process or by many. Thread-safe. */
public final class SweepCheckpoint extends RecordMap<Integer, SweepRow> implements SweepStore {

    private SweepCheckpoint(Path directory, byte[] fingerprint, boolean replacing) throws IOException {
        super(directory, fingerprint, replacing);
    }

    /**
     * Opens or begins the checkpoint of a sweep.
     *
     * @param directory the directory of results, made if it is missing
     * @param fingerprint what the sweep computes
     * @param replacing whether what is kept of other runs is given up
     * @return the checkpoint, with the points that other processes of the same fingerprint left or leave
     * @throws IOException if the directory cannot be used, or holds another run that is not given up
     */
    public static SweepCheckpoint open(Path directory, byte[] fingerprint, boolean replacing) throws IOException {
        return new SweepCheckpoint(directory, fingerprint, replacing);
    }

    @Override
    public Optional<SweepRow> find(int index) {
        return find(Integer.valueOf(index));
    }

    @Override
    public void keep(SweepRow row) {
        keep(row.index(), row);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    String noun() {
        return "a finished point";
    }

    @Override
    byte[] encode(Integer index, SweepRow row) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(index);
        writeText(out, row.outcome());
        List<String> names = row.names();
        out.writeInt(names.size());
        for (int c = 0; c < names.size(); c++) {
            writeText(out, names.get(c));
            out.writeInt(row.measures());
            for (int m = 0; m < row.measures(); m++) {
                out.writeDouble(row.value(c, m));
                out.writeDouble(row.uncertainty(c, m));
            }
        }
        return bytes.toByteArray();
    }

    @Override
    Map.Entry<Integer, SweepRow> decode(byte[] content) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
        int index = in.readInt();
        String outcome = readText(in);
        int count = in.readInt();
        List<String> names = new ArrayList<>();
        double[] numbers = {};
        for (int c = 0; c < count; c++) {
            names.add(readText(in));
            int measures = in.readInt();
            if (c == 0) {
                numbers = new double[2 * measures * count];
            }
            for (int k = 0; k < 2 * measures; k++) {
                numbers[2 * measures * c + k] = in.readDouble();
            }
        }
        return Map.entry(index, SweepRow.of(index, names, numbers, outcome));
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
