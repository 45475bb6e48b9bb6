package org.sgdyn.spi;

/**
 * Ends the creation of a part whose nested part has a problem that is already recorded for the user.
 *
 * @since 0.1
 */
public final class PartUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * For the reader of the experiment file.
     *
     * @param path the key path of the nested part
     */
    public PartUnavailableException(String path) {
        super("no usable part at " + path, null, false, false);
    }
}
