package org.sgdyn.solvers;

import org.sgdyn.spi.Range;

/** States the rule that a value breaks. */
final class Require {

    private Require() {}

    static void inside(String name, double value, Range range) {
        if (!range.contains(value)) {
            throw new IllegalArgumentException(name + " " + range.rule() + ", found " + value);
        }
    }

    /** Strictly ascending; the message names the list. */
    static void ascending(String name, double[] values) {
        for (int k = 1; k < values.length; k++) {
            if (!(values[k] > values[k - 1])) {
                throw new IllegalArgumentException(
                        name + " must ascend strictly, found " + values[k - 1] + " before " + values[k]);
            }
        }
    }
}
