package org.sgdyn.numerics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;

/**
 * Moments over two or three Gaussian variables by a tensor grid along the eigenvectors of B, and along the noise.
 *
 * <p>Each variable of deviation s has its own rule: one node for s = 0; five Gauss-Hermite nodes for s &lt; 0.01; otherwise
 * the trapezoidal rule of step min(1/2, 1/(2 s)) on |z| &lt;= 8.5. The step 1/2 leaves a Gaussian's aliasing error
 * exp(-8 pi^2), and a step of 1/2 in r that of poles at distance a, exp(-4 pi a): 1e-16 for a = 3 (logistic functions
 * have a = pi). If the grid exceeds 2^18 nodes, the finest rules are coarsened. Corners beyond radius 8.5 are left out.
 *
 * <p>Where the loss has breakpoints, the logits' grid is a {@link BrokenGrid} instead, and deviations below 1e-5 are taken for 1e-5, but in
 * directions of logits that do not vary at all, which alone are narrow.
 */
final class TensorMoments implements LossMoments {

    private static final double REACH = 8.5;
    private static final double STEP = 0.5;
    private static final double NARROW = 1e-2;
    private static final double NARROW_IF_BROKEN = 1e-5;
    private static final double BUDGET = 1 << 18;
    private static final int LARGEST_HALF = 4096;

    private final Loss loss;
    private final ClassTarget target;
    private final int outputs;
    private final int teacherOutputs;
    private final int n;
    /** The gradient's components, those by the loss's own parameters behind those by its logits. */
    private final int components;

    private final int variables;
    private final int division;

    private final SymmetricEigen eigen;
    /** If the loss has breakpoints. */
    private final @Nullable BrokenGrid broken;

    private final double narrow;
    /** Made when first asked for. */
    private @Nullable OwnDecision decision;

    private final double[] deviation;
    private final int[] half;
    private final double[][] nodes;
    private final double[][] weights;
    private final int[] count;

    // Partial sums of the logits: row v holds the mean plus the first v variables' parts.
    private final double[][] point;
    private final double[] z;
    private final double[] logits;
    private final double[] teacher;
    private final double[] gradient;
    private final double[] gradientAtMean;
    private final double[] shifted;
    private final double[] neighbour;
    private final double[] derivative;
    private double noise;

    private final double[] first;
    private final double[] trainedSquares;
    private final double[] second;
    private final double[] rows;
    private double expectedValue;

    /**
     * Moments of a loss for a class.
     *
     * @param division by how much the steps are divided, 1 for the rules above; the budget grows with its square
     */
    TensorMoments(Loss loss, ClassTarget target, int division) {
        this.division = division;
        this.loss = loss;
        this.target = target;
        outputs = loss.outputs();
        teacherOutputs = loss.teacherOutputs();
        n = outputs + teacherOutputs;
        variables = n + (loss.noiseVariance() > 0 ? 1 : 0);
        eigen = SymmetricEigen.of(n);
        double[] breakpoints = loss.breakpoints(target);
        broken = breakpoints.length == 0 ? null : new BrokenGrid(n, breakpoints, division);
        narrow = broken == null ? NARROW : NARROW_IF_BROKEN;
        deviation = new double[variables];
        half = new int[variables];
        nodes = new double[variables][2 * LARGEST_HALF + 1];
        weights = new double[variables][2 * LARGEST_HALF + 1];
        count = new int[variables];
        point = new double[variables + 1][n];
        z = new double[variables];
        components = outputs + loss.trained().size();
        logits = new double[components];
        teacher = new double[teacherOutputs];
        gradient = new double[components];
        gradientAtMean = new double[components];
        shifted = new double[n];
        neighbour = new double[components];
        derivative = new double[outputs];
        first = new double[components];
        trainedSquares = new double[components - outputs];
        second = new double[outputs * outputs];
        rows = new double[n * outputs];
    }

    @Override
    public double risk(double[] mean, double[] covariance) {
        prepare(mean, covariance);
        visitAll(mean, true);
        return expectedValue;
    }

