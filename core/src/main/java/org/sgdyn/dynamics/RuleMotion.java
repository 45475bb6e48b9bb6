package org.sgdyn.dynamics;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.SecondMoment;

/**
 * How the state of the modes moves under an algorithm: with vectors S_0 = x (the iterate), S_1, ... and their covariance on each
 * group, a matrix of n l rows,
 *
 * <pre>
 * dS/dt   = T S - e (x) F(x),   F(x) = sum_i force_i s mu_i + sum_k s lambda_k ( H_k^T x + H*_k^T x* ) + delta x
 * dCov/dt = M Cov + Cov M^T + w_g E N E^T,   M = T (x) I - e e_0^T (x) A,   A = sum_k s lambda_k H_k^T + delta I,
 * N       = sum_k nu_k G_k + sigma^2 I,      E = -e,
 * </pre>
 *
 * <p>where row 0 is multiplied by the scale P, if there is one, and a ridge outside of it adds -gamma delta x to row 0. The numbers
 * of the second moment follow dq_kj/dt = omega ( G_k,jj - q_kj ), or G_k,jj for a sum. H_k has a row for each derivative and need
 * not be symmetric.
 */
final class RuleMotion implements Motion {

    private final LearningProblem problem;
    private final ModeTable modes;
    private final StateLayout layout;
    private final DriveTable drive;
    private final LinearStep step;
    private final int outputs;
    private final int vectors;
    private final boolean accumulates;
    private final double[] normalisedTraces;
    /** How fast the second moment takes squares up. */
    private final double feed;

    private final @Nullable ScaleOfModes scale;
    private final Blocks blocks;
    private final Lanes lanes;
    private final Stretch[] stretches;

    RuleMotion(LearningProblem problem, StateLayout layout, DriveTable drive) {
        this.problem = problem;
        this.layout = layout;
        this.drive = drive;
        modes = problem.modes();
        outputs = modes.outputs();
        step = LinearStep.of(problem.training());
        vectors = step.vectors();
        accumulates = problem.learningRate().accumulates();
        normalisedTraces = ModeGeometry.normalisedTraces(modes);
        Optional<SecondMoment> second = problem.training().rule().secondMoment();
        feed = second.map(SecondMoment::feed).orElse(1.0);
        scale = second.map(rule -> new ScaleOfModes(drive, rule)).orElse(null);
        blocks = Blocks.of(modes, drive.means(), Integer.MAX_VALUE);
        long rows = (long) vectors * outputs;
        lanes = Lanes.of(modes.slots() * rows * rows * (outputs + vectors + modes.spectra()), blocks.count());
        stretches = new Stretch[lanes.count()];
        Arrays.setAll(stretches, lane -> new Stretch());
    }

    @Override
    public Inverse inverse() {
        return new RuleInverse(this, problem, layout, drive);
    }

    @Override
    public void sizes(double[] result) {
        StateMotion.sizes(modes, layout, result);
        double[] transition = new double[vectors * vectors];
        double[] gain = new double[vectors];
        // Velocities are of the size of the gradients that they hold, some time after the start.
        step.at(1, 1, transition, gain);
        double[] sizes = new double[vectors];
        Arrays.fill(sizes, 1);
        for (int a = 1; a < vectors; a++) {
            if (step.isVelocity(a) && gain[a] != 0) {
                sizes[a] = Math.abs(gain[a]) / Math.max(1, Math.abs(transition[a * vectors + a]));
            }
        }
        for (int a = 0; a < vectors; a++) {
            for (int j = 0; j < outputs; j++) {
                for (int s = 0; s < modes.slots(); s++) {
                    result[layout.mean(a, j) + s] = sizes[a] * result[layout.iterate(j) + s];
                }
                for (int b = a; b < vectors; b++) {
                    for (int k = b == a ? j : 0; k < outputs && a + b > 0; k++) {
                        for (int g = 0; g < modes.groups(); g++) {
                            result[layout.covariance(a, j, b, k) + g] =
                                    sizes[a] * sizes[b] * result[layout.covariance(j, j) + g];
                        }
                    }
                }
            }
        }
    }

    /** Variances of scalar modes are not negative, and no covariance is larger than its variances allow. */
    @Override
    public void confine(double[] state) {
        if (outputs > 1) {
            return;
        }
        for (int g = 0; g < modes.groups(); g++) {
            for (int a = 0; a < vectors; a++) {
                int at = layout.covariance(a, 0, a, 0) + g;
                state[at] = Math.max(0, state[at]);
            }
            for (int a = 0; a < vectors; a++) {
                for (int b = a + 1; b < vectors; b++) {
                    int at = layout.covariance(a, 0, b, 0) + g;
                    double most = Math.sqrt(
                            state[layout.covariance(a, 0, a, 0) + g] * state[layout.covariance(b, 0, b, 0) + g]);
                    state[at] = Math.max(-most, Math.min(most, state[at]));
                }
            }
        }
    }

