package org.sgdyn.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The rows of an array one after the other, as bytes in the order of its last index. */
final class ArrayRows implements Closeable {

    private final StoredArray array;
    private final InputStream in;
    private final byte[] row;
    private final ByteBuffer view;
    /** All values of an array in Fortran's order, which no stream gives row by row; else empty. */
    private final byte[] all;

    private final int[] positions;
    private long done;

    private ArrayRows(StoredArray array, InputStream in, byte[] all, int[] positions) {
        this.array = array;
        this.in = in;
        this.all = all;
        this.positions = positions;
        row = new byte[array.columns() * array.type().bytes()];
        view = array.type().view(row);
    }

    /** Opens the values of an array whose type is known. */
    static ArrayRows of(StoredArray array) throws IOException {
        InputStream in = array.content().open();
        try {
            return array.isFortran() && array.columns() > 1
                    ? new ArrayRows(array, in, whole(array, in), positions(array))
                    : new ArrayRows(array, in, new byte[0], new int[0]);
        } catch (IOException | RuntimeException failed) {
            in.close();
            throw failed;
        }
    }

    private static byte[] whole(StoredArray array, InputStream in) throws IOException {
        double bytes = (double) array.rows() * array.columns() * array.type().bytes();
        if (bytes > Math.min(Integer.MAX_VALUE - 16, Runtime.getRuntime().maxMemory() / 4.0)) {
            throw new DataException(
                    array.name(),
                    "it is in Fortran's order, column after column, and too large to be turned in memory; save it by"
                            + " numpy.save(file, numpy.ascontiguousarray(array))");
        }
        byte[] all = in.readNBytes((int) bytes);
        if (all.length < bytes) {
            throw new DataException(array.name(), tooShort(array, all.length));
        }
        return all;
    }

    /** Where the columns of the first row lie, counted in values. */
    private static int[] positions(StoredArray array) {
        int[] positions = new int[array.columns()];
        for (int c = 0; c < positions.length; c++) {
            int rest = c;
            int[] index = new int[array.shape().size()];
            for (int k = index.length - 1; k > 0; k--) {
                int length = (int) (long) array.shape().get(k);
                index[k] = rest % length;
                rest /= length;
            }
            int position = 0;
            for (int k = index.length - 1; k > 0; k--) {
                position = position * (int) (long) array.shape().get(k) + index[k];
            }
            positions[c] = position;
        }
        return positions;
    }

    /** Reads the next row; false at the end. */
    boolean next() throws IOException {
        if (done == array.rows()) {
            if (in.read() >= 0) {
                throw new DataException(
                        array.name(),
                        "it goes on after the " + array.dimensions()
                                + " values that its header tells; one of both is wrong," + " write it anew");
            }
            return false;
        }
        if (all.length > 0) {
            int size = array.type().bytes();
            for (int c = 0; c < positions.length; c++) {
                int from = (int) (positions[c] * array.rows() + done) * size;
                System.arraycopy(all, from, row, c * size, size);
            }
        } else {
            int read = in.readNBytes(row, 0, row.length);
            if (read < row.length) {
                throw new DataException(array.name(), tooShort(array, done * row.length + read));
            }
        }
        done++;
        return true;
    }

    private static String tooShort(StoredArray array, long bytes) {
        long rows = bytes / ((long) array.columns() * array.type().bytes());
        return "it ends after " + rows + " whole rows (" + bytes + " bytes of values), its header tells " + array.rows()
                + "; copy or write it anew";
    }

    /** A number of the row read last. */
    double number(int column) {
        return array.type().number(view, column * array.type().bytes());
    }

    /** A text of the row read last. */
    String text(int column) {
        return array.type().text(view, column * array.type().bytes());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
