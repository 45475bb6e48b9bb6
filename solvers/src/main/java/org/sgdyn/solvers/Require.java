package org.sgdyn.solvers;

import org.sgdyn.spi.FeatureMap;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Memory;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.UpdateRule;

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

    /** A function of time alone. */
    static void schedule(String name, LearningRate rate) {
        if (!rate.isSchedule()) {
            throw new IllegalArgumentException(
                    name + " must be a number or a function of time alone; this rule reads the state of the run");
        }
    }

    /** A rule that says what becomes of a sample's gradient in the logits, and perhaps of noise in it, and nothing else. */
    static void shapeAlone(String name, UpdateRule rule) {
        refuse(name, rule.memory() != Memory.NONE, "remembers earlier gradients");
        refuse(name, rule.secondMoment().isPresent(), "scales every entry");
        refuse(name, rule.features() != FeatureMap.LINEAR, "maps the features, too");
        refuse(name, rule.decouplesRidge(), "moves the ridge, too");
    }

    private static void refuse(String name, boolean doesMore, String what) {
        if (doesMore) {
            throw new IllegalArgumentException(name
                    + " must be an algorithm that does nothing but shape the gradient in the logits, such as clipped; this"
                    + " one " + what);
        }
    }

    /** The same without noise, which would be part of the second moment. */
    static void noiselessShapeAlone(String name, UpdateRule rule) {
        shapeAlone(name, rule);
        if (rule.gradientNoise() > 0) {
            throw new IllegalArgumentException(name
                    + " must be without noise where every entry is divided by the root of its second moment: noise of the"
                    + " gradient beneath such a scale is not offered");
        }
    }
}
