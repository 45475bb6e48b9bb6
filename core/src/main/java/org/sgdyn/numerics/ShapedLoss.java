package org.sgdyn.numerics;

import java.util.Arrays;
import java.util.Optional;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.GradientShape;
import org.sgdyn.spi.Loss;

/** A loss whose gradient is replaced by a shaped one; its value stays, and so its gradient is not that of its value any more. */
final class ShapedLoss implements Loss {

    /** Kinks are looked for between logits of these sizes, on a grid whose steps grow by this factor. */
    private static final double SMALLEST = 1e-4;

    private static final double LARGEST = 1e4;
    private static final double GROWTH = 1.05;
    private static final int BISECTIONS = 80;

    private final Loss loss;
    private final GradientShape shape;
    private final double squaredFeature;

    ShapedLoss(Loss loss, GradientShape shape, double squaredFeature) {
        this.loss = loss;
        this.shape = shape;
        this.squaredFeature = squaredFeature;
    }

    @Override
    public int outputs() {
        return loss.outputs();
    }

    @Override
    public int teacherOutputs() {
        return loss.teacherOutputs();
    }

    @Override
    public double noiseVariance() {
        return loss.noiseVariance();
    }

    @Override
    public DecisionRule decisionRule() {
        return loss.decisionRule();
    }

    @Override
    public boolean isPotential() {
        return false;
    }

    @Override
    public Optional<String> labelProblem(ClassTarget target) {
        return loss.labelProblem(target);
    }

    @Override
    public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
        return loss.value(target, logits, teacherLogits, noise);
    }

    @Override
    public void gradient(ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
        loss.gradient(target, logits, teacherLogits, noise, gradient);
        shape.apply(squaredFeature, gradient);
    }

    /** The loss's own, and those logits at which the gradient passes from one piece of the shape to another. */
    @Override
    public double[] breakpoints(ClassTarget target) {
        double[] own = loss.breakpoints(target);
        if (outputs() > 1 || teacherOutputs() > 0 || noiseVariance() > 0) {
            return own;
        }
        double[] found = new double[64];
        int count = 0;
        double before = -LARGEST;
        for (double r = -LARGEST / GROWTH; r < -SMALLEST && count < found.length; r /= GROWTH) {
            count = addChange(target, before, r, found, count);
            before = r;
        }
        for (double r = SMALLEST; r < LARGEST && count < found.length; r *= GROWTH) {
            count = addChange(target, before, r, found, count);
            before = r;
        }
        double[] all = Arrays.copyOf(own, own.length + count);
        System.arraycopy(found, 0, all, own.length, count);
        Arrays.sort(all);
        return all;
    }

    /** Adds the first logit of each new piece between two that are looked at; a step may jump over a piece and back. */
    private int addChange(ClassTarget target, double from, double to, double[] found, int count) {
        int last = piece(target, to);
        int next = count;
        double low = from;
        for (int piece = piece(target, low); piece != last && next < found.length; piece = piece(target, low)) {
            double high = to;
            for (int k = 0; k < BISECTIONS && Math.nextUp(low) < high; k++) {
                double middle = low + (high - low) / 2;
                if (piece(target, middle) == piece) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            found[next++] = high;
            low = high;
        }
        return next;
    }

    private int piece(ClassTarget target, double logit) {
        double[] gradient = new double[1];
        loss.gradient(target, new double[] {logit}, new double[0], 0, gradient);
        return shape.piece(squaredFeature, gradient);
    }
}
