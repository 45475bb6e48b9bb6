package org.sgdyn.fit;

import java.io.IOException;
import java.util.Set;
import org.sgdyn.data.SamplePass;
import org.sgdyn.data.SampleSource;

/** Passes over the samples of the chosen labels, each with its role. */
final class Passes {

    private static final long TOLD = 1000;

    private final SampleSource source;
    private final FitSettings settings;
    private final FitListener listener;

    Passes(SampleSource source, FitSettings settings, FitListener listener) {
        this.source = source;
        this.settings = settings;
        this.listener = listener;
    }

    /** Is shown every sample. */
    @FunctionalInterface
    interface Visitor {
        /** Looks at a sample whose row is another one's afterwards. */
        void visit(double[] row, String label, Role role) throws IOException;
    }

    /** Tells that something begins. */
    void begins(String phase) {
        listener.begins(phase);
    }

    /**
     * Shows all samples of the chosen labels.
     *
     * @param phase what the pass is for
     * @param expected how many samples there are; 0 if that is not known
     * @param visitor is shown them
     * @return how many samples the source has, of all labels
     */
    long run(String phase, long expected, Visitor visitor) throws IOException {
        begins(phase);
        Set<String> chosen = Set.copyOf(settings.classes());
        Partition partition = new Partition(settings.seed(), settings.holdout());
        double[] row = new double[source.columns()];
        long count = 0;
        try (SamplePass pass = source.open()) {
            while (pass.next(row)) {
                count++;
                String label = pass.label();
                if (chosen.isEmpty() || chosen.contains(label)) {
                    visitor.visit(row, label, partition.next(label));
                }
                if (count % TOLD == 0) {
                    listener.read(count, expected);
                }
            }
        }
        return count;
    }
}
