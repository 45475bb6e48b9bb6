package org.sgdyn.dynamics;

import java.util.Arrays;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.LossGeometry;

/**
 * How a learning rate that reads the loss geometry changes with the state: d gamma = sum_e (d gamma / d E_e) dE_e, where E_e are
 * the numbers of {@link LossGeometry} that the rule asks for. Each is at most quadratic in the state at fixed coefficients of the
 * right-hand side, and at most quadratic in those at a fixed state, so that central differences of it are exact, whatever their
 * step. The rule itself, a function of few numbers, is differentiated by central differences of fourth order, relative step 1e-3.
 */
final class RateSlopes {

    private static final double STEP = 1e-3;

    private final LearningRate rate;
    private final ModeGeometry probe;
    private final Numbers numbers;
    private final double[] slopes = new double[Numbers.COUNT];
    private final Coefficients moved;
    private final double[] movedState;
    private Coefficients coefficients;
    private double[] state = {};

    RateSlopes(LearningProblem problem, ModeGeometry probe, int size) {
        rate = problem.learningRate();
        this.probe = probe;
        numbers = new Numbers(probe);
        coefficients = new Coefficients(problem);
        moved = new Coefficients(problem);
        movedState = new double[size];
    }

    /** The numbers of a geometry, read when they are asked for first, and kept so that they can be changed one by one. */
    private static final class Numbers implements LossGeometry {

        static final int COUNT = 5;

        final double[] values = new double[COUNT];
        final boolean[] asked = new boolean[COUNT];
        final LossGeometry source;

        Numbers(LossGeometry source) {
            this.source = source;
        }

        private double number(int e) {
            if (!asked[e]) {
                asked[e] = true;
                values[e] = of(source, e);
            }
            return values[e];
        }

        static double of(LossGeometry geometry, int e) {
            return switch (e) {
                case 0 -> geometry.gradientSecondMoment();
                case 1 -> geometry.squaredRiskGradient();
                case 2 -> geometry.riskDescent();
                case 3 -> geometry.noiseCurvature();
                default -> geometry.descentTowardTeacher();
            };
        }

        @Override
        public double gradientSecondMoment() {
            return number(0);
        }

        @Override
        public double squaredRiskGradient() {
            return number(1);
        }

        @Override
        public double riskDescent() {
            return number(2);
        }

        @Override
        public double noiseCurvature() {
            return number(3);
        }

        @Override
        public double descentTowardTeacher() {
            return number(4);
        }
    }

    /** Fixes the point; the arguments are kept by reference. */
    void at(double time, double accumulated, Coefficients point, double[] y) {
        coefficients = point;
        state = y;
        probe.at(point, y);
        Arrays.fill(numbers.asked, false);
        rate.value(time, accumulated, numbers);
        for (int e = 0; e < Numbers.COUNT; e++) {
            slopes[e] = numbers.asked[e] ? slope(time, accumulated, e) : 0;
        }
    }

    private double slope(double time, double accumulated, int e) {
        double step = STEP * Math.max(Math.abs(numbers.values[e]), Double.MIN_NORMAL);
        return (8 * difference(time, accumulated, e, step) - difference(time, accumulated, e, 2 * step)) / (12 * step);
    }

    private double difference(double time, double accumulated, int e, double step) {
        double centre = numbers.values[e];
        numbers.values[e] = centre + step;
        double above = rate.value(time, accumulated, numbers);
        numbers.values[e] = centre - step;
        double below = rate.value(time, accumulated, numbers);
        numbers.values[e] = centre;
        return above - below;
    }

    /** d gamma when the coefficients change by a slope, at a fixed state. */
    double alongCoefficients(Coefficients slope) {
        moved.copyFrom(coefficients);
        moved.add(1, slope);
        double sum = weighed(moved, state);
        moved.add(-2, slope);
        return (sum - weighed(moved, state)) / 2;
    }

    /** d gamma when the state changes by v, at fixed coefficients. */
    double alongState(double[] v) {
        for (int k = 0; k < v.length; k++) {
            movedState[k] = state[k] + v[k];
        }
        double sum = weighed(coefficients, movedState);
        for (int k = 0; k < v.length; k++) {
            movedState[k] = state[k] - v[k];
        }
        return (sum - weighed(coefficients, movedState)) / 2;
    }

    /** sum_e (d gamma / d E_e) E_e elsewhere. */
    private double weighed(Coefficients at, double[] y) {
        probe.at(at, y);
        double sum = 0;
        for (int e = 0; e < Numbers.COUNT; e++) {
            sum += slopes[e] == 0 ? 0 : slopes[e] * Numbers.of(probe, e);
        }
        return sum;
    }
}
