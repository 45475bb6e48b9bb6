/** Executors that come with core. */
@NullMarked
package org.sgdyn.execution;

import org.jspecify.annotations.NullMarked;
