package org.sgdyn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sgdyn.numerics.GaussianQuadrature;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;
import org.sgdyn.spi.RandomStream;

/**
 * What every {@link Loss} must satisfy: its gradient is the slope of its value, its moments are the Gaussian expectations of
 * both, and evaluating is pure. Extend it and return the loss.
 */
public abstract class LossContract {

    private Loss loss;
    private LossProbe probe;
    private GaussianExpectation quadrature;
    private int outputs;
    private int n;
    private int parameters;
    private int variables;

    /** For subclasses. */
    protected LossContract() {}

    /**
     * The loss under test.
     *
     * @return a loss
     */
    protected abstract Loss loss();

    /**
     * Classes with usable labels; labels 1 and 0 unless overridden.
     *
     * @return the targets to test with
     */
    protected List<ClassTarget> targets() {
        return List.of(ClassTarget.of(0, 1), ClassTarget.of(1, 0));
    }

    /**
     * The error, relative to 1 + |moment|, to which moments and quadrature must agree: by default 1e-9 for up to three Gaussian
     * variables, where smooth losses reach rounding level, and 5e-3 for more (2^14 Sobol points). To be widened for kinked
     * losses with teacher or noise, where the tensor grid has order two.
     *
     * @return the tolerance
     */
    protected double quadratureTolerance() {
        return variables <= 3 ? 1e-9 : 5e-3;
    }

    /**
     * The error, relative to 1 + |slope|, to which the risk's slopes must agree with the moments: truncation h^2 = 1e-8 and rounding
     * 1e-15 / h times the scale, or ten times what quadrature leaves; beyond three variables the point set's error. To be narrowed for
     * closed forms whose reference is wide.
     *
     * @return the tolerance
     */
    protected double slopeTolerance() {
        return variables <= 3 ? Math.max(1e-6, 10 * quadratureTolerance()) : 2e-2;
    }

    /**
     * Whether the gradient jumps near the means at which moments are taken, within 1/8 of numbers such as 0.01, 0.4 and -2.3. Along
     * directions in which logits hardly vary quadrature takes differences as far as that, so that its Hessians are not compared there.
     *
     * @return false unless overridden
     */
    protected boolean hasKinks() {
        return false;
    }

    /** Reads the loss once for each test. */
    @BeforeEach
    final void readLoss() {
        loss = loss();
        probe = new LossProbe(loss);
        quadrature = GaussianQuadrature.standard();
        outputs = loss.outputs();
        n = probe.n;
        parameters = probe.parameters;
        variables = probe.variables();
    }

    @Test
    final void sampleTargetsAreUsable() {
        for (ClassTarget target : targets()) {
            assertThat(loss.labelProblem(target)).isEmpty();
        }
    }

    @Test
    final void gradientIsTheSlopeOfTheValue() {
        RandomStream random = RandomStreams.of(11, RandomStreams.SIMULATION, 0);
        double h = 1e-5;
        for (ClassTarget target : targets()) {
            for (int trial = 0; trial < 50; trial++) {
                double[] r = LossProbe.normals(random, outputs + parameters, 2.0);
                double[] teacher = LossProbe.normals(random, loss.teacherOutputs(), 1.0);
                double noise = Math.sqrt(loss.noiseVariance()) * random.normal();
                double[] gradient = new double[outputs + parameters];
                loss.gradient(target, r, teacher, noise, gradient);
                for (int a = 0; a < gradient.length; a++) {
                    double[] up = r.clone();
                    double[] down = r.clone();
                    up[a] += h;
                    down[a] -= h;
                    double above = loss.value(target, up, teacher, noise);
                    double below = loss.value(target, down, teacher, noise);
                    // Truncation h^2 / 6 = 2e-11 and rounding 1e-16 / h = 1e-11, times the scale and a hundred.
                    assertThat(gradient[a])
                            .as("component %d at r = %s for %s", a, r[0], target)
                            .isCloseTo(
                                    (above - below) / (2 * h),
                                    within(3e-9 * (1 + Math.abs(above) + square(gradient[a]))));
                }
            }
        }
    }

