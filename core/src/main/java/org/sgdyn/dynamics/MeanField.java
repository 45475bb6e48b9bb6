package org.sgdyn.dynamics;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.Linearisation;
import org.sgdyn.spi.OdeSystem;

/**
 * The mean-field ODEs of one-pass SGD, mode by mode (arXiv:2510.14074):
 *
 * <pre>
 * dx_s/dt = -gamma { sum_i p_i [ mu_{s,i} g_i + lambda_{s,i} ( H_i x_s + H*_i^T x*_s ) ] + delta x_s }
 * dC_g/dt = -gamma { A_g C_g + C_g A_g + 2 delta C_g } + gamma^2 w_g sum_i p_i lambda_{g,i} G_i,
 * A_g     = sum_i p_i lambda_{g,i} H_i
 * dS/dt   = sum_i p_i (tr K_i / d) tr G_i          (only if the learning rate accumulates)
 * </pre>
 *
 * <p>x_s is the iterate's mean on slot s, C_g its covariance summed over group g, w_g = n_g / d. The paper's order parameters
 * are V = d (x x^T + C) and m_{rho,i} = d mu_{rho,i} x_rho. Each evaluation reads the state twice and allocates nothing.
 */
final class MeanField implements OdeSystem {

    /** A start below this is resolved like one of this norm: finer, rounding would hold the steps once the norm has grown. */
    private static final double SMALLEST_NORM = 1e-4;

    private final LearningProblem problem;
    private final Cancellation cancellation;
    private final ModeTable modes;
    private final StateLayout layout;
    private final ClassMoments moments;
    private final ModeGeometry geometry;
    private final int outputs;
    private final Blocks blocks;
    private final Lanes lanes;
    private final Scratch[] scratch;
    /** For one output; null for several. */
    private final ScalarField scalar;

    private final NotANumber notANumber;

    private double latestRateTime = Double.POSITIVE_INFINITY;

    MeanField(LearningProblem problem) {
        this(problem, Cancellation.NEVER);
    }

    /** The field of a computation that may be ended at any evaluation. */
    MeanField(LearningProblem problem, Cancellation cancellation) {
        this.problem = problem;
        this.cancellation = cancellation;
        modes = problem.modes();
        layout = new StateLayout(modes);
        moments = new ClassMoments(problem, layout);
        geometry = new ModeGeometry(problem, layout);
        notANumber = new NotANumber(problem, moments);
        outputs = modes.outputs();
        blocks = Blocks.of(modes, moments.means(), Integer.MAX_VALUE);
        lanes = Lanes.of((long) modes.slots() * outputs * outputs * (outputs + modes.spectra()), blocks.count());
        scalar = outputs == 1 ? new ScalarField(modes, moments.means()) : null;
        scratch = new Scratch[scalar == null ? lanes.count() : 0];
        Arrays.setAll(scratch, lane -> new Scratch(blocks.largest(), outputs));
    }

    /** Per lane: a row of sums over a block, and the packed curvature A over a few slots or groups. */
    private static final class Scratch {

        /** The most numbers of the curvature at a time. */
        private static final int CURVATURE = 1 << 18;

        final int stride;
        final double[] sums;
        final double[] noise;
        final double[] curvature;

        Scratch(int block, int outputs) {
            stride = Math.max(1, Math.min(block, CURVATURE / (outputs * outputs)));
            sums = new double[stride];
            noise = new double[stride];
            curvature = new double[outputs * outputs * stride];
        }
    }

    @Override
    public int size() {
        return layout.size();
    }

    /**
     * x_s is of the size of its group's share of the iterate, C_g of the group's share of the noise, both of a norm of 1, or of the
     * initial norm if that is smaller and not zero: dynamics that starts close to a saddle point is decided by what is small there.
     */
    @Override
    public void sizes(double[] result) {
        Arrays.fill(result, 1.0);
        double norm = initialNorm();
        for (int g = 0; g < modes.groups(); g++) {
            double weight = modes.groupWeights()[g];
            if (weight > 0) {
                for (int j = 0; j < outputs; j++) {
                    int x = layout.iterate(j);
                    Arrays.fill(result, x + modes.slotStart(g), x + modes.slotStart(g + 1), norm * Math.sqrt(weight));
                    for (int a = j; a < outputs; a++) {
                        result[layout.covariance(j, a) + g] = norm * norm * weight;
                    }
                }
            }
        }
    }

