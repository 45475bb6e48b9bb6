package org.sgdyn.cli.command;

import picocli.CommandLine.Option;

/** Whether a page is written that shows the results. */
final class ReportOptions {

    /** The page's name. */
    static final String FILE = "report.html";

    @Option(names = "--no-report", description = "Leaves " + FILE + " out.")
    private boolean isLeftOut;

    boolean isWanted() {
        return !isLeftOut;
    }
}
