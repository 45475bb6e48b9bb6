package org.sgdyn.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;
import org.sgdyn.spi.RandomStream;

/** Small problems with exact moments, for tests of the dynamics alone. */
public final class Problems {

    private static final GaussianExpectation NONE = (loss, target) -> {
        throw new AssertionError("these losses have their own moments");
    };

    private Problems() {}

    /** Psi = sum_j (r_j - y - r*_j - eps)^2 / 2 with l = l* or l* = 0; its moments in closed form. */
    public record Quadratic(int outputs, int teacherOutputs, double noiseVariance) implements Loss {

        @Override
        public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
            double sum = 0;
            for (int j = 0; j < outputs; j++) {
                double e = residual(target, logits, teacherLogits, noise, j);
                sum += e * e / 2;
            }
            return sum;
        }

        @Override
        public void gradient(
                ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
            for (int j = 0; j < outputs; j++) {
                gradient[j] = residual(target, logits, teacherLogits, noise, j);
            }
        }

        @Override
        public OptionalDouble quadraticCurvature() {
            return OptionalDouble.of(1);
        }

        private double residual(ClassTarget target, double[] logits, double[] teacherLogits, double noise, int j) {
            return logits[j] - target.label() - (teacherOutputs > 0 ? teacherLogits[j] : 0) - noise;
        }

        @Override
        public LossMoments moments(ClassTarget target, GaussianExpectation expectation) {
            int n = outputs + teacherOutputs;
            return new LossMoments() {
                @Override
                public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
                    for (int j = 0; j < outputs; j++) {
                        result.gradient[j] = error(mean, j);
                        for (int k = 0; k < outputs; k++) {
                            result.hessian[j * outputs + k] = j == k ? 1 : 0;
                            result.gradientSecondMoment[j * outputs + k] =
                                    error(mean, j) * error(mean, k) + variance(covariance, j, k);
                        }
                        if (teacherOutputs > 0) {
                            result.teacherHessian[j * outputs + j] = -1;
                        }
                    }
                }

                @Override
                public double risk(double[] mean, double[] covariance) {
                    double sum = 0;
                    for (int j = 0; j < outputs; j++) {
                        sum += (error(mean, j) * error(mean, j) + variance(covariance, j, j)) / 2;
                    }
                    return sum;
                }

                private double error(double[] mean, int j) {
                    return mean[j] - target.label() - (teacherOutputs > 0 ? mean[outputs + j] : 0);
                }

                private double variance(double[] covariance, int j, int k) {
                    double own = covariance[j * n + k] + noiseVariance;
                    return teacherOutputs == 0
                            ? own
                            : own
                                    - covariance[j * n + outputs + k]
                                    - covariance[(outputs + j) * n + k]
                                    + covariance[(outputs + j) * n + outputs + k];
                }
            };
        }
    }

    /** A constant learning rate. */
    public static LearningRate constant(double gamma) {
        return (time, accumulated, geometry) -> gamma;
    }

    /** Random modes for a quadratic loss: d modes, the given weights, labels +1, -1, +1, ... */
    public static LearningProblem random(Quadratic loss, double[] weights, int d, double gamma, double ridge) {
        RandomStream random = RandomStreams.of(7, 0, 0);
        double[][] eigenvalues = new double[weights.length][d];
        for (int i = 0; i < weights.length; i++) {
            for (int mode = 0; mode < d; mode++) {
                eigenvalues[i][mode] = 2 * random.uniform();
            }
        }
        ModeTable modes = ModeTable.of(
                targets(weights.length),
                weights,
                eigenvalues,
                vectors(weights.length, d, random),
                vectors(loss.teacherOutputs(), d, random),
                vectors(loss.outputs(), d, random));
        return new LearningProblem(modes, loss, constant(gamma), ridge, 1, NONE);
    }

    /** Classes with labels +1, -1, +1, ... */
    public static List<ClassTarget> targets(int classes) {
        List<ClassTarget> targets = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            targets.add(ClassTarget.of(i, i % 2 == 0 ? 1 : -1));
        }
        return targets;
    }

    /** A problem on given modes. */
    public static LearningProblem of(ModeTable modes, Quadratic loss, LearningRate rate, double ridge) {
        return new LearningProblem(modes, loss, rate, ridge, 1, NONE);
    }

    /** Classical Runge-Kutta with equal steps; backwards for a negative time. */
    public static double[] rungeKutta(MeanField system, double[] start, double time, int steps) {
        int n = start.length;
        double h = time / steps;
        double[] y = start.clone();
        double[] stage = new double[n];
        double[][] k = new double[4][n];
        double[] node = {0, 0.5, 0.5, 1};
        for (int step = 0; step < steps; step++) {
            for (int s = 0; s < 4; s++) {
                for (int q = 0; q < n; q++) {
                    stage[q] = y[q] + (s == 0 ? 0 : node[s] * h * k[s - 1][q]);
                }
                system.derivative((step + node[s]) * h, stage, k[s]);
            }
            for (int q = 0; q < n; q++) {
                y[q] += h / 6 * (k[0][q] + 2 * k[1][q] + 2 * k[2][q] + k[3][q]);
            }
        }
        return y;
    }

    private static double[][] vectors(int count, int d, RandomStream random) {
        double[][] vectors = new double[count][d];
        for (double[] vector : vectors) {
            for (int mode = 0; mode < d; mode++) {
                vector[mode] = random.normal() / Math.sqrt(d);
            }
        }
        return vectors;
    }
}
