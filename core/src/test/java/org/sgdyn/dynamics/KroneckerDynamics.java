package org.sgdyn.dynamics;

import org.sgdyn.model.DenseCovariances;
import org.sgdyn.model.ModeTable;

/**
 * The dynamics of full covariances as it is written down: one matrix of all vectors, outputs and modes, whose rows are ordered by vector,
 * output, mode. Sigma_i of the covariance's own motion is zero off its diagonal outside of the block.
 */
final class KroneckerDynamics {

    private final ModeTable modes;
    private final DenseCovariances dense;
    private final StateLayout layout;
    private final int vectors;
    private final int l;
    private final int d;

    KroneckerDynamics(ModeTable modes, StateLayout layout) {
        this.modes = modes;
        this.layout = layout;
        dense = modes.dense().orElseThrow();
        vectors = layout.vectors();
        l = modes.outputs();
        d = modes.dimension();
    }

    int rows() {
        return vectors * l * d;
    }

    /** Whether the covariance of two modes is kept. */
    boolean isKept(int r, int s) {
        return r == s || (r < dense.block() && s < dense.block());
    }

    /** K_i. */
    double covariance(int i, int r, int s) {
        return dense.matrices()[(i * d + r) * d + s];
    }

    /** Sigma_i without what is left out. */
    double noise(int i, int r, int s) {
        double form = dense.form() == DenseCovariances.Form.PAPER ? 0 : modes.slotMeans(i)[r] * modes.slotMeans(i)[s];
        return isKept(r, s) ? covariance(i, r, s) + form : 0;
    }

    double[] mean(double[] state, int vector) {
        double[] mean = new double[l * d];
        for (int j = 0; j < l; j++) {
            System.arraycopy(state, layout.mean(vector, j), mean, j * d, d);
        }
        return mean;
    }

    /** Where the state keeps Cov of vectors a &lt;= b, outputs j and k, modes r and s. */
    private int position(int a, int j, int r, int b, int k, int s) {
        int block = dense.block();
        return r < block
                ? layout.dense(a, b) + (j * block + r) * l * block + k * block + s
                : layout.covariance(a, j, b, k) + r;
    }

    /** Reads the whole covariance, or writes it if there is something to write. */
    private void visit(double[] state, double[] matrix, boolean writes) {
        for (int a = 0; a < vectors; a++) {
            for (int b = a; b < vectors; b++) {
                for (int e = 0; e < l * d * l * d; e++) {
                    int j = e / (d * l * d);
                    int r = e / (l * d) % d;
                    int k = e / d % l;
                    int s = e % d;
                    if (!isKept(r, s)) {
                        continue;
                    }
                    int at = position(a, j, r, b, k, s);
                    int row = (a * l + j) * d + r;
                    int column = (b * l + k) * d + s;
                    if (writes) {
                        state[at] = matrix[row * rows() + column];
                    } else {
                        matrix[row * rows() + column] = state[at];
                        matrix[column * rows() + row] = state[at];
                    }
                }
            }
        }
    }

    double[] covariance(double[] state) {
        double[] matrix = new double[rows() * rows()];
        visit(state, matrix, false);
        return matrix;
    }

    void write(double[] matrix, double[] state) {
        visit(state, matrix, true);
    }

    /** m_i, and m* behind it. */
    double[] logitMean(double[] state, int i) {
        double[] mean = new double[l + modes.teacherOutputs()];
        for (int j = 0; j < mean.length; j++) {
            for (int r = 0; r < d; r++) {
                mean[j] += modes.slotMeans(i)[r] * vector(state, j)[r];
            }
        }
        return mean;
    }

    private double[] vector(double[] state, int j) {
        double[] x = new double[d];
        if (j < l) {
            System.arraycopy(mean(state, 0), j * d, x, 0, d);
            return x;
        }
        return modes.slotTeachers(j - l);
    }

