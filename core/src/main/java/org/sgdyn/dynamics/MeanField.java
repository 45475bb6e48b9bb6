package org.sgdyn.dynamics;

import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.spi.GradientMoments;
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
    private final double[] hessianMix;
    private final double[] noiseMix;
    private double latestRateTime = Double.POSITIVE_INFINITY;

    MeanField(LearningProblem problem) {
        this.problem = problem;
        modes = problem.modes();
        layout = new StateLayout(modes);
        moments = new ClassMoments(problem, layout);
        geometry = new ModeGeometry(problem, layout, moments);
        outputs = modes.outputs();
        hessianMix = new double[outputs * outputs];
        noiseMix = new double[outputs * outputs];
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
        if (outputs == 1) {
            scalarDerivative(rate, state, derivative);
        } else {
            matrixDerivative(rate, state, derivative);
        }
        derivative[layout.accumulator()] = problem.learningRate().accumulates() ? geometry.gradientSecondMoment() : 0.0;
    }

    /** One output: everything is a scalar per mode, and every loop runs along the modes. */
    private void scalarDerivative(double rate, double[] state, double[] derivative) {
        int slots = modes.slots();
        int groups = modes.groups();
        int c = layout.covariance(0, 0);
        double decay = -rate * problem.ridge();
        for (int s = 0; s < slots; s++) {
            derivative[s] = decay * state[s];
        }
        for (int g = 0; g < groups; g++) {
            derivative[c + g] = 2 * decay * state[c + g];
        }
        double[] groupWeights = modes.groupWeights();
        for (int i = 0; i < modes.classes(); i++) {
            GradientMoments gradient = moments.gradients(i);
            double force = -rate * modes.weight(i) * gradient.gradient[0];
            double stiffness = -rate * modes.weight(i) * gradient.hessian[0];
            double noise = rate * rate * modes.weight(i) * gradient.gradientSecondMoment[0];
            double[] mean = modes.slotMeans(i);
            double[] slotEigenvalues = modes.slotEigenvalues(i);
            for (int s = 0; s < slots; s++) {
                derivative[s] += force * mean[s] + stiffness * slotEigenvalues[s] * state[s];
            }
            for (int k = 0; k < modes.teacherOutputs(); k++) {
                double pull = -rate * modes.weight(i) * gradient.teacherHessian[k];
                double[] teacher = modes.slotTeachers(k);
                for (int s = 0; s < slots; s++) {
                    derivative[s] += pull * slotEigenvalues[s] * teacher[s];
                }
            }
            double[] eigenvalues = modes.groupEigenvalues(i);
            for (int g = 0; g < groups; g++) {
                derivative[c + g] += eigenvalues[g] * (2 * stiffness * state[c + g] + noise * groupWeights[g]);
            }
        }
    }

    /** Several outputs: per group the mixtures A_g and sum_i p_i lambda_{g,i} G_i are formed once, then applied. */
    private void matrixDerivative(double rate, double[] state, double[] derivative) {
        double ridge = problem.ridge();
        for (int g = 0; g < modes.groups(); g++) {
            mixAt(g);
            for (int s = modes.slotStart(g); s < modes.slotStart(g + 1); s++) {
                for (int j = 0; j < outputs; j++) {
                    double sum = ridge * state[layout.iterate(j) + s] + force(s, j);
                    for (int k = 0; k < outputs; k++) {
                        sum += hessianMix[j * outputs + k] * state[layout.iterate(k) + s];
                    }
                    derivative[layout.iterate(j) + s] = -rate * sum;
                }
            }
            double noiseScale = rate * rate * modes.groupWeights()[g];
            for (int j = 0; j < outputs; j++) {
                for (int k = j; k < outputs; k++) {
                    int jk = layout.covariance(j, k) + g;
                    double sum = 2 * ridge * state[jk];
                    for (int a = 0; a < outputs; a++) {
                        sum += hessianMix[j * outputs + a] * state[layout.covariance(a, k) + g]
                                + hessianMix[k * outputs + a] * state[layout.covariance(a, j) + g];
                    }
                    derivative[jk] = -rate * sum + noiseScale * noiseMix[j * outputs + k];
                }
            }
        }
    }

    private void mixAt(int group) {
        for (int k = 0; k < hessianMix.length; k++) {
            double hessian = 0;
            double noise = 0;
            for (int i = 0; i < modes.classes(); i++) {
                double share = modes.weight(i) * modes.groupEigenvalues(i)[group];
                hessian += share * moments.gradients(i).hessian[k];
                noise += share * moments.gradients(i).gradientSecondMoment[k];
            }
            hessianMix[k] = hessian;
            noiseMix[k] = noise;
        }
    }

    /** sum_i p_i [ mu_{s,i} g_i + lambda_{s,i} H*_i^T x*_s ], component j. */
    private double force(int slot, int output) {
        double sum = 0;
        for (int i = 0; i < modes.classes(); i++) {
            GradientMoments gradient = moments.gradients(i);
            double pull = modes.slotMeans(i)[slot] * gradient.gradient[output];
            for (int k = 0; k < modes.teacherOutputs(); k++) {
                pull += modes.slotEigenvalues(i)[slot]
                        * gradient.teacherHessian[k * outputs + output]
                        * modes.slotTeachers(k)[slot];
            }
            sum += modes.weight(i) * pull;
        }
        return sum;
    }
}
