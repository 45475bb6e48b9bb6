/** Samples in formats that take a library beside the program. */
@NullMarked
package org.sgdyn.cli.data;

import org.jspecify.annotations.NullMarked;
