package org.sgdyn.experiment;

import java.util.List;
import java.util.OptionalDouble;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.spi.Range;

/** Reads the key {@code accuracy}. */
final class AccuracyReader {

    /** Below 1e-12 rounding takes over. */
    static final Range ACCURACY = Range.closed(1e-12, 0.1);

    private AccuracyReader() {}

    /** A relative error that is certified, instead of tolerances. */
    static OptionalDouble read(NodeParameters top) {
        if (!top.has("accuracy")) {
            return OptionalDouble.empty();
        }
        double accuracy = top.number("accuracy", ACCURACY);
        if (top.node().entries().get("integrator") instanceof ConfigNode.Mapping integrator) {
            if (integrator.entries().containsKey("step")) {
                top.problem(
                        "accuracy",
                        "cannot be met by a fixed step; choose an adaptive integrator such as modewise, or remove accuracy");
            }
            for (String tolerance : List.of("relativeTolerance", "absoluteTolerance")) {
                if (integrator.entries().containsKey(tolerance)) {
                    top.problem(
                            "accuracy",
                            "sets the tolerances of the integrator itself; remove integrator." + tolerance
                                    + ", or remove accuracy");
                }
            }
        }
        return OptionalDouble.of(accuracy);
    }
}
