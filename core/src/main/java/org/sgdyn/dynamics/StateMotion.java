package org.sgdyn.dynamics;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;

/**
 * How the state of the modes moves at given coefficients, in which the motion is linear (arXiv:2510.14074):
 *
 * <pre>
 * dx_s/dt = -drift { sum_i force_i mu_{s,i} + sum_k lambda_{s,k} ( H_k x_s + H*_k^T x*_s ) + delta x_s }
 * dC_g/dt = -drift { A_g C_g + C_g A_g + 2 delta C_g } + noise w_g sum_k lambda_{g,k} G_k,    A_g = sum_k lambda_{g,k} H_k
 * dS/dt   = sum_k (tr K_k / d) tr G_k          (only if the learning rate accumulates)
 * </pre>
 *
 * <p>Each mode is linear in its own state, too; {@link #inverse} solves with that part. One thread at a time, which may spread the
 * modes over others.
 */
final class StateMotion implements Motion {

    /** A start below this is resolved like one of this norm: finer, rounding would hold the steps once the norm has grown. */
    private static final double SMALLEST_NORM = 1e-4;

    private final ModeTable modes;
    private final StateLayout layout;
    private final MeanEntries means;
    /** For many means and outputs. */
    private final Optional<MeanProducts> products;

    /** Whether all Hessians are multiples of the identity, whatever the state. */
    private final boolean isAffine;

    private final int outputs;
    private final boolean accumulates;
    private final double[] normalisedTraces;
    private final Blocks blocks;
    private final Lanes lanes;
    private final Scratch[] scratch;
    /** For one output; null for several. */
    private final @Nullable ScalarField scalar;

    StateMotion(LearningProblem problem, StateLayout layout, MeanEntries means, Optional<MeanProducts> products) {
        this.layout = layout;
        this.means = means;
        this.products = products;
        isAffine = ClassMoments.affineSlope(problem).isPresent();
        modes = problem.modes();
        outputs = modes.outputs();
        accumulates = problem.learningRate().accumulates();
        normalisedTraces = ModeGeometry.normalisedTraces(modes);
        blocks = Blocks.of(modes, means, Integer.MAX_VALUE);
        lanes = Lanes.of((long) modes.slots() * outputs * outputs * (outputs + modes.spectra()), blocks.count());
        scalar = outputs == 1 ? new ScalarField(modes, layout, means) : null;
        scratch = new Scratch[scalar == null ? lanes.count() : 0];
        Arrays.setAll(scratch, lane -> new Scratch(blocks.largest(), isAffine ? outputs : outputs * outputs));
    }

    /** Per lane: a row of sums over a block, and the packed curvature A over a few slots or groups. */
    private static final class Scratch {

        /** The most numbers of the curvature at a time. */
        private static final int CURVATURE = 1 << 18;

        final int stride;
        final double[] sums;
        final double[] noise;
        final double[] curvature;

        Scratch(int block, int entries) {
            stride = Math.max(1, Math.min(block, CURVATURE / entries));
            sums = new double[stride];
            noise = new double[stride];
            curvature = new double[entries * stride];
        }
    }

    @Override
    public ModeInverse inverse() {
        return new ModeInverse(modes, layout);
    }

    /**
     * The natural sizes of the state: x_s is of the size of its group's share of the iterate, C_g of the group's share of the noise, both of a norm of 1, or of the
     * initial norm if that is smaller and not zero: dynamics that starts close to a saddle point is decided by what is small there.
     */
    @Override
    public void sizes(double[] result) {
        sizes(modes, layout, result);
    }

    /** The sizes of the iterate's state; 1 for all that follows. */
    static void sizes(ModeTable modes, StateLayout layout, double[] result) {
        Arrays.fill(result, 1.0);
        int outputs = modes.outputs();
        double norm = initialNorm(modes);
        for (int g = 0; g < modes.groups(); g++) {
            double weight = modes.groupWeights()[g];
            if (weight > 0) {
                for (int j = 0; j < outputs; j++) {
                    int x = layout.iterate(j);
                    Arrays.fill(result, x + modes.slotStart(g), x + modes.slotStart(g + 1), norm * Math.sqrt(weight));
                    for (int a = j; a < layout.partnersEnd(j); a++) {
                        result[layout.covariance(j, a) + g] = norm * norm * weight;
                    }
                }
            }
        }
    }

