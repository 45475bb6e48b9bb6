package org.sgdyn.cli.command;

import picocli.CommandLine.Mixin;

/** A subcommand that is told an experiment. */
abstract class ExperimentSubcommand extends Subcommand {

    /** The experiment, with the changes asked for. */
    @Mixin
    ExperimentOptions source;
}
