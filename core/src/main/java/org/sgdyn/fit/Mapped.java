package org.sgdyn.fit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Passes over preprocessed samples. Those that fit into a quarter of the memory are kept from the first pass on; of others, each pass
 * reads and maps all again, to the same bits.
 */
final class Mapped {

    private static final int BLOCK = 1024;

    private final Passes passes;
    private final Survey survey;
    private final Preprocessing preprocessing;
    private final boolean isKept;
    private final List<double[]> kept = new ArrayList<>();
    private final List<int[]> keptLabels = new ArrayList<>();
    private long count;

    Mapped(Passes passes, Survey survey, Preprocessing preprocessing, double mostBytes) {
        this.passes = passes;
        this.survey = survey;
        this.preprocessing = preprocessing;
        long fitted = 0;
        for (long each : survey.counts) {
            fitted += each;
        }
        isKept = 8.0 * fitted * preprocessing.dimension() <= mostBytes;
    }

    /** Is shown a preprocessed sample, its label as an index, and its half, 1 or 2. */
    @FunctionalInterface
    interface Visitor {
        /** Looks at a sample whose numbers are another one's afterwards. */
        void visit(double[] z, int label, int half);
    }

    /** Shows all samples that fit. */
    void run(String phase, Visitor visitor) throws IOException {
        double[] z = new double[preprocessing.dimension()];
        if (!kept.isEmpty()) {
            passes.begins(phase);
            for (long k = 0; k < count; k++) {
                int at = (int) (k % BLOCK);
                int block = (int) (k / BLOCK);
                System.arraycopy(kept.get(block), at * z.length, z, 0, z.length);
                int code = keptLabels.get(block)[at];
                visitor.visit(z, code / 4, code % 4);
            }
            return;
        }
        Map<String, Integer> indices = new HashMap<>();
        survey.labels.forEach(label -> indices.put(label, indices.size()));
        Preprocessing.Mapping mapping = preprocessing.mapping();
        passes.run(phase, survey.samples, (row, label, role) -> {
            Integer index = indices.get(label);
            if (role != Role.HELD_OUT && index != null) {
                int half = role == Role.FIRST ? 1 : 2;
                mapping.map(row, z);
                keep(z, 4 * index + half);
                visitor.visit(z, index, half);
            }
        });
    }

    private void keep(double[] z, int code) {
        if (isKept) {
            int at = (int) (count++ % BLOCK);
            if (at == 0) {
                kept.add(new double[BLOCK * z.length]);
                keptLabels.add(new int[BLOCK]);
            }
            System.arraycopy(z, 0, kept.get(kept.size() - 1), at * z.length, z.length);
            keptLabels.get(keptLabels.size() - 1)[at] = code;
        }
    }
}
