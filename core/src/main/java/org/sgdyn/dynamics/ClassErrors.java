package org.sgdyn.dynamics;

import org.sgdyn.model.LabelNoise.Shown;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.StandardNormal;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.LossMoments;

/**
 * The probabilities of wrong decisions, class by class, at the logits last read, by the loss's {@link DecisionRule}; dear ones are
 * evaluated together when one is asked for. One thread at a time.
 */
final class ClassErrors {

    private final LearningProblem problem;
    private final ModeTable modes;
    private final DecisionRule rule;
    private final Logits logits;
    private final ClassMoments moments;
    /** Of each class at its own label; none where all show theirs. */
    private final LossMoments[] cleanMoments;

    private final double[] errors;
    private boolean areEvaluated;

    ClassErrors(LearningProblem problem, Logits logits, ClassMoments moments, LossMoments[] cleanMoments) {
        this.problem = problem;
        this.logits = logits;
        this.moments = moments;
        this.cleanMoments = cleanMoments;
        modes = problem.modes();
        rule = problem.loss().decisionRule();
        errors = new double[modes.classes()];
    }

    /** The logits have changed. */
    void forget() {
        areEvaluated = false;
    }

    /** At the label that a sample shows. */
    double ofShown(int i) {
        if (cleanMoments.length == 0 || rule == DecisionRule.NONE) {
            return ofOwn(i);
        }
        if (rule == DecisionRule.OWN) {
            return decided(i);
        }
        double sum = 0;
        for (Shown shown : problem.training().labels().shown().get(i)) {
            int other = shown.target().index();
            sum += shown.probability()
                    * (rule == DecisionRule.SIGN
                            ? sign(i, shown.target().label())
                            : other == modes.target(i).index() ? ofOwn(i) : 1 - predicted(i, other));
        }
        return sum;
    }

    /** At the class's own label. */
    double ofOwn(int i) {
        return switch (rule) {
            case NONE -> Double.NaN;
            case SIGN -> sign(i, modes.target(i).label());
            case LARGEST_LOGIT -> largestLogit(i);
            case OWN ->
                cleanMoments.length == 0 ? decided(i) : cleanMoments[i].error(logits.mean(i), logits.covariance(i));
        };
    }

    /** The probability that class i is taken for class j by the largest logit; NaN for other rules. */
    double predicted(int i, int j) {
        if (rule != DecisionRule.LARGEST_LOGIT) {
            return Double.NaN;
        }
        return modes.outputs() == 1 ? 1.0 : moments.largestLogit(i, j);
    }

    private double sign(int i, double label) {
        return StandardNormal.signError(logits.mean(i)[0], logits.covariance(i)[0], label > 0);
    }

    private double largestLogit(int i) {
        if (modes.outputs() == 1) {
            return 0;
        }
        if (problem.reduction().isByOutput()) {
            return Double.NaN;
        }
        if (!areEvaluated) {
            moments.largestLogitErrors(errors);
            areEvaluated = true;
        }
        return errors[i];
    }

    private double decided(int i) {
        if (!areEvaluated) {
            moments.ownErrors(errors);
            areEvaluated = true;
        }
        return errors[i];
    }
}
