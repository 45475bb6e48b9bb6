package org.sgdyn.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.GaussianQuadrature;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.RandomStream;

/** Problems of as many outputs as classes; the losses' own module is not there, and a simulation needs gradients alone. */
final class ManyOutputs {

    private ManyOutputs() {}

    /** Least squares against the label's unit vector. */
    record OneHot(int outputs) implements Loss {

        @Override
        public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
            double sum = 0;
            for (int j = 0; j < outputs; j++) {
                double miss = logits[j] - (j == target.index() ? 1 : 0);
                sum += miss * miss / 2;
            }
            return sum;
        }

        @Override
        public void gradient(
                ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
            for (int j = 0; j < outputs; j++) {
                gradient[j] = logits[j] - (j == target.index() ? 1 : 0);
            }
        }
    }

    /** Cross-entropy of the softmax. */
    record Softmax(int outputs) implements Loss {

        @Override
        public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
            double largest = Arrays.stream(logits).max().orElseThrow();
            double sum = Arrays.stream(logits).map(r -> Math.exp(r - largest)).sum();
            return Math.log(sum) + largest - logits[target.index()];
        }

        @Override
        public void gradient(
                ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
            double largest = logits[0];
            for (int j = 1; j < outputs; j++) {
                largest = Math.max(largest, logits[j]);
            }
            double sum = 0;
            for (int j = 0; j < outputs; j++) {
                gradient[j] = Math.exp(logits[j] - largest);
                sum += gradient[j];
            }
            for (int j = 0; j < outputs; j++) {
                gradient[j] = gradient[j] / sum - (j == target.index() ? 1 : 0);
            }
        }
    }

    /** A power law's variances, Gaussian means of norm 1 and a start at zero. */
    static LearningProblem problem(Loss loss, int dimension, LearningRate rate) {
        int classes = loss.outputs();
        double[] eigenvalues = new double[dimension];
        for (int s = 0; s < dimension; s++) {
            eigenvalues[s] = Math.pow((s + 1.0) / dimension, 1.1);
        }
        double[][] all = new double[classes][];
        Arrays.fill(all, eigenvalues);
        double[][] means = new double[classes][dimension];
        RandomStream random = RandomStreams.of(7, 0, 0);
        for (double[] mean : means) {
            random.fillNormals(mean, 0, dimension);
            for (int s = 0; s < dimension; s++) {
                mean[s] /= Math.sqrt(dimension);
            }
        }
        double[] weights = new double[classes];
        Arrays.fill(weights, 1.0 / classes);
        List<ClassTarget> targets =
                IntStream.range(0, classes).mapToObj(i -> ClassTarget.of(i, i)).toList();
        ModeTable modes = ModeTable.of(targets, weights, all, means, new double[0][], new double[classes][dimension]);
        return new LearningProblem(modes, loss, rate, 0, 1, GaussianQuadrature.standard());
    }
}
