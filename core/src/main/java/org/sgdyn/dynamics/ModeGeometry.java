package org.sgdyn.dynamics;

import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.LossGeometry;

/** The loss geometry at a state, from the class moments evaluated there; each number is computed when asked for. */
final class ModeGeometry implements LossGeometry {

    private final ModeTable modes;
    private final StateLayout layout;
    private final ClassMoments moments;
    private final double ridge;
    private final int outputs;
    /** tr K_i / d. */
    private final double[] normalisedTrace;
    /** tr(K_i K_j) / d, [i * L + j]. */
    private final double[] normalisedTraceOfProduct;

    private final double[] drift;
    private final double[] curvature;
    private double[] state;

    ModeGeometry(LearningProblem problem, StateLayout layout, ClassMoments moments) {
        modes = problem.modes();
        this.layout = layout;
        this.moments = moments;
        ridge = problem.ridge();
        outputs = modes.outputs();
        int classes = modes.classes();
        normalisedTrace = new double[classes];
        normalisedTraceOfProduct = new double[classes * classes];
        drift = new double[outputs];
        curvature = new double[outputs * outputs];
        double[] weights = modes.groupWeights();
        for (int i = 0; i < classes; i++) {
            double[] eigenvalues = modes.groupEigenvalues(i);
            normalisedTrace[i] = Kernels.dot(weights, eigenvalues, 0, modes.groups());
            for (int j = 0; j < classes; j++) {
                normalisedTraceOfProduct[i * classes + j] =
                        Kernels.weightedDot(weights, eigenvalues, 0, modes.groupEigenvalues(j), 0, modes.groups());
            }
        }
    }

    /** Points the geometry at a state whose class moments have just been evaluated. */
    void at(double[] state) {
        this.state = state;
    }

    @Override
    public double gradientSecondMoment() {
        double sum = 0;
        for (int i = 0; i < modes.classes(); i++) {
            double trace = 0;
            for (int j = 0; j < outputs; j++) {
                trace += moments.gradients(i).gradientSecondMoment[j * outputs + j];
            }
            sum += modes.weight(i) * normalisedTrace[i] * trace;
        }
        return sum;
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
                    sum += drift[j] * (drift[j] + delta * state[layout.iterate(j) + s]);
                }
            }
            // tr A (A + delta) C
            for (int j = 0; j < outputs; j++) {
                for (int k = 0; k < outputs; k++) {
                    double product = delta * curvature[j * outputs + k];
                    for (int a = 0; a < outputs; a++) {
                        product += curvature[j * outputs + a] * curvature[a * outputs + k];
                    }
                    sum += product * state[layout.covariance(j, k) + g];
                }
            }
        }
        return sum;
    }

    @Override
    public double noiseCurvature() {
        int classes = modes.classes();
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            for (int j = 0; j < classes; j++) {
                double trace = 0;
                double[] hessian = moments.gradients(i).hessian;
                double[] second = moments.gradients(j).gradientSecondMoment;
                for (int k = 0; k < hessian.length; k++) {
                    trace += hessian[k] * second[k];
                }
                sum += modes.weight(i) * modes.weight(j) * normalisedTraceOfProduct[i * classes + j] * trace;
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
        for (int k = 0; k < curvature.length; k++) {
            double sum = 0;
            for (int i = 0; i < modes.classes(); i++) {
                sum += modes.weight(i) * modes.groupEigenvalues(i)[group] * moments.gradients(i).hessian[k];
            }
            curvature[k] = sum;
        }
    }

    /** The slot's part of grad R: sum_i p_i (mu_{s,i} g_i + lambda_{s,i} (H_i x_s + H*_i^T x*_s)). */
    private void readDrift(int slot) {
        for (int j = 0; j < outputs; j++) {
            double sum = 0;
            for (int i = 0; i < modes.classes(); i++) {
                GradientMoments gradient = moments.gradients(i);
                double linear = 0;
                for (int k = 0; k < outputs; k++) {
                    linear += gradient.hessian[j * outputs + k] * state[layout.iterate(k) + slot];
                }
                for (int k = 0; k < modes.teacherOutputs(); k++) {
                    linear += gradient.teacherHessian[k * outputs + j] * modes.slotTeachers(k)[slot];
                }
                sum += modes.weight(i)
                        * (modes.slotMeans(i)[slot] * gradient.gradient[j] + modes.slotEigenvalues(i)[slot] * linear);
            }
            drift[j] = sum;
        }
    }
}
