package org.sgdyn.cli.command;

import picocli.CommandLine.Mixin;

/** A subcommand that looks at the parts themselves, not at an experiment, and is told where to load them from. */
abstract class PluginSubcommand extends Subcommand {

    /** Where its plug-ins are. */
    @Mixin
    PluginOptions plugins;
}
