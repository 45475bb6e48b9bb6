package org.sgdyn.dynamics;

import java.util.Arrays;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;

/** The few numbers in which the motion of the state is linear, see {@link StateMotion}; a mutable buffer. */
final class Coefficients {

    private final int outputs;
    /** How many outputs each stands for. */
    private final double[] multiplicities;

    /** gamma. */
    double drift;

    /** gamma^2. */
    double noise;

    /** delta. */
    double ridge;

    /** Whether all Hessians are diagonal. */
    boolean diagonal;

    /** p_i g_i, [L][l]. */
    final double[][] force;

    /** sum p_i H_i over the classes of a spectrum, [K][l x l]. */
    final double[][] hessian;

    /** sum p_i G_i over the classes of a spectrum, [K][l x l]. */
    final double[][] secondMoment;

    /** sum p_i H*_i over the classes of a spectrum, [K][l* x l]. */
    final double[][] teacherHessian;

    /** sum_i p_i E d Psi_i / d theta of the loss's own parameters, and of the squares. */
    final double[] trained;

    final double[] trainedSecondMoment;

    /** How many outputs have a bias, which is trained before the loss's own parameters. */
    private final int biases;

    /** The second moments of trained parameters, bias-corrected. */
    final double[] trainedMoments;

    /** T, n x n, and e, of an algorithm's step; empty for plain SGD, whose drift and noise say all. */
    final double[] transition;

    final double[] gain;

    /** What multiplies the noise of two vectors, e e^T but at a singular start; n x n. */
    final double[] noiseGain;

    /** delta outside of the scale, times gamma. */
    double decoupledRidge;

    /** The variance of noise that is added to the gradient; 0 among slopes. */
    double addedNoise;

    /** The second moments q, bias-corrected, by spectrum and output, and how fast they forget. */
    final double[] moments;

    /** A direction in which the scale is moved linearly away from that at q; zero but for slopes. */
    final double[] momentChange;

    double forgetting;

    /** Coefficients of zero for plain steps. */
    Coefficients(LearningProblem problem) {
        this(problem, 0, 0);
    }

    /** Coefficients of zero for the vectors and second moments of a layout. */
    Coefficients(LearningProblem problem, StateLayout layout) {
        this(problem, layout.vectors(), layout.momentCount());
    }

    private Coefficients(LearningProblem problem, int vectors, int momentCount) {
        ModeTable modes = problem.modes();
        transition = new double[vectors * vectors];
        gain = new double[vectors];
        noiseGain = new double[vectors * vectors];
        moments = new double[momentCount];
        momentChange = new double[momentCount];
        outputs = modes.outputs();
        multiplicities = new double[outputs];
        Arrays.setAll(multiplicities, problem::multiplicity);
        force = new double[modes.classes()][outputs];
        hessian = new double[modes.spectra()][outputs * outputs];
        secondMoment = new double[modes.spectra()][outputs * outputs];
        teacherHessian = new double[modes.spectra()][modes.teacherOutputs() * outputs];
        int own = problem.loss().trained().size();
        trained = new double[own];
        trainedSecondMoment = new double[own];
        biases = problem.training().bias().size();
        trainedMoments = new double[momentCount > 0 ? biases + own : 0];
    }

    /** sum_i p_i E d Psi_i / d theta_k, biases first: the derivative by a bias is that by its logit. */
    double trainedForce(int k) {
        if (k >= biases) {
            return trained[k - biases];
        }
        double sum = 0;
        for (double[] row : force) {
            sum += row[k];
        }
        return sum;
    }

    /** sum_i p_i E (d Psi_i / d theta_k)^2. */
    double trainedSecondMoment(int k) {
        if (k >= biases) {
            return trainedSecondMoment[k - biases];
        }
        double sum = 0;
        for (double[] matrix : secondMoment) {
            sum += matrix[k * outputs + k];
        }
        return sum;
    }

    /** Fixes what does not come of the loss: gamma, gamma^2, delta. */
    void setRate(double gamma, double delta) {
        drift = gamma;
        noise = gamma * gamma;
        ridge = delta;
    }

    /** sum_k (tr K_k / d) tr G_k for given tr K_k / d: what the squared gradient of a sample is expected to be, over d. */
    double gradientSecondMoment(double[] normalisedTraces) {
        double sum = 0;
        for (int k = 0; k < secondMoment.length; k++) {
            double trace = 0;
            for (int j = 0; j < outputs; j++) {
                trace += multiplicities[j] * secondMoment[k][j * outputs + j];
            }
            sum += normalisedTraces[k] * trace;
        }
        return sum;
    }

