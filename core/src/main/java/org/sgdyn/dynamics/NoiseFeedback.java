package org.sgdyn.dynamics;

import org.sgdyn.model.DenseCovariances;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;

/**
 * How gradient noise of a quadratic loss with curvature h feeds itself in a stationary state, per unit of the learning rate:
 *
 * <pre>S_ij = (h^2 / 2 d) sum_rho lambda_{rho,i} lambda_{rho,j} / (h lambdabar_rho + delta),</pre>
 *
 * <p>and with full covariances, in the basis that diagonalises their average, kappa its diagonal,
 *
 * <pre>S_ij = (h^2 / d) sum_ab (Sigma_i)_ab (Sigma_j)_ab / (h (kappa_a + kappa_b) + 2 delta)</pre>
 *
 * <p>over the pairs (a, b) whose covariance is kept: all within the block, and a = b beyond.
 */
final class NoiseFeedback {

    private NoiseFeedback() {}

    /** p_i^{1/2} S_ij p_j^{1/2}, C x C, which has the spectrum of S_ij p_j. */
    static double[] of(LearningProblem problem, double curvature) {
        ModeTable modes = problem.modes();
        double[] damping = new double[modes.groups()];
        for (int g = 0; g < damping.length; g++) {
            double average = 0;
            for (int i = 0; i < modes.classes(); i++) {
                average += modes.weight(i) * modes.groupEigenvalues(i)[g];
            }
            // Where nothing varies there is no noise.
            damping[g] = average == 0 ? Double.POSITIVE_INFINITY : curvature * average + problem.ridge();
        }
        double[] matrix = new double[modes.classes() * modes.classes()];
        for (int g = 0; g < damping.length; g++) {
            double[] eigenvalues = new double[modes.classes()];
            for (int i = 0; i < eigenvalues.length; i++) {
                eigenvalues[i] = modes.groupEigenvalues(i)[g];
            }
            add(modes, eigenvalues, curvature * curvature * modes.groupWeights()[g] / (2 * damping[g]), matrix);
        }
        modes.dense().ifPresent(dense -> addPairs(modes, dense, damping, curvature, matrix));
        return matrix;
    }

    /** What pairs of different vectors add. */
    private static void addPairs(
            ModeTable modes, DenseCovariances dense, double[] damping, double curvature, double[] matrix) {
        double[] entries = new double[modes.classes()];
        for (int a = 0; a < dense.block(); a++) {
            for (int b = 0; b < a; b++) {
                for (int i = 0; i < entries.length; i++) {
                    entries[i] = dense.noise(i, modes.slotMeans(i), a, b);
                }
                // Once for (a, b) and once for (b, a).
                double factor = 2 * curvature * curvature / (dense.dimension() * (damping[a] + damping[b]));
                add(modes, entries, factor, matrix);
            }
        }
    }

    private static void add(ModeTable modes, double[] entries, double factor, double[] matrix) {
        int classes = entries.length;
        for (int i = 0; i < classes; i++) {
            for (int j = 0; j < classes; j++) {
                matrix[i * classes + j] +=
                        factor * entries[i] * entries[j] * Math.sqrt(modes.weight(i) * modes.weight(j));
            }
        }
    }
}
