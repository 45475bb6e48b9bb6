package org.sgdyn.data;

import java.io.IOException;

/** Samples with the labels that another file or array gives them, one by one. */
final class LabelledSource implements SampleSource {

    private final SampleSource samples;
    private final Labels labels;

    LabelledSource(SampleSource samples, Labels labels) {
        this.samples = samples;
        this.labels = labels;
    }

    @Override
    public String name() {
        return samples.name();
    }

    @Override
    public int columns() {
        return samples.columns();
    }

    @Override
    public boolean hasLabels() {
        return true;
    }

    @Override
    public SamplePass open() throws IOException {
        SamplePass pass = samples.open();
        return new SamplePass() {

            private int row = -1;

            @Override
            public boolean next(double[] target) throws IOException {
                boolean isThere = pass.next(target);
                row++;
                if (isThere ? row >= labels.size() : row < labels.size()) {
                    throw new DataException(
                            samples.name(),
                            "it has " + (isThere ? "more than " : "") + row + " samples, and " + labels.name() + " has "
                                    + labels.size() + " labels; give the labels of these samples");
                }
                return isThere;
            }

            @Override
            public String label() {
                return labels.at(row);
            }

            @Override
            public void close() throws IOException {
                pass.close();
            }
        };
    }
}
