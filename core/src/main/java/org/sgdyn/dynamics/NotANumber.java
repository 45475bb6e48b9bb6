package org.sgdyn.dynamics;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.OrderParameters;
import org.sgdyn.spi.Outcome;

/**
 * Tells a part that answers NaN from dynamics that overflow. Integrators see the same in both: a derivative that is not finite. The
 * right-hand side knows better, since every part's own answer passes through it: a part is to blame if it answers NaN to sensible
 * numbers. The trouble is looked at when it is there; until then a run pays for one sum over its coefficients an evaluation.
 */
public final class NotANumber {

    /** Logits beyond this size come of dynamics that run away; what a loss makes of them says nothing about it. */
    private static final double LARGEST_LOGIT = 1e20;

    /** NaN so far ahead of the end, relative to the time, ended it: integrators stop short of it by a step, or by a Jacobian's. */
    private static final double NEAR = 0.1;

    private final LearningProblem problem;
    private final Logits logits;
    private final ClassMoments moments;
    /** The earliest time of NaN that no good evaluation has passed since. */
    private double from = Double.POSITIVE_INFINITY;

    private String part = "";

    NotANumber(LearningProblem problem, Logits logits, ClassMoments moments) {
        this.problem = problem;
        this.logits = logits;
        this.moments = moments;
    }

    /**
     * What a run ends with where a part answers NaN.
     *
     * @param time t
     * @param part the part, and what it was asked, as the subject of a sentence in the singular
     * @return the outcome, with a remedy
     */
    public static Outcome outcome(double time, String part) {
        return Outcome.of(
                Outcome.Kind.NOT_A_NUMBER,
                time,
                "not a number (NaN) at t = " + time + ": " + part
                        + " is NaN; correct that part, or keep the run where the part is defined");
    }

    /** What a run ends with whose risk is NaN though its motion is not. */
    static Outcome ofRisk(double time, OrderParameters at) {
        int first = 0;
        while (first < at.classes() - 1 && !Double.isNaN(at.risk(first))) {
            first++;
        }
        return outcome(time, "the expected value of the loss over class " + (first + 1));
    }

    /** Looks at an evaluation of the right-hand side, the last of the moments. */
    void look(double time, Coefficients at) {
        if (!at.hasNaN()) {
            if (time >= from) {
                from = Double.POSITIVE_INFINITY;
            }
        } else if (time < from) {
            culprit(at.drift).ifPresent(found -> {
                from = time;
                part = found;
            });
        }
    }

    /** The part that made the NaN of the last evaluation; empty if numbers overflowed. */
    private Optional<String> culprit(double rate) {
        int classes = moments.answers();
        for (int i = 0; i < classes; i++) {
            if (!isSensible(moments.mean(i)) || !isSensible(logits.covariance(i))) {
                return Optional.empty();
            }
        }
        for (int i = 0; i < classes; i++) {
            double[] answer = answer(i);
            if (Arrays.stream(answer).anyMatch(Double::isNaN)) {
                return Optional.of("the loss's expectation over "
                        + (problem.families().isPresent() ? "family " : "class ") + (i + 1) + " at logits of mean "
                        + words(moments.mean(i)) + " and covariance " + words(logits.covariance(i)));
            }
            if (Arrays.stream(answer).anyMatch(Double::isInfinite)) {
                return Optional.empty();
            }
        }
        return Double.isNaN(rate) ? Optional.of("the learning rate") : Optional.empty();
    }

    /** Every number that the loss gives for a class at the logits last read. */
    private double[] answer(int i) {
        if (moments.isAffine()) {
            return moments.gradient(i);
        }
        GradientMoments given = new GradientMoments(
                problem.modes().outputs(),
                problem.modes().teacherOutputs(),
                problem.loss().trained().size());
        moments.lossMoments(i).evaluate(moments.mean(i), logits.covariance(i), given);
        return Stream.of(given.gradient, given.hessian, given.gradientSecondMoment, given.teacherHessian, given.trained)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static boolean isSensible(double[] numbers) {
        return Arrays.stream(numbers).allMatch(x -> Math.abs(x) <= LARGEST_LOGIT);
    }

    private static String words(double[] numbers) {
        return numbers.length == 1 ? String.valueOf(numbers[0]) : Arrays.toString(numbers);
    }

    /** The outcome of an integration, called by its name if NaN ended it. */
    Outcome named(Outcome outcome) {
        boolean troubled = outcome.kind() == Outcome.Kind.DIVERGED || outcome.kind() == Outcome.Kind.STALLED;
        double near = outcome.time() + Math.max(NEAR * outcome.time(), Double.MIN_NORMAL);
        return troubled && from <= near ? outcome(from, part) : outcome;
    }

    /** The part that made the NaN of the last evaluation at this time, if one did. */
    Optional<String> partAt(double time) {
        return from == time ? Optional.of(part) : Optional.empty();
    }
}
