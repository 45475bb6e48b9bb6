/** An experiment's theory in the browser: a server for one user on this machine, and what it answers. */
@NullMarked
package org.sgdyn.cli.explore;

import org.jspecify.annotations.NullMarked;
