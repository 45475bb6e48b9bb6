package org.sgdyn.numerics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;

/**
 * Moments over four or more Gaussian variables by a fixed set of {@link NormalPoints}, which integrates quadratic losses
 * exactly.
 *
 * <p>The logits are m + B^{1/2} z with the symmetric root. Stein's identity is read from reflected pairs,
 * u_j^T [H; H*] = E[y_j (grad(y) - grad(y with y_j reversed))] / (2 sqrt(lambda_j)), y_j = u_j^T z: a difference quotient,
 * whose error stays bounded as lambda_j tends to 0. The reflected points also serve g and G.
 */
final class SobolMoments implements LossMoments {

    private static final double NARROW = 1e-3;

    private final Loss loss;
    private final ClassTarget target;
    private final NormalPoints set;
    private final int points;
    private final int outputs;
    private final int teacherOutputs;
    private final int n;
    /** The gradient's components, those by the loss's own parameters behind those by its logits. */
    private final int components;

    private final int variables;
    private final double noiseDeviation;

    private final SymmetricEigen eigen;
    /** Made when first asked for. */
    private @Nullable OwnDecision decision;

    private final double[] deviation;
    private final double[] y;
    private final double[] at;
    private final double[] shifted;
    private final double[] logits;
    private final double[] teacher;
    private final double[] gradient;
    private final double[] other;
    private final double[] first;
    private final double[] trainedSquares;
    private final double[] second;
    private final double[] rows;
    private double noise;
    private double[] normals;

    SobolMoments(Loss loss, ClassTarget target, NormalPoints set) {
        this.loss = loss;
        this.target = target;
        this.set = set;
        normals = set.coordinates();
        points = set.points();
        outputs = loss.outputs();
        teacherOutputs = loss.teacherOutputs();
        n = outputs + teacherOutputs;
        variables = set.variables();
        noiseDeviation = Math.sqrt(loss.noiseVariance());
        eigen = SymmetricEigen.of(n);
        deviation = new double[n];
        y = new double[n];
        at = new double[n];
        shifted = new double[n];
        components = outputs + loss.trained().size();
        logits = new double[components];
        teacher = new double[teacherOutputs];
        gradient = new double[components];
        other = new double[components];
        first = new double[components];
        trainedSquares = new double[components - outputs];
        second = new double[outputs * outputs];
        rows = new double[n * outputs];
    }

    @Override
    public double risk(double[] mean, double[] covariance) {
        prepare(mean, covariance);
        normals = set.coordinates();
        return meanValue(mean);
    }

    /** The scatter of the risk over independent shifts of the point set. */
    @Override
    public double errorEstimate(double[] mean, double[] covariance) {
        prepare(mean, covariance);
        return set.standardError(other -> {
            normals = other.coordinates();
            return meanValue(mean);
        });
    }

    private double meanValue(double[] mean) {
        double sum = 0;
        for (int k = 0; k < points; k++) {
            place(mean, k);
            split(at);
            double value = loss.value(target, logits, teacher, noise);
            int used = 1;
            for (int j = 0; j < n; j++) {
                if (deviation[j] >= NARROW) {
                    shift(j, -2 * deviation[j] * y[j]);
                    split(shifted);
                    value += loss.value(target, logits, teacher, noise);
                    used++;
                }
            }
            sum += value / used;
        }
        return sum / points;
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
        normals = set.coordinates();
        Arrays.fill(first, 0);
        Arrays.fill(second, 0);
        Arrays.fill(trainedSquares, 0);
        Arrays.fill(rows, 0);
        int used = 1;
        for (int j = 0; j < n; j++) {
            used += deviation[j] >= NARROW ? 1 : 0;
        }
        double weight = 1.0 / ((double) points * used);
        for (int k = 0; k < points; k++) {
            place(mean, k);
            gradientAt(at, gradient);
            collect(gradient, weight);
            for (int j = 0; j < n; j++) {
                if (deviation[j] >= NARROW) {
                    shift(j, -2 * deviation[j] * y[j]);
                    gradientAt(shifted, other);
                    collect(other, weight);
                    addDifference(j, 0.5 * y[j] / (deviation[j] * points), gradient, other);
                } else {
                    shift(j, NARROW);
                    gradientAt(shifted, other);
                    addRow(j, 0.5 / (NARROW * points), other);
                    shift(j, -NARROW);
                    gradientAt(shifted, other);
                    addRow(j, -0.5 / (NARROW * points), other);
                }
            }
        }
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
        System.arraycopy(mean, n, logits, outputs, components - outputs);
        eigen.decompose(covariance);
        for (int j = 0; j < n; j++) {
            deviation[j] = Math.sqrt(Math.max(0, eigen.values[j]));
        }
    }

    private void place(double[] mean, int k) {
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += eigen.vectors[i * n + j] * normals[k * variables + i];
            }
            y[j] = sum;
        }
        for (int i = 0; i < n; i++) {
            double sum = mean[i];
            for (int j = 0; j < n; j++) {
                sum += eigen.vectors[i * n + j] * deviation[j] * y[j];
            }
            at[i] = sum;
        }
        noise = variables > n ? noiseDeviation * normals[k * variables + n] : 0;
    }

    private void shift(int j, double length) {
        for (int i = 0; i < n; i++) {
            shifted[i] = at[i] + length * eigen.vectors[i * n + j];
        }
    }

    private void collect(double[] sample, double weight) {
        for (int a = 0; a < outputs; a++) {
            double weighted = weight * sample[a];
            first[a] += weighted;
            for (int b = a; b < outputs; b++) {
                second[a * outputs + b] += weighted * sample[b];
            }
        }
        for (int a = outputs; a < components; a++) {
            first[a] += weight * sample[a];
            trainedSquares[a - outputs] += weight * sample[a] * sample[a];
        }
    }

    private void addRow(int j, double factor, double[] row) {
        for (int a = 0; a < outputs; a++) {
            rows[j * outputs + a] += factor * row[a];
        }
    }

    private void addDifference(int j, double factor, double[] plus, double[] minus) {
        for (int a = 0; a < outputs; a++) {
            rows[j * outputs + a] += factor * (plus[a] - minus[a]);
        }
    }

    private void gradientAt(double[] position, double[] receiver) {
        split(position);
        loss.gradient(target, logits, teacher, noise, receiver);
    }

    private void split(double[] position) {
        System.arraycopy(position, 0, logits, 0, outputs);
        System.arraycopy(position, outputs, teacher, 0, teacherOutputs);
    }
}
