package org.sgdyn.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file, plain or compressed by gzip: its first bytes tell, not its name. */
public final class DataFile {

    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final boolean isCompressed;

    private DataFile(Path path, boolean isCompressed) {
        this.path = path;
        this.isCompressed = isCompressed;
    }

    /**
     * Looks at a file.
     *
     * @param path where it is
     * @return the file
     * @throws IOException if it is not there, empty or no file, with a message for the user
     */
    public static DataFile of(Path path) throws IOException {
        String name = path.toString();
        if (!Files.exists(path)) {
            throw new DataException(name, "there is no such file; give the path of a file of samples");
        }
        if (!Files.isRegularFile(path)) {
            throw new DataException(
                    name, "it is no file, and samples are read several times; give a file, not a directory or a pipe");
        }
        if (!Files.isReadable(path)) {
            throw new DataException(name, "it may not be read; allow that, or give another file");
        }
        byte[] first;
        try (InputStream in = Files.newInputStream(path)) {
            first = in.readNBytes(2);
        }
        if (first.length == 0) {
            throw new DataException(name, "it is empty; give a file with a row for each sample");
        }
        return new DataFile(path, isCompressed(first));
    }

    /** Whether bytes begin like those of a file compressed by gzip. */
    static boolean isCompressed(byte[] head) {
        return head.length >= 2 && head[0] == 0x1f && head[1] == (byte) 0x8b;
    }

    /** Whether it is compressed by gzip. */
    boolean isCompressed() {
        return isCompressed;
    }

    /** Where it is. */
    Path path() {
        return path;
    }

    /** What messages call it. */
    String name() {
        return path.toString();
    }

    /** Its first bytes, fewer if it is shorter. */
    byte[] head(int length) throws IOException {
        try (InputStream in = open()) {
            return in.readNBytes(length);
        }
    }

    /** Its content, which is told from here on whether it is compressed or not. */
    InputStream open() throws IOException {
        InputStream plain = Files.newInputStream(path);
        return new BufferedInputStream(isCompressed ? new GzipContent(name(), plain) : plain, BUFFER);
    }

    /**
     * What tells the file from others.
     *
     * @return SHA-256 of its bytes as they are, in hexadecimal digits
     * @throws IOException if it cannot be read
     */
    public String sha256() throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(path)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
