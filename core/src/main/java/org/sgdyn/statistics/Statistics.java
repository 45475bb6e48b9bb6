package org.sgdyn.statistics;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.sgdyn.spi.Column;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.ModeParameters;
import org.sgdyn.spi.OrderParameters;
import org.sgdyn.spi.Statistic;
import org.sgdyn.spi.StepScale;

/** The statistics that every run knows. */
public final class Statistics {

    private static final int MOST_DEFAULT_OUTPUTS = 100;

    /** Columns of pairs of a class and an output. */
    private static final int MOST_DEFAULT_PAIRS = 1000;

    private Statistics() {}

    /**
     * The population risk R = sum_i p_i risk_i: column {@code risk}.
     *
     * @return the statistic
     */
    public static Statistic risk() {
        return total(Quantity.RISK, at -> average(at, at::risk));
    }

    /**
     * The misclassification probability sum_i p_i error_i: column {@code error}; for losses that classify. Shown by default
     * for up to a hundred outputs, since the largest of l logits costs about L l^2 at each time, with a large constant; for any
     * number of classes that are all exchangeable.
     *
     * @return the statistic
     */
    public static Statistic error() {
        return onlyIf(
                at -> at.decisionRule() != DecisionRule.NONE, total(Quantity.ERROR, at -> average(at, at::error)));
    }

    /**
     * The population risk at the classes' own labels, where samples may show others: column {@code clean_risk}.
     *
     * @return the statistic
     */
    public static Statistic cleanRisk() {
        return onlyIf(OrderParameters::hasLabelNoise, total(Quantity.CLEAN_RISK, at -> average(at, at::cleanRisk)));
    }

    /**
     * The standard error that the held-out samples of real data leave in the simulated risk: column {@code risk_held_out_error}; 0 in
     * theory, whose risks are exact.
     *
     * @return the statistic
     */
    public static Statistic heldOutError() {
        return onlyIf(
                at -> at.heldOutError().isPresent(),
                total(Quantity.RISK_HELD_OUT_ERROR, at -> at.heldOutError().orElse(0)));
    }

    /**
     * The probability that a sample is not recognised as what it is, where it may show another label: column {@code clean_error}.
     *
     * @return the statistic
     */
    public static Statistic cleanError() {
        return onlyIf(
                at -> at.hasLabelNoise() && at.decisionRule() != DecisionRule.NONE,
                total(Quantity.CLEAN_ERROR, at -> average(at, at::cleanError)));
    }

    /**
     * The parameters that are trained beside the iterate: a column for each, of its own name.
     *
     * @return the statistic
     */
    public static Statistic trained() {
        return new TabledStatistic() {
            @Override
            public boolean applies(OrderParameters at) {
                return !at.trained().isEmpty();
            }

            @Override
            public List<Column> table(OrderParameters at) {
                return at.trained().stream()
                        .map(parameter -> Column.of(parameter.name())
                                .ofQuantity(parameter.name().replaceAll("_\\d+$", ""))
                                .labelled(parameter.meaning())
                                .linear())
                        .toList();
            }

            @Override
            public void evaluate(OrderParameters at, double[] values, int offset) {
                for (int k = 0; k < at.trained().size(); k++) {
                    values[offset + k] = at.trained(k);
                }
            }
        };
    }

    /**
     * The squared norm |V|^2 of an algorithm's velocity: column {@code velocity_norm_squared}.
     *
     * @return the statistic
     */
    public static Statistic velocity() {
        return onlyIf(
                at -> at.squaredVelocityNorm().isPresent(),
                total(
                        Quantity.VELOCITY_NORM_SQUARED,
                        at -> at.squaredVelocityNorm().orElse(Double.NaN)));
    }

    /**
     * The scale P that a second moment gives the entries of a step, over all modes and outputs: columns
     * {@code preconditioner_mean}, {@code preconditioner_min}, {@code preconditioner_max}.
     *
     * @return the statistic
     */
    public static Statistic preconditioner() {
        return new TabledStatistic() {
            @Override
            public boolean applies(OrderParameters at) {
                return at.stepScale().isPresent();
            }

            @Override
            public List<Column> table(OrderParameters at) {
                return List.of(
                        Quantity.PRECONDITIONER_MEAN.column(),
                        Quantity.PRECONDITIONER_MIN.column(),
                        Quantity.PRECONDITIONER_MAX.column());
            }

            @Override
            public void evaluate(OrderParameters at, double[] values, int offset) {
                StepScale scale = at.stepScale().orElseThrow();
                values[offset] = scale.mean();
                values[offset + 1] = scale.smallest();
                values[offset + 2] = scale.largest();
            }
        };
    }

