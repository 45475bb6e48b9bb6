package org.sgdyn.experiment;

/** A spectrum or profile gave a value that no mixture can have. */
public final class InvalidModeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String path;

    InvalidModeException(String path, String message) {
        super(message);
        this.path = path;
    }

    /** The key path of the part. */
    String path() {
        return path;
    }

    /** The top-level key of the part. */
    String topKey() {
        return path.replaceAll("[\\[.].*", "");
    }
}