    @Override
    public void respond(Coefficients at, double[] state, double[] derivative) {
        if (scale != null) {
            scale.evaluate(at);
        }
        lanes.forEachBackwards(blocks.count(), (lane, b) -> {
            Stretch own = stretches[lane];
            own.begin(at, state, derivative);
            for (int s = blocks.slot(b); s < blocks.slot(b + 1); s += own.stride) {
                own.moveMeans(s, Math.min(blocks.slot(b + 1), s + own.stride));
            }
            for (int g = blocks.group(b); g < blocks.group(b + 1); g += own.stride) {
                own.moveCovariances(g, Math.min(blocks.group(b + 1), g + own.stride));
            }
        });
        int q = layout.moments();
        for (int m = 0; m < layout.momentCount(); m++) {
            int j = m % outputs;
            double second = at.secondMoment[m / outputs][j * outputs + j];
            derivative[q + m] = feed * second - at.forgetting * state[q + m];
        }
        derivative[layout.accumulator()] = accumulates ? at.gradientSecondMoment(normalisedTraces) : 0.0;
    }

    /** The motion of the covariances alone, from a group on, and none before. */
    void respondCovariances(Coefficients at, double[] state, double[] derivative, int first) {
        for (int a = 0; a < vectors; a++) {
            for (int b = a; b < vectors; b++) {
                for (int j = 0; j < outputs; j++) {
                    for (int k = 0; k < outputs; k++) {
                        int from = layout.covariance(a, j, b, k);
                        Arrays.fill(derivative, from, from + first, 0);
                    }
                }
            }
        }
        Stretch own = stretches[0];
        own.begin(at, state, derivative);
        for (int g = first; g < modes.groups(); g += own.stride) {
            own.moveCovariances(g, Math.min(modes.groups(), g + own.stride));
        }
    }

    /** A lane's way over a few slots or groups at a time: their rows, the forces F and the packed curvature A. */
    private final class Stretch {

        /** The most numbers of the curvature at a time. */
        private static final int CURVATURE = 1 << 18;

        /** Slots at a time that the first-level cache holds with what is computed of them. */
        private static final int FEW = 512;

        final int stride;
        private final double[] sums;
        private final double[] forces;
        private final double[] curvature;
        private Coefficients at = new Coefficients(problem);
        private double[] state = {};
        private double[] derivative = {};
        private int from;
        private int n;

        Stretch() {
            stride = Math.max(1, Math.min(Math.min(FEW, blocks.largest()), CURVATURE / (outputs * outputs)));
            sums = new double[stride];
            forces = new double[outputs * stride];
            curvature = new double[outputs * outputs * stride];
        }

        /** Moves to some coefficients and states. */
        void begin(Coefficients coefficients, double[] y, double[] change) {
            at = coefficients;
            state = y;
            derivative = change;
        }

        /** dS/dt for slots first..end-1. */
        void moveMeans(int first, int end) {
            from = first;
            n = end - first;
            mixCurvature(drive::bySlot);
            for (int j = 0; j < outputs; j++) {
                sumForce(j);
                System.arraycopy(sums, 0, forces, j * stride, n);
            }
            for (int a = 0; a < vectors; a++) {
                for (int j = 0; j < outputs; j++) {
                    int out = layout.mean(a, j) + from;
                    Arrays.fill(derivative, out, out + n, 0);
                    for (int b = 0; b < vectors; b++) {
                        double t = at.transition[a * vectors + b];
                        if (t != 0) {
                            Kernels.add(derivative, out, t, state, layout.mean(b, j) + from, n);
                        }
                    }
                    if (at.gain[a] != 0) {
                        Kernels.add(derivative, out, -at.gain[a], forces, j * stride, n);
                    }
                    if (a == 0) {
                        if (scale != null) {
                            multiply(derivative, out, scale.bySlot(j));
                        }
                        Kernels.add(derivative, out, -at.decoupledRidge, state, layout.iterate(j) + from, n);
                    }
                }
            }
        }

        /** F_j, into the sums. */
        private void sumForce(int j) {
            Arrays.fill(sums, 0, n, 0);
            drive.means().addCombination(at.force, j, from, from + n, sums);
            for (int k = 0; k < modes.spectra(); k++) {
                for (int a = 0; a < modes.teacherOutputs(); a++) {
                    double pull = at.teacherHessian[k][a * outputs + j];
                    Kernels.addProduct(sums, 0, pull, drive.bySlot(k), from, modes.slotTeachers(a), from, n);
                }
            }
            for (int a = at.first(j); a < at.end(j); a++) {
                int ja = (j * outputs + a) * stride;
                Kernels.addProduct(sums, 0, 1.0, curvature, ja, state, layout.iterate(a) + from, n);
            }
        }

        /** A row of n numbers times those of another. */
        private void multiply(double[] row, int start, double[] factors) {
            for (int s = 0; s < n; s++) {
                row[start + s] *= factors[from + s];
            }
        }

