package org.sgdyn.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.sgdyn.spi.FeatureMap;
import org.sgdyn.spi.GradientShape;
import org.sgdyn.spi.Memory;
import org.sgdyn.spi.TrainedParameter;
import org.sgdyn.spi.UpdateRule;

/**
 * How it is learned, beyond plain SGD on the classes as they are.
 *
 * @param rule the algorithm
 * @param average the average of the iterate that is reported, too
 * @param weights p_i(t), with which classes are drawn; the modes' own if empty
 * @param riskWeights with which class risks and errors are reported; those they are drawn with if empty
 * @param labels the labels that classes show
 * @param batchFraction zeta for batches of zeta d samples, whose dynamics is a recursion in steps of length zeta
 * @param bias what is added to each logit, and trained with the iterate; none if empty
 */
public record Training(
        UpdateRule rule,
        Optional<IterateAverage> average,
        Optional<ClassWeights> weights,
        Optional<ClassWeights> riskWeights,
        LabelNoise labels,
        OptionalDouble batchFraction,
        List<TrainedParameter> bias) {

    private static final double LATE = 1e6;

    /** Copies the list. */
    public Training {
        bias = List.copyOf(bias);
    }

    /**
     * A training without a bias.
     *
     * @param rule the algorithm
     * @param average the average of the iterate that is reported, too
     * @param weights p_i(t)
     * @param riskWeights with which class risks and errors are reported
     * @param labels the labels that classes show
     * @param batchFraction zeta for batches of zeta d samples
     */
    public Training(
            UpdateRule rule,
            Optional<IterateAverage> average,
            Optional<ClassWeights> weights,
            Optional<ClassWeights> riskWeights,
            LabelNoise labels,
            OptionalDouble batchFraction) {
        this(rule, average, weights, riskWeights, labels, batchFraction, List.of());
    }

    /** Plain SGD. */
    public static final Training PLAIN = of(UpdateRule.SGD);

    /**
     * An algorithm and nothing else.
     *
     * @param rule the algorithm
     * @return the training
     */
    public static Training of(UpdateRule rule) {
        return new Training(
                rule, Optional.empty(), Optional.empty(), Optional.empty(), LabelNoise.NONE, OptionalDouble.empty());
    }

    /**
     * The same by another algorithm.
     *
     * @param other the algorithm
     * @return the training
     */
    public Training with(UpdateRule other) {
        return new Training(other, average, weights, riskWeights, labels, batchFraction, bias);
    }

    /**
     * The same on parts of the classes.
     *
     * @param labels per part the class that it belongs to
     * @param shares the share of each part in its class
     * @return the training, whose classes are those parts
     */
    public Training ofParts(int[] labels, double[] shares) {
        return new Training(
                rule,
                average,
                weights.map(known -> known.ofParts(labels, shares)),
                riskWeights.map(known -> known.ofParts(labels, shares)),
                this.labels.ofParts(labels),
                batchFraction,
                bias);
    }

    /**
     * The same classes and labels for an iterate alone, whatever has moved it.
     *
     * @return the training without an algorithm or an average
     */
    public Training withoutRule() {
        return new Training(
                UpdateRule.SGD, Optional.empty(), weights, riskWeights, labels, OptionalDouble.empty(), bias);
    }

    /**
     * The same with a bias.
     *
     * @param added what is added to each logit; none if empty
     * @return the training
     */
    public Training withBias(List<TrainedParameter> added) {
        return new Training(rule, average, weights, riskWeights, labels, batchFraction, added);
    }

    /**
     * Whether gradients are used as they are.
     *
     * @return true if nothing shapes them
     */
    public boolean hasOwnGradients() {
        return rule.shape() == GradientShape.IDENTITY;
    }

    /**
     * Whether a step is X &lt;- X - (gamma / d) ( a (x) psi^ + delta X ), whatever psi^ is.
     *
     * @return true if features stay as they are and nothing is remembered, scaled or averaged
     */
    public boolean hasPlainStep() {
        return rule.memory() == Memory.NONE && movesByGradients() && average.isEmpty();
    }

    /** Whether steps are along gradients, without a scale, mapped features or noise. */
    private boolean movesByGradients() {
        return rule.secondMoment().isEmpty() && rule.features() == FeatureMap.LINEAR && rule.gradientNoise() == 0;
    }

    /**
     * Whether all is plain SGD on fixed classes without a bias, as the theory of late times takes it.
     *
     * @return true if it is
     */
    public boolean isPlain() {
        return hasPlainStep()
                && hasOwnGradients()
                && weights.isEmpty()
                && riskWeights.isEmpty()
                && labels.isNone()
                && batchFraction.isEmpty()
                && bias.isEmpty();
    }

    /**
     * Whether all is Polyak's heavy ball on fixed classes: a step along a velocity alone, an average of past gradients by a memory that
     * does not change.
     *
     * @return true if T = [0, -gamma; 0, -theta], e = (0, -theta), and nothing else differs from plain SGD
     */
    public boolean isHeavyBall() {
        Memory memory = rule.memory();
        boolean isMemoryAlone = with(UpdateRule.SGD).isPlain() && hasOwnGradients() && movesByGradients();
        if (!isMemoryAlone || memory.slots() != 2 || memory.isSingularAtStart()) {
            return false;
        }
        double[] early = new double[4];
        double[] late = new double[4];
        double[] gain = new double[2];
        memory.at(1, 1, early, gain);
        memory.at(LATE, 1, late, gain);
        return Arrays.equals(early, late)
                && late[0] == 0
                && late[1] == -1
                && late[2] == 0
                && gain[0] == 0
                && gain[1] == late[3];
    }

    /**
     * Whether the classes' weights change with time.
     *
     * @return true if they do
     */
    public boolean hasMovingWeights() {
        return weights.map(ClassWeights::moves).orElse(false);
    }

    /**
     * Times at which the motion has a kink or jump, apart from the learning rate's.
     *
     * @return the times, in no order
     */
    public double[] breakpoints() {
        return DoubleStream.concat(
                        Arrays.stream(rule.memory().breakpoints()),
                        DoubleStream.concat(
                                Arrays.stream(
                                        average.map(IterateAverage::breakpoints).orElse(new double[0])),
                                Arrays.stream(
                                        weights.map(ClassWeights::breakpoints).orElse(new double[0]))))
                .toArray();
    }
}