    /** tr(H_k G_q) of spectra k and q. */
    double curvatureOfNoise(int k, int q) {
        double trace = 0;
        for (int j = 0; j < outputs; j++) {
            trace += multiplicities[j]
                    * Kernels.dotSlices(hessian[k], j * outputs, secondMoment[q], j * outputs, outputs);
        }
        return trace;
    }

    void clearMoments() {
        clear(force);
        clear(hessian);
        clear(secondMoment);
        clear(teacherHessian);
        Arrays.fill(trained, 0);
        Arrays.fill(trainedSecondMoment, 0);
    }

    private static void clear(double[][] rows) {
        for (double[] row : rows) {
            Arrays.fill(row, 0);
        }
    }

    void copyFrom(Coefficients other) {
        drift = other.drift;
        noise = other.noise;
        ridge = other.ridge;
        diagonal = other.diagonal;
        copyStep(other);
        copy(other.force, force);
        copy(other.hessian, hessian);
        copy(other.secondMoment, secondMoment);
        copy(other.teacherHessian, teacherHessian);
        System.arraycopy(other.trained, 0, trained, 0, trained.length);
        System.arraycopy(other.trainedSecondMoment, 0, trainedSecondMoment, 0, trained.length);
    }

    /** Takes over what an algorithm's step is made of. */
    void copyStep(Coefficients other) {
        System.arraycopy(other.transition, 0, transition, 0, transition.length);
        System.arraycopy(other.gain, 0, gain, 0, gain.length);
        System.arraycopy(other.noiseGain, 0, noiseGain, 0, noiseGain.length);
        System.arraycopy(other.moments, 0, moments, 0, moments.length);
        System.arraycopy(other.momentChange, 0, momentChange, 0, momentChange.length);
        System.arraycopy(other.trainedMoments, 0, trainedMoments, 0, trainedMoments.length);
        decoupledRidge = other.decoupledRidge;
        addedNoise = other.addedNoise;
        forgetting = other.forgetting;
    }

    /** Leaves what answers to the moments, without the vectors' own motion: T, both ridges, the added noise, forgetting. */
    void dropOwnMotion() {
        Arrays.fill(transition, 0);
        ridge = 0;
        decoupledRidge = 0;
        addedNoise = 0;
        forgetting = 0;
    }

    /** The noise's factors that belong to e: e e^T. */
    void squareGain() {
        int n = gain.length;
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                noiseGain[a * n + b] = gain[a] * gain[b];
            }
        }
    }

    private static void copy(double[][] from, double[][] to) {
        for (int k = 0; k < to.length; k++) {
            System.arraycopy(from[k], 0, to[k], 0, to[k].length);
        }
    }

    /** Whether a number among them is NaN, or two are infinite and of opposite sign. */
    boolean hasNaN() {
        return Double.isNaN(drift
                + sum(force)
                + sum(hessian)
                + sum(secondMoment)
                + sum(teacherHessian)
                + Kernels.sum(trained, 0, trained.length));
    }

    private static double sum(double[][] rows) {
        double sum = 0;
        for (double[] row : rows) {
            sum += Kernels.sum(row, 0, row.length);
        }
        return sum;
    }

    /** Adds a multiple of the moments of others; drift, noise and ridge stay. */
    void add(double factor, Coefficients other) {
        add(force, factor, other.force);
        add(hessian, factor, other.hessian);
        add(secondMoment, factor, other.secondMoment);
        add(teacherHessian, factor, other.teacherHessian);
        Kernels.add(trained, 0, factor, other.trained, 0, trained.length);
        Kernels.add(trainedSecondMoment, 0, factor, other.trainedSecondMoment, 0, trained.length);
    }

    private static void add(double[][] sums, double factor, double[][] rows) {
        for (int k = 0; k < sums.length; k++) {
            Kernels.add(sums[k], 0, factor, rows[k], 0, rows[k].length);
        }
    }

    /** The first output that the Hessian couples to output j. */
    int first(int j) {
        return diagonal ? j : 0;
    }

    /** The end of the outputs that the Hessian couples to output j. */
    int end(int j) {
        return diagonal ? j + 1 : outputs;
    }
}
