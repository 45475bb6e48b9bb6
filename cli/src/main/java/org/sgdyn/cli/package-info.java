/** The command {@code sgdyn}. */
@NullMarked
package org.sgdyn.cli;

import org.jspecify.annotations.NullMarked;
