package org.sgdyn.numerics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;
import org.sgdyn.spi.RandomStream;

/**
 * Moments over four or more Gaussian variables by a fixed point set: a Sobol set with one random shift modulo 1, mapped to
 * normals and made to have mean 0 and covariance I exactly, so that quadratic losses are integrated exactly.
 *
 * <p>The logits are m + B^{1/2} z with the symmetric root. Stein's identity is read from reflected pairs,
 * u_j^T [H; H*] = E[y_j (grad(y) - grad(y with y_j reversed))] / (2 sqrt(lambda_j)), y_j = u_j^T z: a difference quotient,
 * whose error stays bounded as lambda_j tends to 0. The reflected points also serve g and G.
 */
final class SobolMoments implements LossMoments {

    private static final double NARROW = 1e-3;
    private static final long SHIFT_SEED = 2510_14074L;

    private final Loss loss;
    private final ClassTarget target;
    private final double[] normals;
    private final int points;
    private final int outputs;
    private final int teacherOutputs;
    private final int n;
    private final int variables;
    private final double noiseDeviation;

    private final SymmetricEigen eigen;
    private final double[] deviation;
    private final double[] y;
    private final double[] at;
    private final double[] shifted;
    private final double[] logits;
    private final double[] teacher;
    private final double[] gradient;
    private final double[] other;
    private final double[] first;
    private final double[] second;
    private final double[] rows;
    private double noise;

    SobolMoments(Loss loss, ClassTarget target, double[] normals, int points) {
        this.loss = loss;
        this.target = target;
        this.normals = normals;
        this.points = points;
        outputs = loss.outputs();
        teacherOutputs = loss.teacherOutputs();
        n = outputs + teacherOutputs;
        variables = normals.length / points;
        noiseDeviation = Math.sqrt(loss.noiseVariance());
        eigen = new SymmetricEigen(n);
        deviation = new double[n];
        y = new double[n];
        at = new double[n];
        shifted = new double[n];
        logits = new double[outputs];
        teacher = new double[teacherOutputs];
        gradient = new double[outputs];
        other = new double[outputs];
        first = new double[outputs];
        second = new double[outputs * outputs];
        rows = new double[n * outputs];
    }

    /**
     * The point set.
     *
     * @param variables the dimension
     * @param points the number of points, a power of two
     * @return points x variables, row-major
     */
    static double[] pointSet(int variables, int points) {
        if (variables > 1000) {
            throw new IllegalArgumentException("quadrature knows at most 1000 variables, not " + variables
                    + "; the loss must bring its own moments");
        }
        RandomStream random = RandomStreams.of(SHIFT_SEED, RandomStreams.SIMULATION, 0);
        double[] shift = new double[variables];
        for (int v = 0; v < variables; v++) {
            shift[v] = random.uniform();
        }
        SobolSequenceGenerator sobol = new SobolSequenceGenerator(variables);
        NormalDistribution normal = new NormalDistribution();
        double[] normals = new double[points * variables];
        for (int k = 0; k < points; k++) {
            double[] u = sobol.nextVector();
            for (int v = 0; v < variables; v++) {
                double x = u[v] + shift[v];
                x -= Math.floor(x);
                // The shift never lands on 0 in practice; the bound keeps the normal finite if it does.
                normals[k * variables + v] = normal.inverseCumulativeProbability(Math.max(x, 0x1p-54));
            }
        }
        standardise(normals, variables, points);
        return normals;
    }

    /** Makes mean 0 and covariance I by Gram-Schmidt on the coordinates, twice for the last digits. */
    private static void standardise(double[] normals, int variables, int points) {
        for (int pass = 0; pass < 2; pass++) {
            for (int v = 0; v < variables; v++) {
                double mean = 0;
                for (int k = 0; k < points; k++) {
                    mean += normals[k * variables + v];
                }
                mean /= points;
                for (int k = 0; k < points; k++) {
                    normals[k * variables + v] -= mean;
                }
                for (int w = 0; w < v; w++) {
                    double product = innerProduct(normals, variables, points, v, w);
                    for (int k = 0; k < points; k++) {
                        normals[k * variables + v] -= product * normals[k * variables + w];
                    }
                }
                double scale = 1 / Math.sqrt(innerProduct(normals, variables, points, v, v));
                for (int k = 0; k < points; k++) {
                    normals[k * variables + v] *= scale;
                }
            }
        }
    }

    private static double innerProduct(double[] normals, int variables, int points, int v, int w) {
        double sum = 0;
        for (int k = 0; k < points; k++) {
            sum += normals[k * variables + v] * normals[k * variables + w];
        }
        return sum / points;
    }

    @Override
    public double risk(double[] mean, double[] covariance) {
        prepare(covariance);
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
    public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
        prepare(covariance);
        Arrays.fill(first, 0);
        Arrays.fill(second, 0);
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
                    addRow(j, 0.5 * y[j] / (deviation[j] * points), gradient, other);
                } else {
                    shift(j, NARROW);
                    gradientAt(shifted, other);
                    addRow(j, 0.5 / (NARROW * points), other, null);
                    shift(j, -NARROW);
                    gradientAt(shifted, other);
                    addRow(j, -0.5 / (NARROW * points), other, null);
                }
            }
        }
        System.arraycopy(first, 0, result.gradient, 0, outputs);
        for (int a = 0; a < outputs; a++) {
            for (int b = 0; b < outputs; b++) {
                result.gradientSecondMoment[a * outputs + b] = second[Math.min(a, b) * outputs + Math.max(a, b)];
            }
        }
        SteinRows.assemble(eigen, rows, outputs, teacherOutputs, result);
    }

    private void prepare(double[] covariance) {
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
    }

    private void addRow(int j, double factor, double[] plus, double[] minus) {
        for (int a = 0; a < outputs; a++) {
            rows[j * outputs + a] += factor * (minus == null ? plus[a] : plus[a] - minus[a]);
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
