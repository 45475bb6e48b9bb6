/**
 * Gaussian expectations, special functions, random streams and linear algebra: the only package that knows Commons Math, Commons
 * Numbers and netlib, none of which appears in a public signature.
 */
@NullMarked
package org.sgdyn.numerics;

import org.jspecify.annotations.NullMarked;
