package org.sgdyn.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the subcommands share: a command line, to whose terminal they write, an exit code in which they end, and examples below their help. */
@Command(footerHeading = "%nExamples:%n")
abstract class Subcommand implements Callable<Integer> {

    /** How picocli sees the subcommand. */
    @Spec
    CommandSpec spec;
}
