package org.sgdyn.simulation;

import java.util.Arrays;
import org.sgdyn.model.DenseCovariances;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.spi.RandomStream;

/** One pass over real samples in an order that chance decides: no sample comes twice. */
final class ShuffledSamples implements SampleStream {

    private final Samples samples;
    /** Per label a class of the mixture that has it. */
    private final int[] classes;

    private final int[] order;
    private int next;

    ShuffledSamples(Samples samples, LearningProblem problem, RandomStream random) {
        this.samples = samples;
        classes = classesOfLabels(problem);
        order = new int[samples.size()];
        Arrays.setAll(order, k -> k);
        for (int k = order.length - 1; k > 0; k--) {
            int other = Math.min(k, (int) (random.uniform() * (k + 1)));
            int kept = order[k];
            order[k] = order[other];
            order[other] = kept;
        }
    }

    /** Per label the first class of the mixture that has it. */
    static int[] classesOfLabels(LearningProblem problem) {
        DenseCovariances dense = problem.modes().dense().orElseThrow();
        int[] classes = new int[dense.labelCount()];
        for (int i = dense.classes() - 1; i >= 0; i--) {
            classes[dense.label(i)] = i;
        }
        return classes;
    }

    @Override
    public int next(double time, double[] features, int from) {
        if (next == order.length) {
            throw new IllegalStateException("one pass has ended after " + next + " samples");
        }
        int k = order[next++];
        System.arraycopy(samples.rows(), k * samples.dimension(), features, from, samples.dimension());
        return classes[samples.labels()[k]];
    }
}