    /**
     * The squared norm |X|^2, all outputs together: column {@code norm_squared}.
     *
     * @return the statistic
     */
    public static Statistic norm() {
        return total(
                Quantity.NORM_SQUARED,
                at -> IntStream.range(0, at.outputs())
                        .mapToDouble(at::squaredNorm)
                        .sum());
    }

    /**
     * The class risks: columns {@code risk_i}.
     *
     * @return the statistic
     */
    public static Statistic classRisk() {
        return perClass(Quantity.RISK, false, (at, i, j) -> at.risk(i));
    }

    /**
     * The logits' means and variances: columns {@code logit_mean_i}, {@code logit_variance_i}, with several outputs
     * {@code logit_mean_i_j}, {@code logit_variance_i_j}.
     *
     * @return the statistic
     */
    public static Statistic logits() {
        return new TabledStatistic() {
            @Override
            public List<Column> table(OrderParameters at) {
                return Quantity.perOutput(at, Quantity.LOGIT_MEAN, Quantity.LOGIT_VARIANCE);
            }

            @Override
            public boolean shownByDefault(OrderParameters at) {
                return !hasManyPairs(at, 2);
            }

            @Override
            public void evaluate(OrderParameters at, double[] values, int offset) {
                int next = offset;
                for (int i = 0; i < at.classes(); i++) {
                    for (int j = 0; j < at.outputs(); j++) {
                        values[next++] = at.logitMean(i, j);
                        values[next++] = at.logitCovariance(i, j, j);
                    }
                }
            }
        };
    }

    /**
     * The alignment with the class means, cos = &lt;X_j, mu_i&gt; / (|X_j| |mu_i|): columns {@code cosine_i}, with several
     * outputs {@code cosine_i_j}; NaN where X_j or mu_i is zero.
     *
     * @return the statistic
     */
    public static Statistic alignment() {
        return perClass(Quantity.COSINE, true, Statistics::cosine);
    }

    static double cosine(OrderParameters at, int classIndex, int output) {
        return at.logitMean(classIndex, output) / Math.sqrt(at.squaredNorm(output) * at.squaredMeanNorm(classIndex));
    }

    /**
     * The class errors: columns {@code error_i}; for losses that classify. Shown by default like {@link #error}.
     *
     * @return the statistic
     */
    public static Statistic classError() {
        return onlyIf(
                at -> at.decisionRule() != DecisionRule.NONE,
                perClass(Quantity.ERROR, false, (at, i, j) -> at.error(i)));
    }

    /**
     * The margin's mean over its deviation, y_i m_i / sqrt(B_i) with y_i = +1 for a positive class and -1 for a negative one:
     * columns {@code margin_i}; for losses that classify by the sign. NaN where both vanish.
     *
     * @return the statistic
     */
    public static Statistic margin() {
        return onlyIf(
                at -> at.decisionRule() == DecisionRule.SIGN,
                perClass(
                        Quantity.MARGIN,
                        false,
                        (at, i, j) -> (at.label(i) > 0 ? 1 : -1)
                                * at.logitMean(i, 0)
                                / Math.sqrt(at.logitCovariance(i, 0, 0))));
    }

    /**
     * The norm of the risk's gradient, |grad R|: column {@code gradient_norm}.
     *
     * @return the statistic
     */
    public static Statistic gradientNorm() {
        return total(Quantity.GRADIENT_NORM, at -> root(at.geometry().squaredRiskGradient()));
    }

    /**
     * The distance to the teacher, |X - X*|, covariance included: column {@code distance_to_teacher}; for a teacher as wide as
     * the iterate.
     *
     * @return the statistic
     */
    public static Statistic distanceToTeacher() {
        return new TabledStatistic() {
            @Override
            public boolean readsModes() {
                return true;
            }

            @Override
            public boolean applies(OrderParameters at) {
                return at.teacherOutputs() == at.outputs();
            }

            @Override
            public boolean shownByDefault(OrderParameters at) {
                return hasFewOutputs(at);
            }

            @Override
            public List<Column> table(OrderParameters at) {
                return List.of(Quantity.DISTANCE_TO_TEACHER.column());
            }

            @Override
            public void evaluate(OrderParameters at, double[] values, int offset) {
                values[offset] = distanceToTeacher(ModeParameters.of(at));
            }
        };
    }

    static boolean hasFewOutputs(OrderParameters at) {
        boolean isOneFamily =
                at.families().filter(families -> families.count() == 1).isPresent();
        return isOneFamily || at.decisionRule() != DecisionRule.LARGEST_LOGIT || at.outputs() <= MOST_DEFAULT_OUTPUTS;
    }

