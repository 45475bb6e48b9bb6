package org.sgdyn.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sgdyn.dynamics.ModeOrderParameters;
import org.sgdyn.model.LabelNoise.Shown;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.Matrices;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossGeometry;
import org.sgdyn.spi.OrderParameters;
import org.sgdyn.spi.StepScale;
import org.sgdyn.spi.TrainedParameter;

/**
 * Order parameters of an iterate on real samples that it has not seen: risk, errors and logits are averages over them, each label's over
 * its own; what is not about samples is the mixture's. Labels weigh as they occur among the samples, or as the risk's weights say.
 * Everything follows the order parameters of the mixture when these move, and is computed once, when it is first asked for.
 */
final class SampleParameters implements OrderParameters {

    /** Of label noise: a quadratic loss's mean over a normal variable needs no more. */
    private static final double[] NODES = {-Math.sqrt(3), 0, Math.sqrt(3)};

    private static final double[] NODE_WEIGHTS = {1.0 / 6, 2.0 / 3, 1.0 / 6};

    private final LearningProblem problem;
    private final ModeOrderParameters mixture;
    private final OrderParameters population;
    private final Samples samples;
    private final Loss loss;
    private final int outputs;
    private final int dimension;
    private final int labels;
    private final int[] classes;
    private final long[] counts;
    private final double[] logits;
    private final double[] teacherLogits;
    private final Optional<OrderParameters> average;

    private double[] measured = {};
    private final Sums sums;
    /** The logits of a sample, and behind them the loss's parameters. */
    private final double[] own;

    private final double[] teacher;

    SampleParameters(LearningProblem problem, ModeOrderParameters mixture, Samples samples) {
        this.problem = problem;
        this.mixture = mixture;
        this.samples = samples;
        population = mixture.reported();
        loss = problem.loss();
        outputs = loss.outputs();
        dimension = problem.modes().dimension();
        labels = population.classes();
        classes = ShuffledSamples.classesOfLabels(problem);
        counts = new long[labels];
        for (int label : samples.labels()) {
            counts[label]++;
        }
        logits = new double[samples.size() * outputs];
        teacherLogits = new double[samples.size() * loss.teacherOutputs()];
        for (int k = 0; k < samples.size(); k++) {
            for (int a = 0; a < loss.teacherOutputs(); a++) {
                teacherLogits[k * loss.teacherOutputs() + a] =
                        Kernels.dot(problem.modes().slotTeachers(a), samples.rows(), k * dimension, dimension);
            }
        }
        sums = new Sums(labels, outputs);
        own = new double[outputs + loss.trained().size()];
        teacher = new double[loss.teacherOutputs()];
        average = mixture.averaged().map(other -> new SampleParameters(problem, other, samples));
    }

    /** Sums over the samples of each label. */
    private static final class Sums {

        final double[] risk;
        final double[] cleanRisk;
        final double[] squaredRisk;
        final double[] error;
        final double[] cleanError;
        final double[][] predicted;
        final double[][] mean;
        final double[][] product;

        Sums(int labels, int outputs) {
            risk = new double[labels];
            cleanRisk = new double[labels];
            squaredRisk = new double[labels];
            error = new double[labels];
            cleanError = new double[labels];
            predicted = new double[labels][outputs];
            mean = new double[labels][outputs];
            product = new double[labels][outputs * outputs];
        }

        void clear() {
            for (double[] row : List.of(risk, cleanRisk, squaredRisk, error, cleanError)) {
                Arrays.fill(row, 0);
            }
            for (double[][] rows : List.of(predicted, mean, product)) {
                for (double[] row : rows) {
                    Arrays.fill(row, 0);
                }
            }
        }
    }

    private Sums sums() {
        double[] iterate = mixture.iterate();
        if (!Arrays.equals(iterate, measured)) {
            measured = iterate;
            measure(iterate);
        }
        return sums;
    }

    private void measure(double[] iterate) {
        int n = samples.size();
        Matrices.get()
                .product(
                        false,
                        true,
                        n,
                        outputs,
                        dimension,
                        1,
                        samples.rows(),
                        0,
                        dimension,
                        iterate,
                        0,
                        dimension,
                        0,
                        logits,
                        0,
                        outputs);
        sums.clear();
        int biases = problem.training().bias().size();
        int trained = outputs * dimension;
        for (int k = 0; k < n; k++) {
            System.arraycopy(logits, k * outputs, own, 0, outputs);
            Kernels.add(own, 0, 1, iterate, trained, biases);
            System.arraycopy(iterate, trained + biases, own, outputs, own.length - outputs);
            System.arraycopy(teacherLogits, k * teacher.length, teacher, 0, teacher.length);
            add(samples.labels()[k]);
        }
    }

