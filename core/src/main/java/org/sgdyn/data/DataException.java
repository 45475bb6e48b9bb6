package org.sgdyn.data;

import java.io.IOException;

/** Samples cannot be read; the message names the file and the place in it, the rule that is broken, and what to do. */
public final class DataException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param file the file, or the array of an archive
     * @param what what is wrong with it, and what to do
     */
    public DataException(String file, String what) {
        super(file + ": " + what);
    }

    /**
     * Says what is wrong, and keeps what told it.
     *
     * @param file the file, or the array of an archive
     * @param what what is wrong with it, and what to do
     * @param cause what told it
     */
    public DataException(String file, String what, Throwable cause) {
        super(file + ": " + what, cause);
    }
}
