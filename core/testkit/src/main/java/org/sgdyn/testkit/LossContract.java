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

    private static final int SAMPLES = 100_000;

    private Loss loss;
    private GaussianExpectation quadrature;
    private int outputs;
    private int teacherOutputs;
    private int n;
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

    /** Reads the loss once for each test. */
    @BeforeEach
    final void readLoss() {
        loss = loss();
        quadrature = GaussianQuadrature.standard();
        outputs = loss.outputs();
        teacherOutputs = loss.teacherOutputs();
        n = outputs + teacherOutputs;
        variables = n + (loss.noiseVariance() > 0 ? 1 : 0);
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
                double[] r = normals(random, outputs, 2.0);
                double[] teacher = normals(random, teacherOutputs, 1.0);
                double noise = Math.sqrt(loss.noiseVariance()) * random.normal();
                double[] gradient = new double[outputs];
                loss.gradient(target, r, teacher, noise, gradient);
                for (int a = 0; a < outputs; a++) {
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
            for (double[] mean : means()) {
                for (double[] covariance : covariances()) {
                    String at = describe(target, mean, covariance);
                    GradientMoments found = evaluate(moments, mean, covariance);
                    GradientMoments expected = evaluate(reference, mean, covariance);
                    assertClose(found.gradient, expected.gradient, tolerance, "g " + at);
                    assertClose(found.gradientSecondMoment, expected.gradientSecondMoment, tolerance, "G " + at);
                    assertClose(found.hessian, expected.hessian, tolerance, "H " + at);
                    assertClose(found.teacherHessian, expected.teacherHessian, tolerance, "H* " + at);
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
        double[] mean = means().get(1);
        // Five standard errors; the second term lets rounding pass where the sampled quantity is constant.
        for (ClassTarget target : targets()) {
            LossMoments moments = loss.moments(target, quadrature);
            for (double[] covariance : covariances()) {
                String at = describe(target, mean, covariance);
                GradientMoments found = evaluate(moments, mean, covariance);
                double[] expected = sampledVector(found, moments.risk(mean, covariance), covariance);
                Sample sample = sample(target, mean, covariance, expected.length);
                for (int k = 0; k < expected.length; k++) {
                    double slack = 5 * sample.standardError(k) + 1e-10 * (1 + Math.abs(expected[k]));
                    assertThat(expected[k])
                            .as("component %d of (risk, g, G, B [H; H*]) %s", k, at)
                            .isCloseTo(sample.mean(k), within(slack));
                }
            }
        }
    }

    @Test
    final void secondMomentIsSymmetricAndPositive() {
        RandomStream random = RandomStreams.of(12, RandomStreams.SIMULATION, 0);
        for (ClassTarget target : targets()) {
            LossMoments moments = loss.moments(target, quadrature);
            for (double[] mean : means()) {
                for (double[] covariance : covariances()) {
                    GradientMoments found = evaluate(moments, mean, covariance);
                    for (int a = 0; a < outputs; a++) {
                        for (int b = 0; b < a; b++) {
                            assertThat(found.gradientSecondMoment[a * outputs + b])
                                    .isEqualTo(found.gradientSecondMoment[b * outputs + a]);
                            assertThat(found.hessian[a * outputs + b]).isEqualTo(found.hessian[b * outputs + a]);
                        }
                    }
                    // Var(x . grad) >= 0: x^T G x >= (x . g)^2, up to the quadrature's own error.
                    double[] x = normals(random, outputs, 1.0);
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
            for (double[] mean : means()) {
                double[] gradient = new double[outputs];
                loss.gradient(target, head(mean), tail(mean), 0, gradient);
                GradientMoments found = evaluate(moments, mean, zero);
                double value = loss.value(target, head(mean), tail(mean), 0);
                // A few roundings; means over many equal nodes (Sobol points) lose a few more digits.
                double tolerance = variables <= 3 ? 4e-15 : 1e-11;
                assertThat(moments.risk(mean, zero)).isCloseTo(value, within(tolerance * (1 + Math.abs(value))));
                assertClose(found.gradient, gradient, tolerance, "g");
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
    final void riskChangesWithMeanAndCovarianceAsPriceSays() {
        double h = 1e-4;
        // Truncation h^2 = 1e-8 and rounding 1e-15 / h times the scale; beyond three variables the point set's error.
        double tolerance = variables <= 3 ? Math.max(1e-6, 10 * quadratureTolerance()) : 2e-2;
        double[] covariance = regular();
        for (ClassTarget target : targets()) {
            LossMoments moments = loss.moments(target, quadrature);
            for (double[] mean : means()) {
                GradientMoments found = evaluate(moments, mean, covariance);
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
                        double[] more = bumped(covariance, a, i, h);
                        double[] less = bumped(covariance, a, i, -h);
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
            double[] before = flat(moments, means().get(1), regular());
            flat(moments, means().get(2), singular());
            assertThat(flat(moments, means().get(1), regular())).isEqualTo(before);
        }
    }

    @Test
    final void oneLossServesManyThreads() throws InterruptedException, ExecutionException {
        ClassTarget target = targets().get(0);
        double[] alone = flat(loss.moments(target, quadrature), means().get(1), regular());
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            List<Future<double[]>> results = new ArrayList<>();
            for (int k = 0; k < 4; k++) {
                results.add(executor.submit(() -> {
                    LossMoments moments = loss.moments(target, quadrature);
                    flat(moments, means().get(2), singular());
                    return flat(moments, means().get(1), regular());
                }));
            }
            for (Future<double[]> result : results) {
                assertThat(result.get()).isEqualTo(alone);
            }
        } finally {
            executor.shutdown();
        }
    }

    /** Means away from round numbers, where kinks use to be. */
    private List<double[]> means() {
        List<double[]> means = new ArrayList<>();
        for (double scale : new double[] {0.0, 0.37, -2.3}) {
            double[] mean = new double[n];
            for (int i = 0; i < n; i++) {
                mean[i] = 0.013 + scale * (1 - 0.6 * i);
            }
            means.add(mean);
        }
        return means;
    }

    private List<double[]> covariances() {
        double[] wide = regular();
        for (int k = 0; k < wide.length; k++) {
            wide[k] *= 6;
        }
        double[] narrow = regular();
        for (int k = 0; k < narrow.length; k++) {
            narrow[k] *= 1e-6;
        }
        return List.of(new double[n * n], narrow, regular(), wide, singular());
    }

    /** B_ij = 0.2 + 0.5 delta_ij (1 + i / 2). */
    private double[] regular() {
        double[] covariance = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                covariance[i * n + j] = 0.2 + (i == j ? 0.5 * (1 + 0.5 * i) : 0);
            }
        }
        return covariance;
    }

    /** v v^T with v_i = 1.1 - 0.7 i: rank one. */
    private double[] singular() {
        double[] covariance = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                covariance[i * n + j] = (1.1 - 0.7 * i) * (1.1 - 0.7 * j);
            }
        }
        return covariance;
    }

    private double[] bumped(double[] covariance, int i, int j, double h) {
        double[] copy = covariance.clone();
        copy[i * n + j] += h;
        if (i != j) {
            copy[j * n + i] += h;
        }
        return copy;
    }

    private GradientMoments evaluate(LossMoments moments, double[] mean, double[] covariance) {
        GradientMoments result = new GradientMoments(outputs, teacherOutputs);
        moments.evaluate(mean, covariance, result);
        return result;
    }

    private double[] flat(LossMoments moments, double[] mean, double[] covariance) {
        return sampledVector(evaluate(moments, mean, covariance), moments.risk(mean, covariance), covariance);
    }

    /** (risk, g, G, B [H; H*]): what can be sampled. */
    private double[] sampledVector(GradientMoments found, double risk, double[] covariance) {
        double[] vector = new double[1 + outputs + outputs * outputs + n * outputs];
        vector[0] = risk;
        System.arraycopy(found.gradient, 0, vector, 1, outputs);
        System.arraycopy(found.gradientSecondMoment, 0, vector, 1 + outputs, outputs * outputs);
        int position = 1 + outputs + outputs * outputs;
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < outputs; a++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    double entry = k < outputs
                            ? found.hessian[k * outputs + a]
                            : found.teacherHessian[(k - outputs) * outputs + a];
                    sum += covariance[i * n + k] * entry;
                }
                vector[position++] = sum;
            }
        }
        return vector;
    }

    private Sample sample(ClassTarget target, double[] mean, double[] covariance, int length) {
        RandomStream random = RandomStreams.of(13, RandomStreams.SIMULATION, 0);
        double[] root = choleskyRoot(covariance);
        Sample sample = new Sample(length);
        double[] x = new double[length];
        double[] gradient = new double[outputs];
        double[] center = new double[outputs];
        loss.gradient(target, head(mean), tail(mean), 0, center);
        for (int k = 0; k < SAMPLES; k++) {
            double[] z = normals(random, n, 1.0);
            double[] shift = new double[n];
            double[] logits = mean.clone();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    shift[i] += root[i * n + j] * z[j];
                }
                logits[i] += shift[i];
            }
            double noise = Math.sqrt(loss.noiseVariance()) * random.normal();
            loss.gradient(target, head(logits), tail(logits), noise, gradient);
            x[0] = loss.value(target, head(logits), tail(logits), noise);
            int position = 1 + outputs;
            for (int a = 0; a < outputs; a++) {
                x[1 + a] = gradient[a];
                for (int b = 0; b < outputs; b++) {
                    x[position++] = gradient[a] * gradient[b];
                }
            }
            for (int i = 0; i < n; i++) {
                for (int a = 0; a < outputs; a++) {
                    x[position++] = shift[i] * (gradient[a] - center[a]);
                }
            }
            sample.add(x);
        }
        return sample;
    }

    /** A lower-triangular root that passes over vanishing pivots. */
    private double[] choleskyRoot(double[] covariance) {
        double[] root = new double[n * n];
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                double rest = covariance[i * n + j];
                for (int k = 0; k < j; k++) {
                    rest -= root[i * n + k] * root[j * n + k];
                }
                if (i == j) {
                    root[i * n + i] = rest > 1e-13 * covariance[i * n + i] ? Math.sqrt(rest) : 0;
                } else {
                    root[i * n + j] = root[j * n + j] > 0 ? rest / root[j * n + j] : 0;
                }
            }
        }
        return root;
    }

    private double[] head(double[] joint) {
        return Arrays.copyOf(joint, outputs);
    }

    private double[] tail(double[] joint) {
        return Arrays.copyOfRange(joint, outputs, n);
    }

    private static double[] normals(RandomStream random, int length, double scale) {
        double[] x = new double[length];
        for (int k = 0; k < length; k++) {
            x[k] = scale * random.normal();
        }
        return x;
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

    /** Running means and variances. */
    private static final class Sample {

        private final double[] sum;
        private final double[] sumOfSquares;
        private final double[] origin;
        private int count;

        Sample(int length) {
            sum = new double[length];
            sumOfSquares = new double[length];
            origin = new double[length];
        }

        void add(double[] x) {
            if (count == 0) {
                System.arraycopy(x, 0, origin, 0, x.length);
            }
            for (int k = 0; k < x.length; k++) {
                double offset = x[k] - origin[k];
                sum[k] += offset;
                sumOfSquares[k] += offset * offset;
            }
            count++;
        }

        double mean(int k) {
            return origin[k] + sum[k] / count;
        }

        double standardError(int k) {
            double mean = sum[k] / count;
            return Math.sqrt(Math.max(0, sumOfSquares[k] / count - mean * mean) / count);
        }
    }
}