        /** dCov/dt for groups first..end-1. */
        void moveCovariances(int first, int end) {
            from = first;
            n = end - first;
            mixCurvature(drive::byGroup);
            for (int a = 0; a < vectors; a++) {
                for (int b = a; b < vectors; b++) {
                    for (int j = 0; j < outputs; j++) {
                        for (int k = a == b ? j : 0; k < outputs; k++) {
                            int out = layout.covariance(a, j, b, k) + from;
                            Arrays.fill(derivative, out, out + n, 0);
                            addMotion(out, a, j, b, k);
                            addMotion(out, b, k, a, j);
                            if (at.noiseGain[a * vectors + b] != 0) {
                                addNoise(out, a, j, b, k);
                            }
                        }
                    }
                }
            }
        }

        /** Adds row (a, j) of M Cov, in the column of (b, k). */
        private void addMotion(int out, int a, int j, int b, int k) {
            Arrays.fill(sums, 0, n, 0);
            for (int c = 0; c < vectors; c++) {
                double t = at.transition[a * vectors + c];
                if (t != 0) {
                    Kernels.add(sums, 0, t, state, layout.covariance(c, j, b, k) + from, n);
                }
            }
            if (at.gain[a] != 0) {
                for (int q = at.first(j); q < at.end(j); q++) {
                    int jq = (j * outputs + q) * stride;
                    int c = layout.covariance(0, q, b, k) + from;
                    Kernels.addProduct(sums, 0, -at.gain[a], curvature, jq, state, c, n);
                }
            }
            if (a == 0) {
                if (scale != null) {
                    multiply(sums, 0, scale.byGroup(j));
                }
                Kernels.add(sums, 0, -at.decoupledRidge, state, layout.covariance(0, j, b, k) + from, n);
            }
            Kernels.add(derivative, out, 1, sums, 0, n);
        }

        /** Adds w_g (E N E^T) of (a, j) and (b, k). */
        private void addNoise(int out, int a, int j, int b, int k) {
            Arrays.fill(sums, 0, n, j == k ? at.addedNoise : 0);
            for (int q = 0; q < modes.spectra(); q++) {
                Kernels.add(sums, 0, at.secondMoment[q][j * outputs + k], drive.power(q), from, n);
            }
            if (a == 0 && scale != null) {
                multiply(sums, 0, scale.byGroup(j));
            }
            if (b == 0 && scale != null) {
                multiply(sums, 0, scale.byGroup(k));
            }
            double factor = at.noiseGain[a * vectors + b];
            Kernels.addProduct(derivative, out, factor, modes.groupWeights(), from, sums, 0, n);
        }

        /** A = sum_k s lambda_k H_k^T + delta over the slots or groups: entry (j, a) at (j l + a) stride. */
        private void mixCurvature(IntFunction<double[]> spectrum) {
            for (int j = 0; j < outputs; j++) {
                for (int a = at.first(j); a < at.end(j); a++) {
                    int ja = (j * outputs + a) * stride;
                    Arrays.fill(curvature, ja, ja + n, a == j ? at.ridge : 0.0);
                    for (int k = 0; k < modes.spectra(); k++) {
                        double h = at.hessian[k][a * outputs + j];
                        Kernels.add(curvature, ja, h, spectrum.apply(k), from, n);
                    }
                }
            }
        }
    }

    @Override
    public void addSecondOrder(Coefficients at, double[] state, double zeta, double[] next) {
        int rows = vectors * outputs;
        double[] m = new double[rows * rows];
        double[] product = new double[rows * rows];
        for (int g = 0; g < modes.groups(); g++) {
            fillMatrix(at, g, m);
            for (int p = 0; p < rows; p++) {
                for (int q = 0; q < rows; q++) {
                    double sum = 0;
                    for (int r = 0; r < rows; r++) {
                        sum += m[p * rows + r]
                                * state[layout.covariance(r / outputs, r % outputs, q / outputs, q % outputs) + g];
                    }
                    product[p * rows + q] = sum;
                }
            }
            for (int p = 0; p < rows; p++) {
                for (int q = p; q < rows; q++) {
                    double sum = 0;
                    for (int r = 0; r < rows; r++) {
                        sum += product[p * rows + r] * m[q * rows + r];
                    }
                    next[layout.covariance(p / outputs, p % outputs, q / outputs, q % outputs) + g] +=
                            zeta * zeta * sum;
                }
            }
        }
    }

    /** M of a group, n l x n l, rows and columns ordered by vector, then output. */
    private void fillMatrix(Coefficients at, int g, double[] m) {
        int rows = vectors * outputs;
        Arrays.fill(m, 0);
        for (int a = 0; a < vectors; a++) {
            for (int j = 0; j < outputs; j++) {
                int row = (a * outputs + j) * rows;
                for (int b = 0; b < vectors; b++) {
                    m[row + b * outputs + j] += at.transition[a * vectors + b];
                }
                for (int q = 0; q < outputs; q++) {
                    double curvature = q == j ? at.ridge : 0;
                    for (int k = 0; k < modes.spectra(); k++) {
                        curvature += drive.byGroup(k)[g] * at.hessian[k][q * outputs + j];
                    }
                    m[row + q] -= at.gain[a] * curvature;
                }
                if (a == 0) {
                    m[row + j] -= at.decoupledRidge;
                }
            }
        }
    }
}
