package org.sgdyn.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudentTailTest {

    /** Of one degree of freedom, Cauchy's law, the tails are 2 atan(1 / c) / pi; of two they are 2 / ((c^2 + 2) + c sqrt(c^2 + 2)). */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 1, 3, 50, 1e4})
    void theTailsOfFewDegreesAreKnown(double value) {
        double root = Math.sqrt(value * value + 2);
        // The continued fraction behind it stops at 1e-9.
        assertThat(new StudentTail(1).beyond(value))
                .isCloseTo(2 / Math.PI * Math.atan2(1, value), withinPercentage(1e-6));
        assertThat(new StudentTail(2).beyond(value))
                .isCloseTo(2 / (root * root + value * root), withinPercentage(1e-6));
    }
}
