package org.sgdyn.losses.network;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.Loss;
import org.sgdyn.testkit.LossContract;

/** The contract of losses, for committees of every kind; closed forms meet a tensor grid, up to three Gaussian variables. */
@ParameterizedClass
@MethodSource("committees")
final class CommitteeContractsTest extends LossContract {

    /** The rate at which output layers are trained. */
    private static final double TRAINED = 0.7;

    private static final double FIXED = -1;

    private static final double[] WEIGHTS = {0.8, -0.5, 0.35};

    private static final double[] ONE = {0.6};

    private static final double[] TWO = {0.6, 1.1};

    /** What panels between the kinks of up to three rectified units are good to. */
    private static final double KINKED = 1e-7;

    /** What the rule for one variable leaves of a Gaussian, 1.2e-9, and twice that. */
    private static final double SMOOTH = 3e-9;

    /** A fixed set of points in four variables. */
    private static final double POINTS = 5e-3;

    @Parameter(0)
    private Loss loss;

    /** Labels of two classes. */
    @Parameter(1)
    private double[] labels;

    @Parameter(2)
    private double tolerance;

    @Override
    protected Loss loss() {
        return loss;
    }

    @Override
    protected List<ClassTarget> targets() {
        return List.of(ClassTarget.of(0, labels[0]), ClassTarget.of(1, labels[1]));
    }

    @Override
    protected double quadratureTolerance() {
        return tolerance;
    }

    @Override
    protected boolean hasKinks() {
        return tolerance == KINKED;
    }

    @Override
    protected double slopeTolerance() {
        // Squared errors of rectified units have exact moments, whatever a grid can check.
        return tolerance == POINTS ? 2e-2 : 1e-6;
    }

    static List<Arguments> committees() {
        return List.of(
                squared("erf", of(Activations.ERF, 1, FIXED), SMOOTH),
                squared("two trained erf", of(Activations.ERF, 2, TRAINED), SMOOTH),
                squared("three trained erf", of(Activations.ERF, 3, TRAINED), SMOOTH),
                squared("two trained erf, one taught", taught(Activations.ERF, 2, TRAINED, ONE, 0), SMOOTH),
                squared("erf taught with noise", taught(Activations.ERF, 1, FIXED, ONE, 0.3), SMOOTH),
                squared("erf, two taught", taught(Activations.ERF, 1, TRAINED, TWO, 0), SMOOTH),
                squared("two trained erf, two taught", taught(Activations.ERF, 2, TRAINED, TWO, 0), POINTS),
                squared("trained relu", of(Activations.RELU, 1, TRAINED), KINKED),
                squared("two trained relu", of(Activations.RELU, 2, TRAINED), KINKED),
                squared("three relu", of(Activations.RELU, 3, FIXED), KINKED),
                squared("two trained relu, one taught", taught(Activations.RELU, 2, TRAINED, ONE, 0), KINKED),
                squared("relu taught with noise", taught(Activations.RELU, 1, FIXED, ONE, 0.3), KINKED),
                squared("quadratic", of(Activations.QUADRATIC, 1, FIXED), SMOOTH),
                squared("two trained quadratic", of(Activations.QUADRATIC, 2, TRAINED), SMOOTH),
                squared("quadratic taught with noise", taught(Activations.QUADRATIC, 1, TRAINED, ONE, 0.3), SMOOTH),
                squared("three trained linear", of(Activations.LINEAR, 3, TRAINED), SMOOTH),
                squared("two linear, one taught", taught(Activations.LINEAR, 2, FIXED, ONE, 0), SMOOTH),
                squared("two trained tanh", of(Activations.TANH, 2, TRAINED), SMOOTH),
                squared(
                        "tanh taught by erf with noise",
                        of(Activations.TANH, 1, TRAINED).imitating(Activations.ERF, ONE, 0.3),
                        SMOOTH),
                logistic("erf", 1, Activations.ERF, TRAINED),
                logistic("two trained erf", 2, Activations.ERF, TRAINED),
                logistic("two tanh", 2, Activations.TANH, FIXED),
                logistic("two trained relu", 2, Activations.RELU, TRAINED),
                squared(
                        "two relu taught by erf",
                        of(Activations.RELU, 2, FIXED).imitating(Activations.ERF, ONE, 0),
                        SMOOTH),
                softmax("erf", 1, Activations.ERF),
                softmax("two tanh", 2, Activations.TANH));
    }

    private static Arguments squared(String name, Committee committee, double tolerance) {
        return argumentSet(name, committee, new double[] {1, -0.7}, tolerance);
    }

    private static Arguments logistic(String name, int hidden, Activations activation, double rate) {
        return argumentSet(
                "logistic of " + name,
                committee(activation, hidden, rate, Criterion.LOGISTIC),
                new double[] {1, 0},
                SMOOTH);
    }

    private static Arguments softmax(String name, int hidden, Activations activation) {
        double[] weights = new double[3 * hidden];
        Arrays.setAll(weights, k -> 0.9 - 0.4 * k);
        Committee committee =
                Committee.of(activation, hidden, weights, new double[] {0.1, 0, -0.2}, TRAINED, Criterion.SOFTMAX);
        return argumentSet("softmax of trained " + name, committee, new double[] {1, 0}, SMOOTH);
    }

    private static Committee taught(Activations activation, int hidden, double rate, double[] teacher, double noise) {
        return of(activation, hidden, rate).imitating(activation, teacher, noise);
    }

    private static Committee of(Activations activation, int hidden, double rate) {
        return committee(activation, hidden, rate, Criterion.SQUARED);
    }

    private static Committee committee(Activations activation, int hidden, double rate, Criterion criterion) {
        return Committee.of(activation, hidden, Arrays.copyOf(WEIGHTS, hidden), new double[] {0.15}, rate, criterion);
    }
}
