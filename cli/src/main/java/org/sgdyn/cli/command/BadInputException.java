package org.sgdyn.cli.command;

/** Something on the command line cannot be used; the message tells the user what and what to do. */
public final class BadInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message a sentence for the user
     */
    public BadInputException(String message) {
        super(message);
    }
}
