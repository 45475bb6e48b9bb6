package org.sgdyn.numerics;

import org.apache.commons.numbers.gamma.Gamma;

/** The gamma function. */
public final class GammaFunction {

    private GammaFunction() {}

    /**
     * Gamma(x) = int_0^infinity v^(x-1) exp(-v) dv, continued to x &lt; 0.
     *
     * @param x x
     * @return Gamma(x); NaN at 0, -1, -2, ...
     */
    public static double value(double x) {
        return Gamma.value(x);
    }
}