    /** |X_0|, within SMALLEST_NORM..1; 1 for a start at zero. */
    private double initialNorm() {
        double sum = 0;
        for (int j = 0; j < outputs; j++) {
            sum += Kernels.dot(modes.slotInitials(j), modes.slotInitials(j), 0, modes.slots());
        }
        return sum == 0 ? 1 : Math.max(SMALLEST_NORM, Math.min(1, Math.sqrt(sum)));
    }

    /** The variance of a scalar mode is not negative. */
    @Override
    public void confine(double[] state) {
        if (outputs == 1) {
            int c = layout.covariance(0, 0);
            for (int g = 0; g < modes.groups(); g++) {
                state[c + g] = Math.max(0, state[c + g]);
            }
        }
    }

    @Override
    public Optional<Linearisation> linearisation() {
        return ModewiseLinearisation.suits(problem)
                ? Optional.of(new ModewiseLinearisation(problem, cancellation, latestRateTime))
                : Optional.empty();
    }

    StateLayout layout() {
        return layout;
    }

    ClassMoments moments() {
        return moments;
    }

    /** The state at t = 0. */
    double[] initialState() {
        return layout.initialState(modes);
    }

    /**
     * From now on the learning rate is read strictly before this time: within a piece of a schedule, its breakpoint at the end
     * still belongs to the piece.
     */
    void readRateBefore(double time) {
        latestRateTime = Math.nextDown(time);
    }

    private double rateAtMoments(double time, double[] state) {
        geometry.at(moments.coefficients(), state);
        return rate(time, state[layout.accumulator()]);
    }

    /** The learning rate at the moments and the geometry last evaluated. */
    double rate(double time, double accumulated) {
        return problem.learningRate().value(time, accumulated, geometry);
    }

    @Override
    public void derivative(double time, double[] state, double[] derivative) {
        cancellation.check(time);
        moments.readLogits(state);
        moments.evaluateGradients();
        double rate = rateAtMoments(Math.min(time, latestRateTime), state);
        Coefficients at = coefficients(rate);
        notANumber.look(time, at);
        respond(at, state, derivative);
    }

    /** Where the evaluations met NaN. */
    NotANumber notANumber() {
        return notANumber;
    }

    /** The coefficients at the class moments last evaluated; overwritten by the next evaluation. */
    private Coefficients coefficients(double rate) {
        Coefficients at = moments.coefficients();
        at.drift = rate;
        at.noise = rate * rate;
        at.ridge = problem.ridge();
        return at;
    }

    /** The coefficients at a state; overwritten by the next evaluation. */
    Coefficients coefficients(double time, double[] state) {
        moments.readLogits(state);
        moments.evaluateGradients();
        return coefficients(rateAtMoments(time, state));
    }

    /**
     * The right-hand side for given coefficients, in which it is linear:
     *
     * <pre>
     * dx_s = -drift { sum_i force_i mu_{s,i} + sum_k lambda_{s,k} ( H_k x_s + H*_k^T x*_s ) + delta x_s }
     * dC_g = -drift { A_g C_g + C_g A_g + 2 delta C_g } + noise w_g sum_k lambda_{g,k} G_k,    A_g = sum_k lambda_{g,k} H_k
     * dS   = sum_k (tr K_k / d) tr G_k
     * </pre>
     */
    void respond(Coefficients at, double[] state, double[] derivative) {
        if (scalar != null) {
            scalar.prepare(at);
        }
        lanes.forEachBackwards(blocks.count(), (lane, b) -> {
            if (scalar != null) {
                scalar.evaluate(
                        state, derivative, blocks.slot(b), blocks.slot(b + 1), blocks.group(b), blocks.group(b + 1));
                return;
            }
            Scratch own = scratch[lane];
            for (int s = blocks.slot(b); s < blocks.slot(b + 1); s += own.stride) {
                int end = Math.min(blocks.slot(b + 1), s + own.stride);
                iterateDerivative(at, state, derivative, s, end, own);
            }
            for (int g = blocks.group(b); g < blocks.group(b + 1); g += own.stride) {
                int end = Math.min(blocks.group(b + 1), g + own.stride);
                covarianceDerivative(at, state, derivative, g, end, own);
            }
        });
        derivative[layout.accumulator()] =
                problem.learningRate().accumulates() ? geometry.gradientSecondMoment(at.secondMoment) : 0.0;
    }

