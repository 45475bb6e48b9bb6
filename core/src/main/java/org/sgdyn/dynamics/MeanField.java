package org.sgdyn.dynamics;

import java.util.Arrays;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
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

    private final LearningProblem problem;
    private final ModeTable modes;
    private final StateLayout layout;
    private final ClassMoments moments;
    private final ModeGeometry geometry;
    private final int outputs;
    private final Blocks blocks;
    private final Lanes lanes;
    private final Scratch[] scratch;
    /** p_i g_i, [L][l]. */
    private final double[][] force;

    private double latestRateTime = Double.POSITIVE_INFINITY;

    MeanField(LearningProblem problem) {
        this.problem = problem;
        modes = problem.modes();
        layout = new StateLayout(modes);
        moments = new ClassMoments(problem, layout);
        geometry = new ModeGeometry(problem, layout, moments);
        outputs = modes.outputs();
        force = new double[modes.classes()][outputs];
        blocks = Blocks.of(modes, Integer.MAX_VALUE);
        lanes = Lanes.of((long) modes.slots() * outputs * outputs * (outputs + modes.spectra()), blocks.count());
        scratch = new Scratch[lanes.count()];
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

    /** The learning rate at a state. */
    double learningRate(double time, double[] state) {
        moments.readLogits(state);
        moments.evaluateGradients();
        return rateAtMoments(time, state);
    }

    private double rateAtMoments(double time, double[] state) {
        geometry.at(state);
        return problem.learningRate().value(time, state[layout.accumulator()], geometry);
    }

    @Override
    public void derivative(double time, double[] state, double[] derivative) {
        moments.readLogits(state);
        moments.evaluateGradients();
        double rate = rateAtMoments(Math.min(time, latestRateTime), state);
        for (int i = 0; i < force.length; i++) {
            for (int j = 0; j < outputs; j++) {
                force[i][j] = modes.weight(i) * moments.gradient(i)[j];
            }
        }
        boolean diagonal = moments.isHessianDiagonal();
        lanes.run(lane -> {
            Scratch own = scratch[lane];
            for (int b = lane; b < blocks.count(); b += lanes.count()) {
                for (int s = blocks.slot(b); s < blocks.slot(b + 1); s += own.stride) {
                    int end = Math.min(blocks.slot(b + 1), s + own.stride);
                    iterateDerivative(rate, diagonal, state, derivative, s, end, own);
                }
                for (int g = blocks.group(b); g < blocks.group(b + 1); g += own.stride) {
                    int end = Math.min(blocks.group(b + 1), g + own.stride);
                    covarianceDerivative(rate, diagonal, state, derivative, g, end, own);
                }
            }
        });
        derivative[layout.accumulator()] = problem.learningRate().accumulates() ? geometry.gradientSecondMoment() : 0.0;
    }

    /** dx_s/dt for slots from..to-1. */
    private void iterateDerivative(
            double rate, boolean diagonal, double[] state, double[] derivative, int from, int to, Scratch own) {
        int n = to - from;
        mixCurvature(diagonal, false, from, n, own);
        double[] sums = own.sums;
        for (int j = 0; j < outputs; j++) {
            Arrays.fill(sums, 0, n, 0);
            moments.means().addCombination(force, j, from, to, sums);
            for (int k = 0; k < modes.spectra(); k++) {
                for (int a = 0; a < modes.teacherOutputs(); a++) {
                    Kernels.addProduct(
                            sums,
                            0,
                            moments.teacherHessian(k)[a * outputs + j],
                            modes.spectrumBySlot(k),
                            from,
                            modes.slotTeachers(a),
                            from,
                            n);
                }
            }
            for (int a = diagonal ? j : 0; a < (diagonal ? j + 1 : outputs); a++) {
                int at = (j * outputs + a) * own.stride;
                Kernels.addProduct(sums, 0, 1.0, own.curvature, at, state, layout.iterate(a) + from, n);
            }
            int x = layout.iterate(j) + from;
            for (int s = 0; s < n; s++) {
                derivative[x + s] = -rate * sums[s];
            }
        }
    }

    /** dC_g/dt for groups from..to-1. */
    private void covarianceDerivative(
            double rate, boolean diagonal, double[] state, double[] derivative, int from, int to, Scratch own) {
        int n = to - from;
        mixCurvature(diagonal, true, from, n, own);
        double[] sums = own.sums;
        double[] noise = own.noise;
        double[] groupWeights = modes.groupWeights();
        for (int j = 0; j < outputs; j++) {
            for (int a = j; a < outputs; a++) {
                Arrays.fill(sums, 0, n, 0);
                Arrays.fill(noise, 0, n, 0);
                for (int k = 0; k < modes.spectra(); k++) {
                    double second = moments.secondMoment(k)[j * outputs + a];
                    Kernels.add(noise, 0, second, modes.spectrumByGroup(k), from, n);
                }
                int c = layout.covariance(j, a) + from;
                if (diagonal) {
                    Kernels.addProduct(sums, 0, 1.0, own.curvature, (j * outputs + j) * own.stride, state, c, n);
                    Kernels.addProduct(sums, 0, 1.0, own.curvature, (a * outputs + a) * own.stride, state, c, n);
                } else {
                    for (int q = 0; q < outputs; q++) {
                        int jq = (j * outputs + q) * own.stride;
                        int aq = (a * outputs + q) * own.stride;
                        int qa = layout.covariance(q, a) + from;
                        int qj = layout.covariance(q, j) + from;
                        Kernels.addProduct(sums, 0, 1.0, own.curvature, jq, state, qa, n);
                        Kernels.addProduct(sums, 0, 1.0, own.curvature, aq, state, qj, n);
                    }
                }
                double scale = rate * rate;
                for (int g = 0; g < n; g++) {
                    derivative[c + g] = scale * groupWeights[from + g] * noise[g] - rate * sums[g];
                }
            }
        }
    }

    /** A = sum_i p_i lambda_i H_i + delta over a few groups, or over slots: entry (j, a) at (j l + a) stride. */
    private void mixCurvature(boolean diagonal, boolean byGroup, int from, int n, Scratch own) {
        for (int j = 0; j < outputs; j++) {
            for (int a = diagonal ? j : 0; a < (diagonal ? j + 1 : outputs); a++) {
                int at = (j * outputs + a) * own.stride;
                Arrays.fill(own.curvature, at, at + n, a == j ? problem.ridge() : 0.0);
                for (int k = 0; k < modes.spectra(); k++) {
                    double[] eigenvalues = byGroup ? modes.spectrumByGroup(k) : modes.spectrumBySlot(k);
                    Kernels.add(own.curvature, at, moments.hessian(k)[j * outputs + a], eigenvalues, from, n);
                }
            }
        }
    }
}