    /** B_i = x_j^T K_i x_k + tr(Sigma_i C_jk), of the teacher's outputs without the trace. */
    double[] logitCovariance(double[] state, int i) {
        int n = l + modes.teacherOutputs();
        double[] result = new double[n * n];
        double[] all = covariance(state);
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < n; k++) {
                for (int r = 0; r < d; r++) {
                    for (int s = 0; s < d; s++) {
                        double made = j < l && k < l ? noise(i, r, s) * all[(j * d + r) * rows() + k * d + s] : 0;
                        result[j * n + k] += vector(state, j)[r] * covariance(i, r, s) * vector(state, k)[s] + made;
                    }
                }
            }
        }
        return result;
    }

    /** F. */
    double[] force(Coefficients at, double[] state) {
        double[] force = new double[l * d];
        for (int i = 0; i < modes.classes(); i++) {
            for (int j = 0; j < l; j++) {
                for (int r = 0; r < d; r++) {
                    double sum = modes.slotMeans(i)[r] * at.force[i][j];
                    for (int s = 0; s < d; s++) {
                        for (int a = 0; a < l; a++) {
                            sum += covariance(i, r, s) * vector(state, a)[s] * at.hessian[i][a * l + j];
                        }
                        for (int a = 0; a < modes.teacherOutputs(); a++) {
                            sum += covariance(i, r, s) * vector(state, l + a)[s] * at.teacherHessian[i][a * l + j];
                        }
                    }
                    force[j * d + r] += sum;
                }
            }
        }
        return force;
    }

    /** sum_i H_i^T (x) Sigma_i, or with G_i in place of H_i^T. */
    double[] kronecker(double[][] factors, boolean isTransposed) {
        double[] result = new double[l * d * l * d];
        for (int i = 0; i < factors.length; i++) {
            for (int e = 0; e < result.length; e++) {
                int j = e / (d * l * d);
                int r = e / (l * d) % d;
                int k = e / d % l;
                int s = e % d;
                result[e] += factors[i][isTransposed ? k * l + j : j * l + k] * noise(i, r, s);
            }
        }
        return result;
    }

    /** dS/dt of a vector: T S - e (F + delta x), the decoupled ridge apart. */
    double[] meanChange(Coefficients at, double[] state, int a) {
        double[] change = new double[l * d];
        double[] force = force(at, state);
        for (int e = 0; e < change.length; e++) {
            for (int b = 0; b < vectors; b++) {
                change[e] += at.transition[a * vectors + b] * mean(state, b)[e];
            }
            double x = mean(state, 0)[e];
            change[e] -= at.gain[a] * (force[e] + at.ridge * x) + (a == 0 ? at.decoupledRidge * x : 0);
        }
        return change;
    }

    /** M Cov + Cov M^T + (1/d) E N E^T. */
    double[] covarianceChange(Coefficients at, double[] state) {
        int n = rows();
        int ld = l * d;
        double[] m = new double[n * n];
        double[] a = kronecker(at.hessian, true);
        double[] noise = kronecker(at.secondMoment, false);
        double[] change = new double[n * n];
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                int v = row / ld;
                int w = column / ld;
                boolean isDiagonal = row % ld == column % ld;
                double entry = isDiagonal ? at.transition[v * vectors + w] : 0;
                if (w == 0) {
                    entry -= at.gain[v] * (a[row % ld * ld + column % ld] + (isDiagonal ? at.ridge : 0));
                }
                m[row * n + column] = entry - (row == column && v == 0 ? at.decoupledRidge : 0);
                change[row * n + column] = at.noiseGain[v * vectors + w]
                        * (noise[row % ld * ld + column % ld] + (isDiagonal ? at.addedNoise : 0))
                        / d;
            }
        }
        double[] all = covariance(state);
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                for (int k = 0; k < n; k++) {
                    change[row * n + column] +=
                            m[row * n + k] * all[k * n + column] + all[row * n + k] * m[column * n + k];
                }
            }
        }
        return change;
    }
}
