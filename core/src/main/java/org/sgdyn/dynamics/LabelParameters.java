package org.sgdyn.dynamics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.sgdyn.model.DenseCovariances;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.LossGeometry;
import org.sgdyn.spi.OrderParameters;
import org.sgdyn.spi.StepScale;
import org.sgdyn.spi.TrainedParameter;

/**
 * Order parameters by label, where several parts of a mixture share one: risks and errors are averages over a label's parts, logits have
 * the mean and covariance of its parts together.
 */
final class LabelParameters implements OrderParameters, OrderParameters.Parts {

    private final OrderParameters parts;
    private final DenseCovariances dense;
    /** Per label its parts. */
    private final int[][] members;

    /** Per part its share in its label. */
    private final double[] shares;

    private final double[] squaredMeanNorms;

    /**
     * Order parameters by label.
     *
     * @param parts those of the mixture's parts
     */
    LabelParameters(OrderParameters parts, ModeTable modes) {
        this.parts = parts;
        dense = modes.dense().orElseThrow();
        int labels = dense.labelCount();
        members = new int[labels][];
        shares = new double[modes.classes()];
        squaredMeanNorms = new double[labels];
        for (int y = 0; y < labels; y++) {
            int own = y;
            members[y] = IntStream.range(0, shares.length)
                    .filter(i -> dense.label(i) == own)
                    .toArray();
            double weight = Arrays.stream(members[y]).mapToDouble(modes::weight).sum();
            double[] mean = new double[modes.slots()];
            for (int i : members[y]) {
                shares[i] = modes.weight(i) / weight;
                Kernels.add(mean, 0, shares[i], modes.slotMeans(i), 0, mean.length);
            }
            squaredMeanNorms[y] = Kernels.dot(mean, mean, 0, mean.length);
        }
    }

    private double mean(int label, IntToDoubleFunction value) {
        int[] own = members[label];
        if (own.length == 1) {
            return value.applyAsDouble(own[0]);
        }
        double sum = 0;
        for (int i : own) {
            sum += shares[i] * value.applyAsDouble(i);
        }
        return sum;
    }

    @Override
    public int classes() {
        return members.length;
    }

    @Override
    public int outputs() {
        return parts.outputs();
    }

    @Override
    public int teacherOutputs() {
        return parts.teacherOutputs();
    }

    @Override
    public double weight(int classIndex) {
        double sum = 0;
        for (int i : members[classIndex]) {
            sum += parts.weight(i);
        }
        return sum;
    }

    @Override
    public double label(int classIndex) {
        return parts.label(members[classIndex][0]);
    }

    @Override
    public DecisionRule decisionRule() {
        return parts.decisionRule();
    }

    @Override
    public double logitMean(int classIndex, int output) {
        return mean(classIndex, i -> parts.logitMean(i, output));
    }

    @Override
    public double logitCovariance(int classIndex, int output, int otherOutput) {
        double within = mean(classIndex, i -> parts.logitCovariance(i, output, otherOutput));
        if (members[classIndex].length == 1) {
            return within;
        }
        double first = logitMean(classIndex, output);
        double second = logitMean(classIndex, otherOutput);
        return within
                + mean(
                        classIndex,
                        i -> (parts.logitMean(i, output) - first) * (parts.logitMean(i, otherOutput) - second));
    }

    @Override
    public double risk(int classIndex) {
        return mean(classIndex, parts::risk);
    }

    @Override
    public double error(int classIndex) {
        return mean(classIndex, parts::error);
    }

    @Override
    public double predicted(int classIndex, int predicted) {
        return mean(classIndex, i -> parts.predicted(i, predicted));
    }

    @Override
    public LossGeometry geometry() {
        return parts.geometry();
    }

    @Override
    public double squaredNorm(int output) {
        return parts.squaredNorm(output);
    }

    @Override
    public double squaredMeanNorm(int classIndex) {
        return squaredMeanNorms[classIndex];
    }

    @Override
    public boolean hasLabelNoise() {
        return parts.hasLabelNoise();
    }

    @Override
    public double cleanRisk(int classIndex) {
        return mean(classIndex, parts::cleanRisk);
    }

    @Override
    public double cleanError(int classIndex) {
        return mean(classIndex, parts::cleanError);
    }

    @Override
    public List<TrainedParameter> trained() {
        return parts.trained();
    }

    @Override
    public double trained(int parameter) {
        return parts.trained(parameter);
    }

    @Override
    public Optional<OrderParameters> average() {
        return parts.average();
    }

    @Override
    public OptionalDouble squaredVelocityNorm() {
        return parts.squaredVelocityNorm();
    }

    @Override
    public Optional<StepScale> stepScale() {
        return parts.stepScale();
    }

    @Override
    public Optional<OrderParameters.Parts> parts() {
        return members.length == shares.length ? Optional.empty() : Optional.of(this);
    }

    @Override
    public OrderParameters parameters() {
        return parts;
    }

    @Override
    public int classOf(int part) {
        return dense.label(part);
    }

    @Override
    public double share(int part) {
        return shares[part];
    }
}
