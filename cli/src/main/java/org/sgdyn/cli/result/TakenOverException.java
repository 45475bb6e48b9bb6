package org.sgdyn.cli.result;

import java.util.concurrent.CancellationException;

/** Ends a process whose run another process has finished, or given up, meanwhile. */
public final class TakenOverException extends CancellationException {

    private static final long serialVersionUID = 1L;

    TakenOverException() {
        super("another process has taken the run over");
    }
}
