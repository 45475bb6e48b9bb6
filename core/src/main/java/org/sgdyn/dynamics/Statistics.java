package org.sgdyn.dynamics;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.OrderParameters;
import org.sgdyn.spi.Statistic;

/** The statistics that every run knows. */
public final class Statistics {

    private Statistics() {}

    /**
     * The population risk R = sum_i p_i risk_i: column {@code risk}.
     *
     * @return the statistic
     */
    public static Statistic risk() {
        return total("risk", at -> average(at, at::risk));
    }

    /**
     * The misclassification probability sum_i p_i error_i: column {@code error}; for losses that classify.
     *
     * @return the statistic
     */
    public static Statistic error() {
        Statistic total = total("error", at -> average(at, at::error));
        return new Statistic() {
            @Override
            public boolean applies(OrderParameters at) {
                return at.decisionRule() != DecisionRule.NONE;
            }

            @Override
            public List<String> columns(OrderParameters at) {
                return total.columns(at);
            }

            @Override
            public void evaluate(OrderParameters at, double[] values, int offset) {
                total.evaluate(at, values, offset);
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
                "norm_squared",
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
        return perClass("risk", false, (at, i, j) -> at.risk(i));
    }

    /**
     * The logits' means and variances: columns {@code logit_mean_i}, {@code logit_variance_i}, with several outputs
     * {@code logit_mean_i_j}, {@code logit_variance_i_j}.
     *
     * @return the statistic
     */
    public static Statistic logits() {
        Statistic mean = perClass("logit_mean", true, OrderParameters::logitMean);
        Statistic variance = perClass("logit_variance", true, (at, i, j) -> at.logitCovariance(i, j, j));
        return new Statistic() {
            @Override
            public List<String> columns(OrderParameters at) {
                List<String> means = mean.columns(at);
                List<String> variances = variance.columns(at);
                return IntStream.range(0, 2 * means.size())
                        .mapToObj(k -> k % 2 == 0 ? means.get(k / 2) : variances.get(k / 2))
                        .toList();
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
        return perClass(
                "cosine",
                true,
                (at, i, j) -> at.logitMean(i, j) / Math.sqrt(at.squaredNorm(j) * at.squaredMeanNorm(i)));
    }

    private static double average(OrderParameters at, IntToDoubleFunction perClass) {
        double sum = 0;
        for (int i = 0; i < at.classes(); i++) {
            sum += at.weight(i) * perClass.applyAsDouble(i);
        }
        return sum;
    }

    private static Statistic total(String name, ToDoubleFunction<OrderParameters> value) {
        return new Statistic() {
            @Override
            public List<String> columns(OrderParameters at) {
                return List.of(name);
            }

            @Override
            public void evaluate(OrderParameters at, double[] values, int offset) {
                values[offset] = value.applyAsDouble(at);
            }
        };
    }

    /** A value of one class and one output. */
    @FunctionalInterface
    private interface PerClassValue {
        double at(OrderParameters parameters, int classIndex, int output);
    }

    private static Statistic perClass(String name, boolean perOutput, PerClassValue value) {
        return new Statistic() {
            @Override
            public List<String> columns(OrderParameters at) {
                int outputs = perOutput ? at.outputs() : 1;
                return IntStream.range(0, at.classes() * outputs)
                        .mapToObj(k -> name + "_" + (k / outputs + 1) + (outputs > 1 ? "_" + (k % outputs + 1) : ""))
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
