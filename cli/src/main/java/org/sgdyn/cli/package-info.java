/** The command {@code sgdyn}. */
package org.sgdyn.cli;
