/** The subcommands of {@code sgdyn}. */
@NullMarked
package org.sgdyn.cli.command;

import org.jspecify.annotations.NullMarked;
