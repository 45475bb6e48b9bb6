package org.sgdyn.cli.command;

/** The exit codes of the program. */
public final class ExitCode {

    /** Done. */
    public static final int OK = 0;

    /** A fault of the program. */
    public static final int INTERNAL_ERROR = 1;

    /** Validation found that theory and simulation disagree. */
    public static final int DISAGREEMENT = 1;

    /** The command line, the experiment or a plug-in cannot be used; nothing was written. */
    public static final int BAD_INPUT = 2;

    /** Theory or simulation did not reach the end, or pictures could not be made; what there is was written. */
    public static final int NUMERICAL_TROUBLE = 3;

    private ExitCode() {}
}
