package org.sgdyn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.sgdyn.spi.Activation;

/** What every {@link Activation} must satisfy; extend it and hand out the activation under test. */
public abstract class ActivationContract {

    private static final double STEP = 1e-6;

    /** For subclasses. */
    protected ActivationContract() {}

    /**
     * The activation under test.
     *
     * @return an equal activation at every call
     */
    protected abstract Activation activation();

    /**
     * The derivative is that of the value: by one-sided differences, whose errors are the step times a curvature of up to 5 or so, or
     * it lies between those of both sides where there is a kink.
     */
    @Test
    final void theDerivativeIsThatOfTheValue() {
        for (double r = -6; r <= 6; r += 0.125) {
            double here = activation().value(r);
            double left = (here - activation().value(r - STEP)) / STEP;
            double right = (activation().value(r + STEP) - here) / STEP;
            double low = Math.min(left, right);
            double high = Math.max(left, right);
            double tolerance = 1e-5 * Math.max(1, Math.abs(high));
            assertThat(activation().derivative(r)).as("r = %s", r).isBetween(low - tolerance, high + tolerance);
        }
    }

    /** Numbers stay numbers: SGD meets large logits before it diverges. */
    @Test
    final void largeLogitsGiveNumbers() {
        for (double r : new double[] {-1e6, -1e3, 0, 1e3, 1e6}) {
            assertThat(activation().value(r)).isFinite();
            assertThat(activation().derivative(r)).isFinite();
        }
    }

    /** The same logit gives the same bits. */
    @Test
    final void theLogitAloneDecides() {
        assertThat(activation().value(0.7)).isCloseTo(activation().value(0.7), within(0.0));
        assertThat(activation().derivative(0.7)).isCloseTo(activation().derivative(0.7), within(0.0));
    }
}
