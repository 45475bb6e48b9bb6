/**
 * Gaussian expectations, special functions and random streams: the only package that knows Commons Math, Commons Numbers and
 * Commons RNG, none of which appears in a public signature.
 */
@NullMarked
package org.sgdyn.numerics;

import org.jspecify.annotations.NullMarked;
