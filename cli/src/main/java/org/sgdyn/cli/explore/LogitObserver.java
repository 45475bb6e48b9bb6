package org.sgdyn.cli.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sgdyn.spi.OrderParameters;
import org.sgdyn.spi.Statistic;

/**
 * The law of a logit r_j, or of a difference r_j - r_k, on each class: Gaussian on each part, of mean m_j - m_k and variance
 * B_jj + B_kk - 2 B_jk. Columns {@code explored_mean_i}, {@code explored_variance_i} for every part, classes in the order of their numbers.
 */
final class LogitObserver implements Statistic {

    static final String MEAN = "explored_mean_";

    static final String VARIANCE = "explored_variance_";

    /** As many as colours and dashes tell apart. */
    private static final int MOST_CLASSES = 12;

    private final Question.View view;
    private Found found = new Found(0, 0, 0, 0, List.of());

    LogitObserver(Question.View view) {
        this.view = view;
    }

    /**
     * A Gaussian part of what is shown.
     *
     * @param classIndex its class, 0-based
     * @param share its share in the class
     */
    record Part(int classIndex, double share) {}

    /**
     * What the state turned out to hold.
     *
     * @param classes the number of classes
     * @param outputs the number of logits
     * @param logit the logit that is shown, 1-based
     * @param minus the one that is subtracted, 1-based; 0 for none
     * @param parts the parts that are shown
     */
    record Found(int classes, int outputs, int logit, int minus, List<Part> parts) {}

    /** What the state turned out to hold, once the columns are known. */
    synchronized Found found() {
        return found;
    }

    /** The parts in the place of classes. */
    private static OrderParameters each(OrderParameters at) {
        return at.parts().map(OrderParameters.Parts::parameters).orElse(at);
    }

    @Override
    public synchronized List<String> columns(OrderParameters at) {
        int logit = Math.max(1, Math.min(view.logit(), at.outputs()));
        int minus = view.minus() > at.outputs() || view.minus() == logit ? 0 : view.minus();
        found = new Found(at.classes(), at.outputs(), logit, minus, parts(at));
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < found.parts().size(); i++) {
            columns.add(MEAN + i);
            columns.add(VARIANCE + i);
        }
        return columns;
    }

    private static List<Part> parts(OrderParameters at) {
        Optional<OrderParameters.Parts> parts = at.parts();
        return parts.map(mixture -> IntStream.range(0, mixture.parameters().classes())
                        .mapToObj(i -> new Part(mixture.classOf(i), mixture.share(i)))
                        .toList())
                .orElseGet(() -> IntStream.range(0, Math.min(at.classes(), MOST_CLASSES))
                        .mapToObj(i -> new Part(i, 1))
                        .toList());
    }

    @Override
    public void evaluate(OrderParameters at, double[] values, int offset) {
        Found known = found();
        OrderParameters each = each(at);
        int j = known.logit() - 1;
        int k = known.minus() - 1;
        for (int i = 0; i < known.parts().size(); i++) {
            double mean = each.logitMean(i, j);
            double variance = each.logitCovariance(i, j, j);
            if (k >= 0) {
                mean -= each.logitMean(i, k);
                variance += each.logitCovariance(i, k, k) - 2 * each.logitCovariance(i, j, k);
            }
            values[offset + 2 * i] = mean;
            // The integrator's error may have pushed it below zero.
            values[offset + 2 * i + 1] = Math.max(0, variance);
        }
    }

    @Override
    public boolean readsOutputsTogether() {
        return false;
    }
}
