package org.sgdyn.simulation;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sgdyn.dynamics.LinearStep;
import org.sgdyn.dynamics.StateLayout;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.spi.SecondMoment;
import org.sgdyn.spi.TrainedParameter;
import org.sgdyn.spi.UpdateRule;

/**
 * The steps of parameters theta that are trained beside the iterate: biases of the logits, then the loss's own. With G the sum of
 * d Psi / d theta over a batch of b samples, a plain step is theta &lt;- theta - (gamma eta / d) G; an algorithm moves theta as it moves an
 * entry of the iterate of gradient eta G, or, where a second moment scales steps, by eta times its step for G. One thread at a time.
 */
final class TrainedStep {

    private final StateLayout layout;
    private final int outputs;
    private final int biases;
    private final double[] rates;
    private final double[] summed;
    private final LinearStep step;
    private final @Nullable SecondMoment second;
    private final boolean isSimultaneous;
    /** v, without a second moment unused. */
    private final double[] moments;

    private final double[] before;
    private final double[] after;

    TrainedStep(LearningProblem problem, StateLayout layout) {
        this.layout = layout;
        outputs = problem.modes().outputs();
        biases = problem.training().bias().size();
        List<TrainedParameter> parameters = problem.trained();
        rates = parameters.stream().mapToDouble(TrainedParameter::rate).toArray();
        UpdateRule rule = problem.training().rule();
        step = LinearStep.of(problem.training());
        second = rule.secondMoment().orElse(null);
        isSimultaneous =
                problem.training().batchFraction().isPresent() || rule.memory().isSimultaneous();
        summed = new double[rates.length];
        moments = new double[rates.length];
        before = new double[step.vectors()];
        after = new double[step.vectors()];
    }

    /** Adds the biases to logits, and puts the loss's parameters behind them. */
    void place(double[] state, double[] logits) {
        int from = layout.trained(0);
        for (int j = 0; j < biases; j++) {
            logits[j] += state[from + j];
        }
        System.arraycopy(state, from + biases, logits, outputs, rates.length - biases);
    }

    /** Adds the gradient of a sample, that in the logits and behind it that in the loss's parameters. */
    void add(double[] gradient) {
        for (int k = 0; k < rates.length; k++) {
            summed[k] += gradient[k < biases ? k : outputs + k - biases];
        }
    }

    /**
     * A plain step along what has been added since the last.
     *
     * @param rate gamma / d
     */
    void descend(double rate, double[] state) {
        int from = layout.trained(0);
        for (int k = 0; k < rates.length; k++) {
            state[from + k] -= rate * rates[k] * summed[k];
        }
        Arrays.fill(summed, 0);
    }

    /**
     * An algorithm's step along what has been added since the last.
     *
     * @param time the time at its end
     * @param share b / d
     * @param batch b
     * @param transition T
     * @param gain e
     */
    void move(double time, double share, int batch, double[] transition, double[] gain, double[] state) {
        int vectors = before.length;
        double perSample = share / batch;
        for (int k = 0; k < rates.length; k++) {
            double gradient = (second == null ? rates[k] : 1) * summed[k];
            for (int a = 0; a < vectors; a++) {
                before[a] = state[layout.trained(a) + k];
            }
            for (int a = vectors - 1; a >= 0; a--) {
                double[] others = a == 0 && !isSimultaneous ? after : before;
                double sum = transition[a * vectors] * before[0];
                for (int c = 1; c < vectors; c++) {
                    sum += transition[a * vectors + c] * others[c];
                }
                double move = share * sum - perSample * gain[a] * gradient;
                if (a == 0 && second != null) {
                    moments[k] += perSample
                            * (second.feed() * gradient * gradient - batch * second.forgetting() * moments[k]);
                    move *= rates[k] * second.scale(second.correction(time) * moments[k]);
                }
                after[a] = before[a] + move;
                state[layout.trained(a) + k] = after[a];
            }
        }
        Arrays.fill(summed, 0);
    }
}