    /** dx_s/dt for slots from..to-1. */
    private void iterateDerivative(
            Coefficients at, double[] state, double[] derivative, int from, int to, Scratch own) {
        int n = to - from;
        mixCurvature(at, modes::spectrumBySlot, from, n, own);
        double[] sums = own.sums;
        for (int j = 0; j < outputs; j++) {
            Arrays.fill(sums, 0, n, 0);
            moments.means().addCombination(at.force, j, from, to, sums);
            for (int k = 0; k < modes.spectra(); k++) {
                for (int a = 0; a < modes.teacherOutputs(); a++) {
                    double pull = at.teacherHessian[k][a * outputs + j];
                    double[] eigenvalues = modes.spectrumBySlot(k);
                    Kernels.addProduct(sums, 0, pull, eigenvalues, from, modes.slotTeachers(a), from, n);
                }
            }
            for (int a = at.first(j); a < at.end(j); a++) {
                int ja = (j * outputs + a) * own.stride;
                Kernels.addProduct(sums, 0, 1.0, own.curvature, ja, state, layout.iterate(a) + from, n);
            }
            int x = layout.iterate(j) + from;
            double drift = -at.drift;
            for (int s = 0; s < n; s++) {
                derivative[x + s] = drift * sums[s];
            }
        }
    }

    /** dC_g/dt for groups from..to-1. */
    private void covarianceDerivative(
            Coefficients at, double[] state, double[] derivative, int from, int to, Scratch own) {
        int n = to - from;
        mixCurvature(at, modes::spectrumByGroup, from, n, own);
        double[] sums = own.sums;
        double[] noise = own.noise;
        double[] groupWeights = modes.groupWeights();
        for (int j = 0; j < outputs; j++) {
            for (int a = j; a < outputs; a++) {
                Arrays.fill(sums, 0, n, 0);
                Arrays.fill(noise, 0, n, 0);
                for (int k = 0; k < modes.spectra(); k++) {
                    double second = at.secondMoment[k][j * outputs + a];
                    Kernels.add(noise, 0, second, modes.spectrumByGroup(k), from, n);
                }
                for (int q = at.first(j); q < at.end(j); q++) {
                    int jq = (j * outputs + q) * own.stride;
                    Kernels.addProduct(sums, 0, 1.0, own.curvature, jq, state, layout.covariance(q, a) + from, n);
                }
                for (int q = at.first(a); q < at.end(a); q++) {
                    int aq = (a * outputs + q) * own.stride;
                    Kernels.addProduct(sums, 0, 1.0, own.curvature, aq, state, layout.covariance(q, j) + from, n);
                }
                int c = layout.covariance(j, a) + from;
                double drift = -at.drift;
                double scale = at.noise;
                for (int g = 0; g < n; g++) {
                    derivative[c + g] = drift * sums[g] + scale * groupWeights[from + g] * noise[g];
                }
            }
        }
    }

    /** A = sum_k lambda_k H_k + delta over a few groups or slots: entry (j, a) at (j l + a) stride. */
    private void mixCurvature(Coefficients at, IntFunction<double[]> spectrum, int from, int n, Scratch own) {
        for (int j = 0; j < outputs; j++) {
            for (int a = at.first(j); a < at.end(j); a++) {
                int ja = (j * outputs + a) * own.stride;
                Arrays.fill(own.curvature, ja, ja + n, a == j ? at.ridge : 0.0);
                for (int k = 0; k < modes.spectra(); k++) {
                    double h = at.hessian[k][j * outputs + a];
                    Kernels.add(own.curvature, ja, h, spectrum.apply(k), from, n);
                }
            }
        }
    }
}
