package org.sgdyn.dynamics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.TrainedParameter;

/** The loss geometry at a state and the coefficients of the right-hand side there; each number is computed when asked for. */
final class ModeGeometry implements StateGeometry {

    /** How many outputs each stands for. */
    private final double[] multiplicities;

    private final ModeTable modes;
    private final StateLayout layout;
    private final List<TrainedParameter> parameters;
    private final double ridge;
    private final int outputs;
    /** tr K_k / d of each spectrum k. */
    private final double[] normalisedTrace;
    /** tr(K_k K_q) / d of spectra k and q, row-major. */
    private final double[] normalisedTraceOfProduct;

    private final double[] drift;
    /** For many means and outputs, and what they make of the forces: sum_i p_i mu_{s,i} g_i. */
    private final Optional<MeanProducts> products;

    private double[] combined = {};
    private final double[] curvature;
    private Coefficients coefficients;
    private double[] state = {};

    ModeGeometry(LearningProblem problem, StateLayout layout, Optional<MeanProducts> products) {
        this.products = products;
        modes = problem.modes();
        parameters = problem.trained();
        this.layout = layout;
        ridge = problem.ridge();
        outputs = modes.outputs();
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

    /** sum_k (dR / d theta_k)^2 of the parameters trained beside the iterate, each times its rate or not. */
    static double trainedDescent(Coefficients at, List<TrainedParameter> parameters, boolean byRates) {
        double sum = 0;
        for (int k = 0; k < parameters.size(); k++) {
            double slope = at.trainedForce(k);
            sum += (byRates ? parameters.get(k).rate() : 1) * slope * slope;
        }
        return sum;
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
        return descentAlong(0.0) + trainedDescent(coefficients, parameters, false);
    }

    @Override
    public double riskDescent() {
        return descentAlong(ridge) + trainedDescent(coefficients, parameters, true);
    }

    /** &lt;grad R, grad R + delta X&gt; of the iterate. */
    private double descentAlong(double delta) {
        combine();
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
                for (int k = coefficients.first(j); k < coefficients.end(j); k++) {
                    double product = delta * curvature[j * outputs + k];
                    for (int a = coefficients.first(j); a < coefficients.end(j); a++) {
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
        combine();
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
                for (int k = coefficients.first(j); k < coefficients.end(j); k++) {
                    sum += curvature[j * outputs + k] * state[layout.covariance(j, k) + g];
                }
            }
        }
        return sum;
    }

    /** A_g = sum_i p_i lambda_{g,i} H_i. */
    private void readCurvature(int group) {
        for (int j = 0; j < outputs; j++) {
            int from = j * outputs + coefficients.first(j);
            int n = coefficients.end(j) - coefficients.first(j);
            Arrays.fill(curvature, from, from + n, 0);
            for (int k = 0; k < modes.spectra(); k++) {
                Kernels.add(curvature, from, modes.spectrumByGroup(k)[group], coefficients.hessian[k], from, n);
            }
        }
    }

    private void combine() {
        if (products.isPresent()) {
            if (combined.length == 0) {
                combined = new double[outputs * modes.slots()];
            }
            products.get().combine(coefficients.force, combined, 0);
        }
    }

    /** The slot's part of grad R: sum_i p_i (mu_{s,i} g_i + lambda_{s,i} H*_i^T x*_s) + A_g x_s, A_g as last read. */
    private void readDrift(int slot) {
        for (int j = 0; j < outputs; j++) {
            double sum = products.isPresent() ? combined[j * modes.slots() + slot] : 0;
            for (int i = 0; i < modes.classes() && products.isEmpty(); i++) {
                sum += modes.slotMeans(i)[slot] * coefficients.force[i][j];
            }
            for (int k = 0; k < modes.spectra(); k++) {
                double pull = 0;
                for (int a = 0; a < modes.teacherOutputs(); a++) {
                    pull += coefficients.teacherHessian[k][a * outputs + j] * modes.slotTeachers(a)[slot];
                }
                sum += modes.spectrumBySlot(k)[slot] * pull;
            }
            for (int a = coefficients.first(j); a < coefficients.end(j); a++) {
                sum += curvature[j * outputs + a] * state[layout.iterate(a) + slot];
            }
            drift[j] = sum;
        }
    }
}