    @Test
    final void momentsAgreeWithQuadrature() {
        double tolerance = quadratureTolerance();
        for (ClassTarget target : targets()) {
            LossMoments moments = loss.moments(target, quadrature);
            LossMoments reference = quadrature.moments(loss, target);
            for (double[] mean : probe.means()) {
                for (double[] covariance : probe.covariances()) {
                    String at = describe(target, mean, covariance);
                    GradientMoments found = probe.evaluate(moments, mean, covariance);
                    GradientMoments expected = probe.evaluate(reference, mean, covariance);
                    assertClose(found.gradient, expected.gradient, tolerance, "g " + at);
                    assertClose(found.gradientSecondMoment, expected.gradientSecondMoment, tolerance, "G " + at);
                    if (!hasKinks() || Arrays.equals(covariance, probe.regular())) {
                        assertClose(found.hessian, expected.hessian, tolerance, "H " + at);
                        assertClose(found.teacherHessian, expected.teacherHessian, tolerance, "H* " + at);
                    }
                    assertClose(found.trained, expected.trained, tolerance, "t " + at);
                    assertClose(
                            new double[] {moments.risk(mean, covariance)},
                            new double[] {reference.risk(mean, covariance)},
                            tolerance,
                            "risk " + at);
                }
            }
        }
    }

    @Test
    final void momentsAgreeWithSampling() {
        double[] mean = probe.means().get(1);
        for (ClassTarget target : targets()) {
            LossMoments moments = loss.moments(target, quadrature);
            for (double[] covariance : probe.covariances()) {
                double[] expected = probe.expected(moments, mean, covariance);
                SampleMeans sample = probe.sample(target, mean, covariance);
                for (int k = 0; k < expected.length; k++) {
                    String what = "component " + k + " of (risk, error, g, t, G, B [H; H*]) ";
                    // What is known of decisions of several logits, see there.
                    double known = k != 1 || outputs == 1 ? 0 : outputs == 2 ? 2e-3 : 1e-2;
                    assertSampled(expected[k], sample, k, known, what + describe(target, mean, covariance));
                }
                if (parameters > 0) {
                    double[] squares = new double[parameters];
                    moments.trainedSecondMoment(mean, covariance, squares);
                    for (int p = 0; p < parameters; p++) {
                        String what = "E (d Psi / d theta_" + p + ")^2 ";
                        assertSampled(
                                squares[p], sample, expected.length + p, 0, what + describe(target, mean, covariance));
                    }
                }
            }
        }
    }

    /** Five standard errors; the second term lets rounding pass where the sampled quantity is constant. */
    private static void assertSampled(double expected, SampleMeans sample, int k, double known, String what) {
        double slack = 5 * sample.standardError(k) + 1e-10 * (1 + Math.abs(expected)) + known;
        assertThat(expected).as(what).isCloseTo(sample.mean(k), within(slack));
    }

    /** Moments that know their derivatives: by m, by B and by the loss's own parameters. */
    @Test
    final void knownDerivativesAreThoseOfTheMoments() {
        GradientMoments[] slopes = new GradientMoments
                [outputs + outputs * (outputs + 1) / 2 + outputs * loss.teacherOutputs() + parameters];
        Arrays.setAll(slopes, p -> probe.buffer());
        double[] wide = probe.covariances().get(3);
        assumeTrue(loss.moments(targets().get(0), quadrature)
                .differentiate(probe.means().get(0), wide, slopes));
        for (ClassTarget target : targets()) {
            LossMoments moments = loss.moments(target, quadrature);
            for (double[] covariance : List.of(probe.regular(), wide)) {
                for (double[] mean : probe.means()) {
                    assertThat(moments.differentiate(mean, covariance, slopes)).isTrue();
                    int next = 0;
                    for (int j = 0; j < outputs; j++) {
                        assertSlope(moments, mean, covariance, j, -1, slopes[next++]);
                    }
                    for (int j = 0; j < outputs; j++) {
                        for (int a = j; a < n; a++) {
                            assertSlope(moments, mean, covariance, j, a, slopes[next++]);
                        }
                    }
                    for (int k = 0; k < parameters; k++) {
                        assertSlope(moments, mean, covariance, n + k, -1, slopes[next++]);
                    }
                }
            }
        }
    }

    /** Against differences of fourth order, along B_ja or, where a is negative, along the mean's entry j. */
    private void assertSlope(
            LossMoments moments, double[] mean, double[] covariance, int j, int a, GradientMoments slope) {
        double h = 1e-3;
        double[] found = LossProbe.flat(slope);
        double[] expected = new double[found.length];
        double[] weights = {1 / 12.0, -8 / 12.0, 0, 8 / 12.0, -1 / 12.0};
        for (int p = -2; p <= 2; p++) {
            double[] moved = mean.clone();
            moved[j] += a < 0 ? p * h : 0;
            double[] spread = a < 0 ? covariance : probe.bumped(covariance, j, a, p * h);
            double[] value = LossProbe.flat(probe.evaluate(moments, moved, spread));
            for (int k = 0; k < expected.length; k++) {
                expected[k] += weights[p + 2] / h * value[k];
            }
        }
        // Truncation h^4 / 30 of a fifth derivative and rounding 1e-15 / h, both about 1e-12, times scales of up to a
        // thousand.
        assertClose(found, expected, 1e-9, "slope by " + (a < 0 ? "m_" + j : "B_" + j + a) + " of (g, G, H, H*, t)");
    }

