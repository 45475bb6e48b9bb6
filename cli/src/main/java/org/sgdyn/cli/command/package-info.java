/** The subcommands of {@code sgdyn}. */
package org.sgdyn.cli.command;