    /** Adds a sample, whose logits are in place. */
    private void add(int label) {
        int i = classes[label];
        ClassTarget target = problem.modes().target(i);
        double clean = value(target);
        double risk = 0;
        double error = 0;
        if (hasLabelNoise()) {
            for (Shown shown : problem.training().labels().shown().get(i)) {
                risk += shown.probability() * value(shown.target());
                error += shown.probability() * (isWrong(shown.target()) ? 1 : 0);
            }
        } else {
            risk = clean;
            error = isWrong(target) ? 1 : 0;
        }
        sums.risk[label] += risk;
        sums.squaredRisk[label] += risk * risk;
        sums.cleanRisk[label] += clean;
        sums.error[label] += error;
        sums.cleanError[label] += isWrong(target) ? 1 : 0;
        if (loss.decisionRule() == DecisionRule.LARGEST_LOGIT) {
            sums.predicted[label][largest()]++;
        }
        Kernels.add(sums.mean[label], 0, 1, own, 0, outputs);
        for (int j = 0; j < outputs; j++) {
            Kernels.add(sums.product[label], j * outputs, own[j], own, 0, outputs);
        }
    }

    private double value(ClassTarget target) {
        if (loss.noiseVariance() == 0) {
            return loss.value(target, own, teacher, 0);
        }
        double deviation = Math.sqrt(loss.noiseVariance());
        double sum = 0;
        for (int node = 0; node < NODES.length; node++) {
            sum += NODE_WEIGHTS[node] * loss.value(target, own, teacher, deviation * NODES[node]);
        }
        return sum;
    }

    private boolean isWrong(ClassTarget target) {
        return switch (loss.decisionRule()) {
            case NONE -> false;
            case SIGN -> own[0] > 0 != target.label() > 0;
            case LARGEST_LOGIT -> largest() != target.index();
            case OWN -> loss.misclassifies(target, own);
        };
    }

    /** The largest logit, the lowest index on a tie. */
    private int largest() {
        int largest = 0;
        for (int j = 1; j < outputs; j++) {
            largest = own[j] > own[largest] ? j : largest;
        }
        return largest;
    }

    private double mean(double[] sum, int label) {
        return sum[label] / counts[label];
    }

    @Override
    public int classes() {
        return labels;
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    public int teacherOutputs() {
        return loss.teacherOutputs();
    }

    @Override
    public double weight(int classIndex) {
        return problem.training().riskWeights().isPresent()
                ? population.weight(classIndex)
                : (double) counts[classIndex] / samples.size();
    }

    @Override
    public double label(int classIndex) {
        return population.label(classIndex);
    }

    @Override
    public DecisionRule decisionRule() {
        return loss.decisionRule();
    }

    @Override
    public double logitMean(int classIndex, int output) {
        return output < outputs
                ? sums().mean[classIndex][output] / counts[classIndex]
                : population.logitMean(classIndex, output);
    }

    @Override
    public double logitCovariance(int classIndex, int output, int otherOutput) {
        if (output >= outputs || otherOutput >= outputs) {
            return population.logitCovariance(classIndex, output, otherOutput);
        }
        return sums().product[classIndex][output * outputs + otherOutput] / counts[classIndex]
                - logitMean(classIndex, output) * logitMean(classIndex, otherOutput);
    }

    @Override
    public double risk(int classIndex) {
        return mean(sums().risk, classIndex);
    }

    @Override
    public double error(int classIndex) {
        return decisionRule() == DecisionRule.NONE ? Double.NaN : mean(sums().error, classIndex);
    }

    @Override
    public double predicted(int classIndex, int predicted) {
        return decisionRule() == DecisionRule.LARGEST_LOGIT
                ? sums().predicted[classIndex][predicted] / counts[classIndex]
                : Double.NaN;
    }

    /** sqrt( sum_y p_y^2 s_y^2 / n_y ), s_y the deviation of the loss over the samples of label y. */
    @Override
    public OptionalDouble heldOutError() {
        double sum = 0;
        for (int y = 0; y < labels; y++) {
            double mean = risk(y);
            double variance = Math.max(0, sums.squaredRisk[y] / counts[y] - mean * mean);
            sum += weight(y) * weight(y) * variance / counts[y];
        }
        return OptionalDouble.of(Math.sqrt(sum));
    }

    @Override
    public LossGeometry geometry() {
        return population.geometry();
    }

    @Override
    public double squaredNorm(int output) {
        return population.squaredNorm(output);
    }

    @Override
    public double squaredMeanNorm(int classIndex) {
        return population.squaredMeanNorm(classIndex);
    }

    @Override
    public boolean hasLabelNoise() {
        return population.hasLabelNoise();
    }

    @Override
    public double cleanRisk(int classIndex) {
        return mean(sums().cleanRisk, classIndex);
    }

    @Override
    public double cleanError(int classIndex) {
        return decisionRule() == DecisionRule.NONE ? Double.NaN : mean(sums().cleanError, classIndex);
    }

    @Override
    public List<TrainedParameter> trained() {
        return population.trained();
    }

    @Override
    public double trained(int parameter) {
        return population.trained(parameter);
    }

    @Override
    public Optional<OrderParameters> average() {
        return average;
    }

    @Override
    public OptionalDouble squaredVelocityNorm() {
        return population.squaredVelocityNorm();
    }

    @Override
    public Optional<StepScale> stepScale() {
        return population.stepScale();
    }
}