    @Test
    final void secondMomentIsSymmetricAndPositive() {
        RandomStream random = RandomStreams.of(12, RandomStreams.SIMULATION, 0);
        for (ClassTarget target : targets()) {
            LossMoments moments = loss.moments(target, quadrature);
            for (double[] mean : probe.means()) {
                for (double[] covariance : probe.covariances()) {
                    GradientMoments found = probe.evaluate(moments, mean, covariance);
                    for (int a = 0; a < outputs; a++) {
                        for (int b = 0; b < a; b++) {
                            assertThat(found.gradientSecondMoment[a * outputs + b])
                                    .isEqualTo(found.gradientSecondMoment[b * outputs + a]);
                            assertThat(found.hessian[a * outputs + b]).isEqualTo(found.hessian[b * outputs + a]);
                        }
                    }
                    // Var(x . grad) >= 0: x^T G x >= (x . g)^2, up to the quadrature's own error.
                    double[] x = LossProbe.normals(random, outputs, 1.0);
                    double form = 0;
                    double along = 0;
                    double size = 0;
                    for (int a = 0; a < outputs; a++) {
                        along += x[a] * found.gradient[a];
                        for (int b = 0; b < outputs; b++) {
                            double term = x[a] * found.gradientSecondMoment[a * outputs + b] * x[b];
                            form += term;
                            size += Math.abs(term);
                        }
                    }
                    assertThat(form).isGreaterThanOrEqualTo(along * along - 1e-12 * size);
                }
            }
        }
    }

    @Test
    final void withoutSpreadTheMomentsAreThePointwiseValues() {
        assumeTrue(loss.noiseVariance() == 0);
        double[] zero = new double[n * n];
        for (ClassTarget target : targets()) {
            LossMoments moments = loss.moments(target, quadrature);
            for (double[] mean : probe.means()) {
                double[] gradient = new double[outputs + parameters];
                loss.gradient(target, probe.head(mean), probe.tail(mean), 0, gradient);
                GradientMoments found = probe.evaluate(moments, mean, zero);
                double value = loss.value(target, probe.head(mean), probe.tail(mean), 0);
                // A few roundings; means over many equal nodes (Sobol points) lose a few more digits.
                double tolerance = variables <= 3 ? 4e-15 : 1e-11;
                assertThat(moments.risk(mean, zero)).isCloseTo(value, within(tolerance * (1 + Math.abs(value))));
                assertClose(found.gradient, Arrays.copyOf(gradient, outputs), tolerance, "g");
                assertClose(found.trained, Arrays.copyOfRange(gradient, outputs, gradient.length), tolerance, "t");
                for (int a = 0; a < outputs; a++) {
                    for (int b = 0; b < outputs; b++) {
                        double product = gradient[a] * gradient[b];
                        assertThat(found.gradientSecondMoment[a * outputs + b])
                                .isCloseTo(product, within(tolerance * (1 + Math.abs(product))));
                    }
                }
            }
        }
    }

    @Test
    final void riskChangesWithParametersAsTheirDerivativesSay() {
        double h = 1e-4;
        double tolerance = slopeTolerance();
        for (ClassTarget target : targets()) {
            LossMoments moments = loss.moments(target, quadrature);
            for (double[] mean : probe.means()) {
                GradientMoments found = probe.evaluate(moments, mean, probe.regular());
                for (int k = 0; k < parameters; k++) {
                    double[] up = mean.clone();
                    double[] down = mean.clone();
                    up[n + k] += h;
                    down[n + k] -= h;
                    double slope = (moments.risk(up, probe.regular()) - moments.risk(down, probe.regular())) / (2 * h);
                    assertThat(slope)
                            .as("d risk / d theta_%d %s", k, describe(target, mean, probe.regular()))
                            .isCloseTo(found.trained[k], within(tolerance * (1 + Math.abs(slope))));
                }
            }
        }
    }

