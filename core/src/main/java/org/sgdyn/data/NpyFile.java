package org.sgdyn.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NumPy's format of one array, versions 1 to 3: a Python literal tells type, order and shape, and the values follow. */
final class NpyFile {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final int LONGEST_HEADER = 1 << 20;

    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*(?:'([^']*)'|\\[)");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE =
            Pattern.compile("'shape'\\s*:\\s*\\(((?:\\s*[0-9]+L?\\s*,)*(?:\\s*[0-9]+L?)?)\\s*\\)");

    private NpyFile() {}

    /** Whether a file begins like one. */
    static boolean isOne(byte[] head) {
        for (int k = 0; k < MAGIC.length; k++) {
            if (head.length <= k || head[k] != MAGIC[k]) {
                return false;
            }
        }
        return true;
    }

    /** Reads the header. */
    static StoredArray read(String name, StoredArray.Content file) throws IOException {
        int length;
        String header;
        try (InputStream in = file.open()) {
            byte[] start = in.readNBytes(8);
            if (start.length < 8 || !isOne(start)) {
                throw new DataException(name, "it does not begin like an array of NumPy; write it anew by numpy.save");
            }
            int version = start[6];
            if (version < 1 || version > 3) {
                throw new DataException(
                        name, "it is of version " + version + " of NumPy's format; versions 1 to 3 are read");
            }
            int width = version == 1 ? Short.BYTES : Integer.BYTES;
            byte[] size = new byte[Integer.BYTES];
            in.readNBytes(size, 0, width);
            length = ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN).getInt();
            if (length < 0 || length > LONGEST_HEADER) {
                throw new DataException(
                        name, "its header is said to be " + (length & 0xffffffffL) + " bytes long; write it anew");
            }
            byte[] text = in.readNBytes(length);
            if (text.length < length) {
                throw new DataException(name, "it ends within its header; copy it anew");
            }
            header = new String(text, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1)
                    .replace('"', '\'');
            length += start.length + width;
        }
        Matcher type = TYPE.matcher(header);
        Matcher order = ORDER.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        if (!type.find() || !order.find() || !shape.find()) {
            throw new DataException(name, "its header tells no type, order or shape; write it anew by numpy.save");
        }
        String description = type.group(1) == null ? "" : type.group(1);
        boolean isFortran = order.group(1).equals("True");
        List<Long> lengths = lengths(name, shape.group(1));
        if (!description.isEmpty() && (type.find() || order.find() || shape.find())) {
            throw new DataException(
                    name, "its header tells its type, order or shape twice; write it anew by numpy.save");
        }
        int skipped = length;
        return StoredArray.of(name, lengths, ElementType.of(description), isFortran, () -> {
            InputStream in = file.open();
            in.readNBytes(skipped);
            return in;
        });
    }

    private static List<Long> lengths(String name, String tuple) throws DataException {
        List<Long> lengths = new ArrayList<>();
        for (String each : tuple.replace("L", "").split(",", -1)) {
            String digits = each.strip();
            if (digits.length() > 15) {
                throw new DataException(name, "its header tells a dimension of " + digits + "; write it anew");
            }
            if (!digits.isEmpty()) {
                lengths.add(Long.parseLong(digits));
            }
        }
        return lengths;
    }
}
