package org.sgdyn.data;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** NumPy's archive of arrays, stored or deflated. The sum of every array is compared when it has been read. */
final class NpzArchive {

    private static final String EXTENSION = ".npy";

    /** Each is opened for its header. */
    private static final int MOST_ARRAYS = 1000;

    private NpzArchive() {}

    /** Whether a file begins like one. */
    static boolean isOne(byte[] head) {
        return head.length >= 4
                && head[0] == 'P'
                && head[1] == 'K'
                && (head[2] == 3 || head[2] == 5 || head[2] == 7)
                && head[3] == head[2] + 1;
    }

    /** The arrays by name, in the order of the archive. */
    static Map<String, StoredArray> read(DataFile file) throws IOException {
        if (file.isCompressed()) {
            throw new DataException(
                    file.name(), "it is an archive compressed by gzip, which no other program reads; unpack it once");
        }
        Path path = file.path();
        List<String> entries = new ArrayList<>();
        try (ZipFile zip = open(path)) {
            Enumeration<? extends ZipEntry> all = zip.entries();
            while (all.hasMoreElements()) {
                ZipEntry entry = all.nextElement();
                if (entry.getName().endsWith(EXTENSION)) {
                    entries.add(entry.getName());
                }
            }
        }
        if (entries.isEmpty()) {
            throw new DataException(path.toString(), "it is a zip without arrays of NumPy; write it by numpy.savez");
        }
        if (entries.size() > MOST_ARRAYS) {
            throw new DataException(
                    path.toString(),
                    "it holds " + entries.size() + " arrays, and at most " + MOST_ARRAYS
                            + " are looked at; save samples and labels alone by numpy.savez");
        }
        Map<String, StoredArray> arrays = new LinkedHashMap<>();
        for (String entry : entries) {
            String name = entry.substring(0, entry.length() - EXTENSION.length());
            if (arrays.put(name, NpyFile.read(path + ", array " + name, () -> content(path, entry))) != null) {
                throw new DataException(
                        path.toString(), "two of its arrays are called " + name + "; write it anew by numpy.savez");
            }
        }
        return arrays;
    }

    private static ZipFile open(Path path) throws IOException {
        try {
            return new ZipFile(path.toFile());
        } catch (IOException damaged) {
            throw new DataException(
                    path.toString(),
                    "it begins like an archive, but cannot be read as one (" + damaged.getMessage()
                            + "); copy it anew, or write it by numpy.savez, without encryption",
                    damaged);
        }
    }

    private static InputStream content(Path path, String name) throws IOException {
        ZipFile zip = open(path);
        try {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw new DataException(path.toString(), "the array " + name + " is not there any more");
            }
            return new Checked(
                    path + ", " + name,
                    entry.getCrc(),
                    new BufferedInputStream(zip.getInputStream(entry), 1 << 16),
                    zip);
        } catch (ZipException damaged) {
            zip.close();
            throw new DataException(
                    path.toString(),
                    "the array " + name + " cannot be unpacked (" + damaged.getMessage()
                            + "); copy it anew, or write it by numpy.savez",
                    damaged);
        } catch (IOException failed) {
            zip.close();
            throw failed;
        }
    }

    /** An array of the archive, with the archive closed behind it. */
    private static final class Checked extends FilterInputStream {

        private final String name;
        private final long expected;
        private final Closeable archive;
        private final CRC32 sum = new CRC32();

        Checked(String name, long expected, InputStream in, Closeable archive) {
            super(in);
            this.name = name;
            this.expected = expected;
            this.archive = archive;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int read;
            try {
                read = super.read(target, from, length);
            } catch (IOException damaged) {
                throw new DataException(name, "it is damaged; copy it anew", damaged);
            }
            if (read >= 0) {
                sum.update(target, from, read);
            } else if (sum.getValue() != expected) {
                throw new DataException(
                        name, "its sum is not that of what was written, so that it is damaged; copy it anew");
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                archive.close();
            }
        }
    }
}