    private static double distanceToTeacher(ModeParameters at) {
        double sum = 0;
        for (int g = 0; g < at.groups(); g++) {
            for (int j = 0; j < at.outputs(); j++) {
                sum += at.groupCovariance(g, j, j);
                for (int s = at.slotStart(g); s < at.slotStart(g + 1); s++) {
                    double difference = at.slotIterate(s, j) - at.slotTeacher(s, j);
                    sum += difference * difference;
                }
            }
        }
        return root(sum);
    }

    /** The root of a sum of squares, which the integrator's error may have pushed below zero. */
    private static double root(double sum) {
        return Math.sqrt(Math.max(0, sum));
    }

    /**
     * The confusion matrix of the largest-logit rule: columns {@code confusion_i_j}, the probability that class i is predicted
     * as class j. Shown by default for up to ten classes.
     *
     * @return the statistic
     */
    public static Statistic confusion() {
        return new TabledStatistic() {
            @Override
            public boolean applies(OrderParameters at) {
                return at.decisionRule() == DecisionRule.LARGEST_LOGIT;
            }

            @Override
            public boolean shownByDefault(OrderParameters at) {
                return at.classes() <= 10;
            }

            @Override
            public boolean readsOutputsTogether() {
                return true;
            }

            @Override
            public List<Column> table(OrderParameters at) {
                int classes = at.classes();
                return IntStream.range(0, classes * classes)
                        .mapToObj(k -> Quantity.CONFUSION.column(k / classes + 1, k % classes + 1))
                        .toList();
            }

            @Override
            public void evaluate(OrderParameters at, double[] values, int offset) {
                int classes = at.classes();
                for (int k = 0; k < classes * classes; k++) {
                    values[offset + k] = at.predicted(k / classes, k % classes);
                }
            }
        };
    }

    /** A statistic of the classification, which not every problem has. */
    private static Statistic onlyIf(Predicate<OrderParameters> condition, Statistic statistic) {
        return new TabledStatistic() {
            @Override
            public boolean applies(OrderParameters at) {
                return condition.test(at);
            }

            @Override
            public boolean shownByDefault(OrderParameters at) {
                return hasFewOutputs(at);
            }

            @Override
            public boolean readsOutputsTogether() {
                return statistic.readsOutputsTogether();
            }

            @Override
            public List<Column> table(OrderParameters at) {
                return statistic.table(at);
            }

            @Override
            public void evaluate(OrderParameters at, double[] values, int offset) {
                statistic.evaluate(at, values, offset);
            }
        };
    }

    private static double average(OrderParameters at, IntToDoubleFunction perClass) {
        double sum = 0;
        for (int i = 0; i < at.classes(); i++) {
            sum += at.weight(i) * perClass.applyAsDouble(i);
        }
        return sum;
    }

    private static Statistic total(Quantity quantity, ToDoubleFunction<OrderParameters> value) {
        return new TabledStatistic() {
            @Override
            public boolean readsOutputsTogether() {
                return isError(quantity);
            }

            @Override
            public List<Column> table(OrderParameters at) {
                return List.of(quantity.column());
            }

            @Override
            public void evaluate(OrderParameters at, double[] values, int offset) {
                values[offset] = value.applyAsDouble(at);
            }
        };
    }

    private static boolean isError(Quantity quantity) {
        return quantity == Quantity.ERROR || quantity == Quantity.CLEAN_ERROR;
    }

    /** A value of one class and one output. */
    @FunctionalInterface
    private interface PerClassValue {
        double at(OrderParameters parameters, int classIndex, int output);
    }

    /** Whether columns of some quantities for every output on every class are more than anyone looks at. */
    static boolean hasManyPairs(OrderParameters at, int quantities) {
        return (long) quantities * at.classes() * at.outputs() > MOST_DEFAULT_PAIRS;
    }

    private static Statistic perClass(Quantity quantity, boolean perOutput, PerClassValue value) {
        return new TabledStatistic() {
            @Override
            public boolean shownByDefault(OrderParameters at) {
                return !perOutput || !hasManyPairs(at, 1);
            }

            @Override
            public boolean readsOutputsTogether() {
                return isError(quantity);
            }

            @Override
            public List<Column> table(OrderParameters at) {
                int outputs = perOutput ? at.outputs() : 1;
                return IntStream.range(0, at.classes() * outputs)
                        .mapToObj(k -> quantity.ofOutput(k / outputs + 1, k % outputs + 1, outputs))
                        .toList();
            }

            @Override
            public void evaluate(OrderParameters at, double[] values, int offset) {
                int outputs = perOutput ? at.outputs() : 1;
                for (int k = 0; k < at.classes() * outputs; k++) {
                    values[offset + k] = value.at(at, k / outputs, k % outputs);
                }
            }
        };
    }
}
