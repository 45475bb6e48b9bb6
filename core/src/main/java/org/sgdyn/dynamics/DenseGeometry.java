package org.sgdyn.dynamics;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sgdyn.model.DenseCovariances;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.TrainedParameter;

/**
 * The loss geometry where covariances are full matrices, at the state that the logits have read last: plain traces. What the
 * iterate's covariance adds feels Sigma_i, as its motion does.
 */
final class DenseGeometry implements StateGeometry {

    private final ModeTable modes;
    private final StateLayout layout;
    private final DenseLogits logits;
    /** Made when first asked for: few learning rates read the geometry. */
    private @Nullable DenseDrift drift;

    private final List<TrainedParameter> parameters;
    private final double ridge;
    private final int dimension;
    private final int outputs;
    private final int block;
    private final double[] normalisedTraces;
    /** tr(Sigma_i Sigma_q) / d, C x C; computed when first asked for. */
    private double[] traceOfProducts = {};

    private Coefficients coefficients;
    private double[] state = {};

    DenseGeometry(LearningProblem problem, StateLayout layout, DenseLogits logits) {
        modes = problem.modes();
        parameters = problem.trained();
        this.layout = layout;
        this.logits = logits;
        ridge = problem.ridge();
        dimension = modes.dimension();
        outputs = modes.outputs();
        block = layout.denseModes();
        normalisedTraces = ModeGeometry.normalisedTraces(modes);
        coefficients = new Coefficients(problem);
    }

    @Override
    public void at(Coefficients at, double[] here) {
        coefficients = at;
        state = here;
    }

    @Override
    public double gradientSecondMoment() {
        return coefficients.gradientSecondMoment(normalisedTraces);
    }

    @Override
    public double squaredRiskGradient() {
        return descentAlong(0) + ModeGeometry.trainedDescent(coefficients, parameters, false);
    }

    @Override
    public double riskDescent() {
        return descentAlong(ridge) + ModeGeometry.trainedDescent(coefficients, parameters, true);
    }

    /** &lt;grad R, grad R + delta X&gt; of the iterate. */
    private double descentAlong(double delta) {
        DenseDrift drift = drift();
        drift.readForce(coefficients);
        double sum = Kernels.dot(drift.force, drift.force, 0, outputs * dimension)
                + delta * Kernels.dotSlices(drift.force, 0, state, layout.iterate(0), outputs * dimension);
        int rows = outputs * block;
        if (block > 0) {
            drift.readCurvature(coefficients);
        }
        // tr A (A + delta) C
        for (int r = 0; r < rows; r++) {
            for (int s = 0; s < rows; s++) {
                double product = delta * drift.curvature[r * rows + s]
                        + Kernels.dotSlices(drift.curvature, r * rows, drift.curvature, s * rows, rows);
                sum += product * state[layout.dense(0, 0) + r * rows + s];
            }
        }
        double[] curvature = new double[outputs * outputs];
        for (int mode = block; mode < dimension; mode++) {
            readCurvature(mode, curvature);
            for (int j = 0; j < outputs; j++) {
                for (int k = 0; k < outputs; k++) {
                    double product = delta * curvature[j * outputs + k]
                            + Kernels.dotSlices(curvature, j * outputs, curvature, k * outputs, outputs);
                    sum += product * state[layout.covariance(j, k) + mode];
                }
            }
        }
        return sum;
    }

    private DenseDrift drift() {
        if (drift == null) {
            drift = new DenseDrift(modes, logits);
        }
        return drift;
    }

    /** A on a mode beyond the first. */
    private void readCurvature(int mode, double[] curvature) {
        Arrays.fill(curvature, 0);
        for (int i = 0; i < modes.classes(); i++) {
            Kernels.add(curvature, 0, modes.spectrumByGroup(i)[mode], coefficients.hessian[i], 0, curvature.length);
        }
    }

    @Override
    public double noiseCurvature() {
        int classes = modes.classes();
        if (traceOfProducts.length == 0) {
            traceOfProducts = traceOfProducts();
        }
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            for (int q = 0; q < classes; q++) {
                sum += traceOfProducts[i * classes + q]
                        * Kernels.dot(coefficients.hessian[i], coefficients.secondMoment[q], 0, outputs * outputs);
            }
        }
        return sum;
    }

    /** Without the mean's part: tr K_i K_q; with it mu_q^T K_i mu_q, mu_i^T K_q mu_i and (mu_i^T mu_q)^2 beside. */
    private double[] traceOfProducts() {
        DenseCovariances dense = modes.dense().orElseThrow();
        int classes = modes.classes();
        int n = dimension * dimension;
        double[] traces = new double[classes * classes];
        for (int i = 0; i < classes; i++) {
            for (int q = i; q < classes; q++) {
                double trace = Kernels.dotSlices(dense.matrices(), i * n, dense.matrices(), q * n, n);
                if (dense.form() != DenseCovariances.Form.PAPER) {
                    double overlap = Kernels.dot(modes.slotMeans(i), modes.slotMeans(q), 0, dimension);
                    trace += energy(i, q) + energy(q, i) + overlap * overlap;
                }
                traces[i * classes + q] = trace / dimension;
                traces[q * classes + i] = trace / dimension;
            }
        }
        return traces;
    }

    /** mu_q^T K_i mu_q. */
    private double energy(int i, int q) {
        double[] matrices = modes.dense().orElseThrow().matrices();
        double[] mean = modes.slotMeans(q);
        double sum = 0;
        for (int r = 0; r < dimension; r++) {
            sum += mean[r] * Kernels.dot(mean, matrices, (i * dimension + r) * dimension, dimension);
        }
        return sum;
    }

    @Override
    public double descentTowardTeacher() {
        if (modes.teacherOutputs() != outputs) {
            throw new IllegalStateException("a teacher with " + outputs + " outputs is needed");
        }
        DenseDrift drift = drift();
        drift.readForce(coefficients);
        double sum = 0;
        for (int j = 0; j < outputs; j++) {
            for (int s = 0; s < dimension; s++) {
                double x = state[layout.iterate(j) + s];
                sum += (drift.force[j * dimension + s] + ridge * x) * (x - modes.slotTeachers(j)[s]);
            }
            sum += ridge * layout.variance(state, 0, j);
        }
        // tr A C, in which the classes' own readings already hold it all.
        for (int i = 0; i < modes.classes(); i++) {
            for (int j = 0; j < outputs; j++) {
                for (int k = 0; k < outputs; k++) {
                    sum += coefficients.hessian[i][j * outputs + k] * logits.noiseCovariance(i, j, k);
                }
            }
        }
        return sum;
    }
}
