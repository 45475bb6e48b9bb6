/** The parts that come with core, brought by a plug-in like any other. */
@NullMarked
package org.sgdyn.builtin;

import org.jspecify.annotations.NullMarked;
