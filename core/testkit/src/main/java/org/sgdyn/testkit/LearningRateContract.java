package org.sgdyn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.LossGeometry;

/** What every {@link LearningRate} must satisfy; extend it and hand out the rule under test. */
public abstract class LearningRateContract {

    private static final double[] TIMES = {0, 1e-9, 0.01, 0.3, 0.5, 1, 2, 7.5, 10, 99, 1e4, 1e10};
    private static final double[] ACCUMULATED = {0, 1e-12, 1, 1e6};

    /** For subclasses. */
    protected LearningRateContract() {}

    /**
     * The rule under test.
     *
     * @return an equal rule at every call
     */
    protected abstract LearningRate learningRate();

    /** gamma is finite and &gt;= 0 at all times and on any landscape, flat and ascending ones included. */
    @Test
    final void valuesAreFiniteAndNotNegative() {
        LearningRate rule = learningRate();
        for (RecordingGeometry geometry : landscapes()) {
            for (double time : TIMES) {
                for (double accumulated : ACCUMULATED) {
                    assertThat(rule.value(time, accumulated, geometry))
                            .as("gamma at t = %s, S = %s, %s", time, accumulated, geometry)
                            .isFinite()
                            .isNotNegative();
                }
            }
        }
    }

    /** The rule has no memory: asked again, in reverse order, of another instance, it gives the same bits. */
    @Test
    final void valuesDoNotDependOnTheOrderOfCalls() {
        LearningRate rule = learningRate();
        LearningRate other = learningRate();
        RecordingGeometry geometry = landscapes().get(0);
        double[] forward = new double[TIMES.length];
        for (int k = 0; k < TIMES.length; k++) {
            forward[k] = rule.value(TIMES[k], 2.5, geometry);
        }
        for (int k = TIMES.length - 1; k >= 0; k--) {
            assertThat(rule.value(TIMES[k], 2.5, geometry)).isEqualTo(forward[k]);
            assertThat(other.value(TIMES[k], 2.5, geometry)).isEqualTo(forward[k]);
        }
    }

    /** Breakpoints ascend strictly, are finite, and the caller may keep or change the array. */
    @Test
    final void breakpointsAscend() {
        LearningRate rule = learningRate();
        double[] breakpoints = rule.breakpoints();
        double[] expected = breakpoints.clone();
        for (int k = 0; k < breakpoints.length; k++) {
            assertThat(breakpoints[k]).isFinite();
            if (k > 0) {
                assertThat(breakpoints[k]).isGreaterThan(breakpoints[k - 1]);
            }
        }
        Arrays.fill(breakpoints, Double.NaN);
        assertThat(rule.breakpoints()).isEqualTo(expected);
    }

    /** The rule depends on the accumulator S exactly if it says so. */
    @Test
    final void itDependsOnTheAccumulatorExactlyIfItSaysSo() {
        LearningRate rule = learningRate();
        RecordingGeometry geometry = landscapes().get(0);
        boolean depends = false;
        for (double time : TIMES) {
            double atZero = rule.value(time, 0, geometry);
            for (double accumulated : ACCUMULATED) {
                depends |= rule.value(time, accumulated, geometry) != atZero;
            }
        }
        assertThat(depends).as("depends on S").isEqualTo(rule.accumulates());
    }

    /** The rule reads the landscape exactly if it says so, and the teacher's part of it only if it needs a teacher. */
    @Test
    final void itReadsTheGeometryExactlyIfItSaysSo() {
        LearningRate rule = learningRate();
        boolean reads = false;
        boolean readsTeacher = false;
        for (RecordingGeometry geometry : landscapes()) {
            for (double time : TIMES) {
                rule.value(time, 1, geometry);
            }
            reads |= geometry.reads > 0;
            readsTeacher |= geometry.teacherReads > 0;
        }
        assertThat(reads).as("reads the geometry").isEqualTo(rule.readsGeometry());
        assertThat(readsTeacher).as("reads the teacher's part").isEqualTo(rule.needsTeacher());
    }

    private static List<RecordingGeometry> landscapes() {
        return List.of(
                new RecordingGeometry(0.7, 0.3, 0.2, 0.4),
                new RecordingGeometry(0, 0, 0, 0),
                new RecordingGeometry(1, 1, 1, -1),
                new RecordingGeometry(0, 1, 0, 1),
                new RecordingGeometry(1e-300, 1e-300, 1e-300, 1e-300),
                new RecordingGeometry(1e-300, 1e300, 1e-300, 1e300));
    }

    private static final class RecordingGeometry implements LossGeometry {

        private final double secondMoment;
        private final double squaredGradient;
        private final double curvature;
        private final double descent;
        private int reads;
        private int teacherReads;

        RecordingGeometry(double secondMoment, double squaredGradient, double curvature, double descent) {
            this.secondMoment = secondMoment;
            this.squaredGradient = squaredGradient;
            this.curvature = curvature;
            this.descent = descent;
        }

        @Override
        public double gradientSecondMoment() {
            reads++;
            return secondMoment;
        }

        @Override
        public double squaredRiskGradient() {
            reads++;
            return squaredGradient;
        }

        @Override
        public double riskDescent() {
            reads++;
            return squaredGradient;
        }

        @Override
        public double noiseCurvature() {
            reads++;
            return curvature;
        }

        @Override
        public double descentTowardTeacher() {
            reads++;
            teacherReads++;
            return descent;
        }

        @Override
        public String toString() {
            return "landscape (" + secondMoment + ", " + squaredGradient + ", " + curvature + ", " + descent + ")";
        }
    }
}