    @Test
    final void riskChangesWithMeanAndCovarianceAsPriceSays() {
        double h = 1e-4;
        double tolerance = slopeTolerance();
        double[] covariance = probe.regular();
        for (ClassTarget target : targets()) {
            LossMoments moments = loss.moments(target, quadrature);
            for (double[] mean : probe.means()) {
                GradientMoments found = probe.evaluate(moments, mean, covariance);
                for (int a = 0; a < outputs; a++) {
                    double[] up = mean.clone();
                    double[] down = mean.clone();
                    up[a] += h;
                    down[a] -= h;
                    double slope = (moments.risk(up, covariance) - moments.risk(down, covariance)) / (2 * h);
                    assertThat(slope)
                            .as("d risk / d m_%d %s", a, describe(target, mean, covariance))
                            .isCloseTo(found.gradient[a], within(tolerance * (1 + Math.abs(slope))));
                    for (int i = 0; i < n; i++) {
                        double[] more = probe.bumped(covariance, a, i, h);
                        double[] less = probe.bumped(covariance, a, i, -h);
                        double change = (moments.risk(mean, more) - moments.risk(mean, less)) / (2 * h);
                        double hessian = i < outputs
                                ? found.hessian[i * outputs + a]
                                : found.teacherHessian[(i - outputs) * outputs + a];
                        assertThat(change)
                                .as("d risk / d B_%d%d %s", a, i, describe(target, mean, covariance))
                                .isCloseTo(
                                        i == a ? 0.5 * hessian : hessian, within(tolerance * (1 + Math.abs(change))));
                    }
                }
            }
        }
    }

    /** A loss that says so may have its classes and outputs exchanged together. */
    @Test
    final void classesAreExchangeableWhereTheLossSaysSo() {
        assumeTrue(loss.isEquivariant());
        RandomStream random = RandomStreams.of(17, RandomStreams.SIMULATION, 0);
        double[] logits = new double[outputs];
        double[] shifted = new double[outputs];
        double[] gradient = new double[outputs];
        double[] shiftedGradient = new double[outputs];
        for (int i = 0; i < outputs; i++) {
            for (int j = 0; j < outputs; j++) {
                logits[j] = 2 * random.normal();
                shifted[(j + 1) % outputs] = logits[j];
            }
            ClassTarget target = ClassTarget.of(i, Double.NaN);
            ClassTarget next = ClassTarget.of((i + 1) % outputs, Double.NaN);
            // Sums in another order differ by rounding.
            assertThat(loss.value(next, shifted, new double[0], 0))
                    .isCloseTo(loss.value(target, logits, new double[0], 0), within(1e-13));
            loss.gradient(target, logits, new double[0], 0, gradient);
            loss.gradient(next, shifted, new double[0], 0, shiftedGradient);
            for (int j = 0; j < outputs; j++) {
                assertThat(shiftedGradient[(j + 1) % outputs]).isCloseTo(gradient[j], within(1e-13));
            }
        }
    }

    @Test
    final void evaluatingIsPure() {
        for (ClassTarget target : targets()) {
            LossMoments moments = loss.moments(target, quadrature);
            double[] before = probe.expected(moments, probe.means().get(1), probe.regular());
            probe.expected(moments, probe.means().get(2), probe.singular());
            assertThat(probe.expected(moments, probe.means().get(1), probe.regular()))
                    .isEqualTo(before);
        }
    }

    @Test
    final void oneLossServesManyThreads() throws InterruptedException, ExecutionException {
        ClassTarget target = targets().get(0);
        double[] alone =
                probe.expected(loss.moments(target, quadrature), probe.means().get(1), probe.regular());
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            List<Future<double[]>> results = new ArrayList<>();
            for (int k = 0; k < 4; k++) {
                results.add(executor.submit(() -> {
                    LossMoments moments = loss.moments(target, quadrature);
                    probe.expected(moments, probe.means().get(2), probe.singular());
                    return probe.expected(moments, probe.means().get(1), probe.regular());
                }));
            }
            for (Future<double[]> result : results) {
                assertThat(result.get()).isEqualTo(alone);
            }
        } finally {
            executor.shutdown();
        }
    }

    private static double square(double x) {
        return x * x;
    }

    private static String describe(ClassTarget target, double[] mean, double[] covariance) {
        return "for label " + target.label() + " at m = " + Arrays.toString(mean) + ", B = "
                + Arrays.toString(covariance);
    }

    private static void assertClose(double[] found, double[] expected, double tolerance, String what) {
        for (int k = 0; k < expected.length; k++) {
            assertThat(found[k])
                    .as("%s, entry %d", what, k)
                    .isCloseTo(expected[k], within(tolerance * (1 + Math.abs(expected[k]))));
        }
    }
}
