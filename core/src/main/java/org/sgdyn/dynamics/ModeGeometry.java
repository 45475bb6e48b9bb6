package org.sgdyn.dynamics;

import java.util.Arrays;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;

/** The loss geometry at a state and the coefficients of the right-hand side there; each number is computed when asked for. */
final class ModeGeometry implements StateGeometry {

    /** How many outputs each stands for. */
    private final double[] multiplicities;

    private final ModeTable modes;
    private final StateLayout layout;
    private final double ridge;
    private final int outputs;
    private final boolean isByOutput;
    /** tr K_k / d of each spectrum k. */
    private final double[] normalisedTrace;
    /** tr(K_k K_q) / d of spectra k and q, row-major. */
    private final double[] normalisedTraceOfProduct;

    private final double[] drift;
    private final double[] curvature;
    private Coefficients coefficients;
    private double[] state = {};

    ModeGeometry(LearningProblem problem, StateLayout layout) {
        modes = problem.modes();
        this.layout = layout;
        ridge = problem.ridge();
        outputs = modes.outputs();
        isByOutput = problem.reduction().isByOutput();
        multiplicities = new double[outputs];
        Arrays.setAll(multiplicities, problem::multiplicity);
        coefficients = new Coefficients(problem);
        int spectra = modes.spectra();
        normalisedTrace = normalisedTraces(modes);
        normalisedTraceOfProduct = new double[spectra * spectra];
        drift = new double[outputs];
        curvature = new double[outputs * outputs];
        double[] weights = modes.groupWeights();
        for (int k = 0; k < spectra; k++) {
            double[] eigenvalues = modes.spectrumByGroup(k);
            for (int q = 0; q < spectra; q++) {
                normalisedTraceOfProduct[k * spectra + q] =
                        Kernels.weightedDot(weights, 0, eigenvalues, 0, modes.spectrumByGroup(q), 0, modes.groups());
            }
        }
    }

    /** tr K_k / d of each spectrum k. */
    static double[] normalisedTraces(ModeTable modes) {
        double[] traces = new double[modes.spectra()];
        Arrays.setAll(traces, k -> Kernels.dot(modes.groupWeights(), modes.spectrumByGroup(k), 0, modes.groups()));
        return traces;
    }

    @Override
    public void at(Coefficients coefficients, double[] state) {
        this.coefficients = coefficients;
        this.state = state;
    }

    @Override
    public double gradientSecondMoment() {
        return coefficients.gradientSecondMoment(normalisedTrace);
    }

    @Override
    public double squaredRiskGradient() {
        return descentAlong(0.0);
    }

    @Override
    public double riskDescent() {
        return descentAlong(ridge);
    }

    /** &lt;grad R, grad R + delta X&gt;. */
    private double descentAlong(double delta) {
        double sum = 0;
        for (int g = 0; g < modes.groups(); g++) {
            readCurvature(g);
            for (int s = modes.slotStart(g); s < modes.slotStart(g + 1); s++) {
                readDrift(s);
                for (int j = 0; j < outputs; j++) {
                    sum += multiplicities[j] * drift[j] * (drift[j] + delta * state[layout.iterate(j) + s]);
                }
            }
            // tr A (A + delta) C
            for (int j = 0; j < outputs; j++) {
                for (int k = isByOutput ? j : 0; k < (isByOutput ? j + 1 : outputs); k++) {
                    double product = delta * curvature[j * outputs + k];
                    for (int a = 0; a < outputs; a++) {
                        product += curvature[j * outputs + a] * curvature[a * outputs + k];
                    }
                    sum += multiplicities[j] * product * state[layout.covariance(j, k) + g];
                }
            }
        }
        return sum;
    }

    @Override
    public double noiseCurvature() {
        int spectra = modes.spectra();
        double sum = 0;
        for (int k = 0; k < spectra; k++) {
            for (int q = 0; q < spectra; q++) {
                sum += normalisedTraceOfProduct[k * spectra + q] * coefficients.curvatureOfNoise(k, q);
            }
        }
        return sum;
    }

    @Override
    public double descentTowardTeacher() {
        if (modes.teacherOutputs() != outputs) {
            throw new IllegalStateException("a teacher with " + outputs + " outputs is needed");
        }
        double sum = 0;
        for (int g = 0; g < modes.groups(); g++) {
            readCurvature(g);
            for (int s = modes.slotStart(g); s < modes.slotStart(g + 1); s++) {
                readDrift(s);
                for (int j = 0; j < outputs; j++) {
                    double x = state[layout.iterate(j) + s];
                    sum += (drift[j] + ridge * x) * (x - modes.slotTeachers(j)[s]);
                }
            }
            for (int j = 0; j < outputs; j++) {
                sum += ridge * state[layout.covariance(j, j) + g];
                for (int k = 0; k < outputs; k++) {
                    sum += curvature[j * outputs + k] * state[layout.covariance(j, k) + g];
                }
            }
        }
        return sum;
    }

    /** A_g = sum_i p_i lambda_{g,i} H_i. */
    private void readCurvature(int group) {
        Arrays.fill(curvature, 0);
        for (int k = 0; k < modes.spectra(); k++) {
            Kernels.add(curvature, 0, modes.spectrumByGroup(k)[group], coefficients.hessian[k], 0, curvature.length);
        }
    }

    /** The slot's part of grad R: sum_i p_i (mu_{s,i} g_i + lambda_{s,i} H*_i^T x*_s) + A_g x_s, A_g as last read. */
    private void readDrift(int slot) {
        for (int j = 0; j < outputs; j++) {
            double sum = 0;
            for (int i = 0; i < modes.classes(); i++) {
                sum += modes.slotMeans(i)[slot] * coefficients.force[i][j];
            }
            for (int k = 0; k < modes.spectra(); k++) {
                double pull = 0;
                for (int a = 0; a < modes.teacherOutputs(); a++) {
                    pull += coefficients.teacherHessian[k][a * outputs + j] * modes.slotTeachers(a)[slot];
                }
                sum += modes.spectrumBySlot(k)[slot] * pull;
            }
            for (int a = 0; a < outputs; a++) {
                sum += curvature[j * outputs + a] * state[layout.iterate(a) + slot];
            }
            drift[j] = sum;
        }
    }
}
