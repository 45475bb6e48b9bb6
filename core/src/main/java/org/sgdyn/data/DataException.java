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
        super(onOneLine(file + ": " + what));
    }

    /**
     * Says what is wrong, and keeps what told it.
     *
     * @param file the file, or the array of an archive
     * @param what what is wrong with it, and what to do
     * @param cause what told it
     */
    public DataException(String file, String what, Throwable cause) {
        super(onOneLine(file + ": " + what), cause);
    }

    /** Names of files and fields of tables may hold what ends a line or steers a terminal. */
    private static String onOneLine(String message) {
        return message.replaceAll("\\p{Cc}", "?");
    }
}