    /** |X_0|, within SMALLEST_NORM..1; 1 for a start at zero. */
    private static double initialNorm(ModeTable modes) {
        double sum = 0;
        for (int j = 0; j < modes.outputs(); j++) {
            sum += Kernels.dot(modes.slotInitials(j), modes.slotInitials(j), 0, modes.slots());
        }
        return sum == 0 ? 1 : Math.max(SMALLEST_NORM, Math.min(1, Math.sqrt(sum)));
    }

    /** Moves a state to the nearest possible one: the variance of a scalar mode is not negative. */
    @Override
    public void confine(double[] state) {
        if (outputs == 1) {
            int c = layout.variance();
            for (int g = 0; g < modes.groups(); g++) {
                state[c + g] = Math.max(0, state[c + g]);
            }
        }
    }

    @Override
    public void respond(Coefficients at, double[] state, double[] derivative) {
        if (scalar != null) {
            scalar.prepare(at);
        }
        products.ifPresent(many -> many.combine(at.force, derivative, layout.iterate(0)));
        lanes.forEachBackwards(blocks.count(), (lane, b) -> {
            if (scalar != null) {
                scalar.evaluate(
                        at,
                        state,
                        derivative,
                        blocks.slot(b),
                        blocks.slot(b + 1),
                        blocks.group(b),
                        blocks.group(b + 1));
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
        derivative[layout.accumulator()] = accumulates ? at.gradientSecondMoment(normalisedTraces) : 0.0;
    }

    /** dx_s/dt for slots from..to-1. */
    private void iterateDerivative(
            Coefficients at, double[] state, double[] derivative, int from, int to, Scratch own) {
        int n = to - from;
        mixCurvature(at, modes::spectrumBySlot, from, n, own);
        double[] sums = own.sums;
        for (int j = 0; j < outputs; j++) {
            if (products.isPresent()) {
                System.arraycopy(derivative, layout.iterate(j) + from, sums, 0, n);
            } else {
                Arrays.fill(sums, 0, n, 0);
                means.addCombination(at.force, j, from, to, sums);
            }
            for (int k = 0; k < modes.spectra(); k++) {
                for (int a = 0; a < modes.teacherOutputs(); a++) {
                    double pull = at.teacherHessian[k][a * outputs + j];
                    double[] eigenvalues = modes.spectrumBySlot(k);
                    Kernels.addProduct(sums, 0, pull, eigenvalues, from, modes.slotTeachers(a), from, n);
                }
            }
            for (int a = at.first(j); a < at.end(j); a++) {
                int ja = place(j, a) * own.stride;
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
            for (int a = j; a < layout.partnersEnd(j); a++) {
                Arrays.fill(sums, 0, n, 0);
                Arrays.fill(noise, 0, n, 0);
                for (int k = 0; k < modes.spectra(); k++) {
                    double second = at.secondMoment[k][j * outputs + a];
                    Kernels.add(noise, 0, second, modes.spectrumByGroup(k), from, n);
                }
                for (int q = at.first(j); q < at.end(j); q++) {
                    int jq = place(j, q) * own.stride;
                    Kernels.addProduct(sums, 0, 1.0, own.curvature, jq, state, layout.covariance(q, a) + from, n);
                }
                for (int q = at.first(a); q < at.end(a); q++) {
                    int aq = place(a, q) * own.stride;
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

    /** The row of the curvature's entry (j, a): those of the diagonal alone are kept where there are no others. */
    private int place(int j, int a) {
        return isAffine ? j : j * outputs + a;
    }

    /** A = sum_k lambda_k H_k + delta over a few groups or slots, entry by entry. */
    private void mixCurvature(Coefficients at, IntFunction<double[]> spectrum, int from, int n, Scratch own) {
        for (int j = 0; j < outputs; j++) {
            for (int a = at.first(j); a < at.end(j); a++) {
                int ja = place(j, a) * own.stride;
                Arrays.fill(own.curvature, ja, ja + n, a == j ? at.ridge : 0.0);
                for (int k = 0; k < modes.spectra(); k++) {
                    double h = at.hessian[k][j * outputs + a];
                    Kernels.add(own.curvature, ja, h, spectrum.apply(k), from, n);
                }
            }
        }
    }
}
