/** The parts that are known to a run: their kinds, names, factories and documentation, which is read off the factories. */
@NullMarked
package org.sgdyn.catalog;

import org.jspecify.annotations.NullMarked;