    @Override
    public double error(double[] mean, double[] covariance) {
        if (decision == null) {
            decision = new OwnDecision(loss, target);
        }
        return decision.error(mean, covariance, n);
    }

    @Override
    public void trainedSecondMoment(double[] mean, double[] covariance, double[] result) {
        evaluate(mean, covariance, new GradientMoments(outputs, teacherOutputs, components - outputs));
        System.arraycopy(trainedSquares, 0, result, 0, components - outputs);
    }

    @Override
    public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
        prepare(mean, covariance);
        noise = 0;
        gradientAt(mean, gradientAtMean);
        visitAll(mean, false);
        System.arraycopy(first, 0, result.gradient, 0, outputs);
        System.arraycopy(first, outputs, result.trained, 0, components - outputs);
        for (int a = 0; a < outputs; a++) {
            for (int b = 0; b < outputs; b++) {
                result.gradientSecondMoment[a * outputs + b] = second[Math.min(a, b) * outputs + Math.max(a, b)];
            }
        }
        SteinRows.assemble(eigen, rows, outputs, teacherOutputs, loss.isPotential(), result);
    }

    private void prepare(double[] mean, double[] covariance) {
        System.arraycopy(mean, 0, point[0], 0, n);
        System.arraycopy(mean, n, logits, outputs, components - outputs);
        eigen.decompose(covariance);
        for (int j = 0; j < n; j++) {
            deviation[j] = Math.sqrt(Math.max(0, eigen.values[j]));
        }
        if (broken != null) {
            broken.factor(widened(covariance));
        }
        if (variables > n) {
            deviation[n] = Math.sqrt(loss.noiseVariance());
        }
        double size = 1;
        for (int v = 0; v < variables; v++) {
            half[v] = (int) Math.min(LARGEST_HALF, Math.ceil(REACH * division / STEP * Math.max(1, deviation[v])));
            if (deviation[v] < NARROW) {
                half[v] = deviation[v] == 0 ? 0 : 2;
            }
            size *= 2 * half[v] + 1;
        }
        while (size > BUDGET * division * division) {
            int finest = 0;
            for (int v = 1; v < variables; v++) {
                finest = half[v] > half[finest] ? v : finest;
            }
            size /= 2 * half[finest] + 1;
            half[finest] -= Math.max(1, half[finest] / 16);
            size *= 2 * half[finest] + 1;
        }
        for (int v = 0; v < variables; v++) {
            placeRule(v);
        }
        expectedValue = 0;
        Arrays.fill(first, 0);
        Arrays.fill(second, 0);
        Arrays.fill(trainedSquares, 0);
        Arrays.fill(rows, 0);
    }

    /** B, with deviations of at least 1e-5 along eigenvectors of logits that vary. */
    private double[] widened(double[] covariance) {
        double[] wide = covariance.clone();
        for (int j = 0; j < n; j++) {
            boolean isWidened = deviation[j] < NARROW_IF_BROKEN;
            for (int i = 0; i < n && isWidened; i++) {
                isWidened = covariance[i * n + i] > 0 || eigen.vectors[i * n + j] == 0;
            }
            if (isWidened) {
                double more = NARROW_IF_BROKEN * NARROW_IF_BROKEN - deviation[j] * deviation[j];
                deviation[j] = NARROW_IF_BROKEN;
                for (int ik = 0; ik < n * n; ik++) {
                    wide[ik] += more * eigen.vectors[ik / n * n + j] * eigen.vectors[ik % n * n + j];
                }
            }
        }
        return wide;
    }

    private void placeRule(int v) {
        count[v] = 2 * half[v] + 1;
        if (deviation[v] < NARROW) {
            for (int k = 0; k < count[v]; k++) {
                nodes[v][k] = count[v] == 1 ? 0 : Stencils.HERMITE_NODES[k];
                weights[v][k] = count[v] == 1 ? 1 : Stencils.HERMITE_WEIGHTS[k];
            }
            return;
        }
        double step = REACH / half[v];
        double sum = 0;
        for (int k = 0; k < count[v]; k++) {
            nodes[v][k] = (k - half[v]) * step;
            weights[v][k] = StandardNormal.density(nodes[v][k]);
            sum += weights[v][k];
        }
        for (int k = 0; k < count[v]; k++) {
            weights[v][k] /= sum;
        }
    }

    private void visitAll(double[] mean, boolean valueOnly) {
        if (broken == null) {
            visit(0, 1, 0, valueOnly);
        } else {
            visitBroken(broken, mean, 0, 1, valueOnly);
        }
    }

    private void visitBroken(BrokenGrid grid, double[] mean, int v, double weight, boolean valueOnly) {
        if (v == n) {
            for (int j = 0; j < n && !valueOnly; j++) {
                double along = 0;
                for (int i = 0; i < n; i++) {
                    along += eigen.vectors[i * n + j] * (point[n][i] - mean[i]);
                }
                z[j] = deviation[j] > 0 ? along / deviation[j] : 0;
            }
            visit(n, weight, 0, valueOnly);
            return;
        }
        int nodesHere = grid.place(v, point[v]);
        for (int k = 0; k < nodesHere; k++) {
            grid.move(v, k, point[v], point[v + 1]);
            visitBroken(grid, mean, v + 1, weight * grid.weight(v, k), valueOnly);
        }
    }

    private void visit(int v, double weight, double radiusSquared, boolean valueOnly) {
        if (v == variables) {
            if (valueOnly) {
                split(point[v]);
                expectedValue += weight * loss.value(target, logits, teacher, noise);
            } else {
                collect(point[v], weight);
            }
            return;
        }
        for (int k = 0; k < count[v]; k++) {
            z[v] = nodes[v][k];
            double radius = radiusSquared + z[v] * z[v];
            if (radius > REACH * REACH * (1 + 1e-12)) {
                continue;
            }
            if (v < n) {
                double length = deviation[v] * z[v];
                for (int i = 0; i < n; i++) {
                    point[v + 1][i] = point[v][i] + length * eigen.vectors[i * n + v];
                }
            } else {
                noise = deviation[v] * z[v];
                System.arraycopy(point[v], 0, point[v + 1], 0, n);
            }
            visit(v + 1, weight * weights[v][k], radius, valueOnly);
        }
    }

    private void collect(double[] at, double weight) {
        gradientAt(at, gradient);
        for (int a = 0; a < outputs; a++) {
            double weighted = weight * gradient[a];
            first[a] += weighted;
            for (int b = a; b < outputs; b++) {
                second[a * outputs + b] += weighted * gradient[b];
            }
        }
        for (int a = outputs; a < components; a++) {
            first[a] += weight * gradient[a];
            trainedSquares[a - outputs] += weight * gradient[a] * gradient[a];
        }
        for (int j = 0; j < n; j++) {
            if (deviation[j] < narrow) {
                differentiate(at, j);
                for (int a = 0; a < outputs; a++) {
                    rows[j * outputs + a] += weight * derivative[a];
                }
            } else {
                double factor = weight * z[j] / deviation[j];
                for (int a = 0; a < outputs; a++) {
                    rows[j * outputs + a] += factor * (gradient[a] - gradientAtMean[a]);
                }
            }
        }
    }

    /** The derivative of the gradient along eigenvector j. */
    private void differentiate(double[] at, int j) {
        Arrays.fill(derivative, 0);
        for (int k = -Stencils.DIFFERENCE.length; k <= Stencils.DIFFERENCE.length; k++) {
            if (k != 0) {
                for (int i = 0; i < n; i++) {
                    shifted[i] = at[i] + k * Stencils.STEP * eigen.vectors[i * n + j];
                }
                gradientAt(shifted, neighbour);
                double coefficient = Integer.signum(k) * Stencils.DIFFERENCE[Math.abs(k) - 1] / Stencils.STEP;
                for (int a = 0; a < outputs; a++) {
                    derivative[a] += coefficient * neighbour[a];
                }
            }
        }
    }

    private void gradientAt(double[] at, double[] receiver) {
        split(at);
        loss.gradient(target, logits, teacher, noise, receiver);
    }

    private void split(double[] at) {
        System.arraycopy(at, 0, logits, 0, outputs);
        System.arraycopy(at, outputs, teacher, 0, teacherOutputs);
    }
}
