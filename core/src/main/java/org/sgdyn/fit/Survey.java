package org.sgdyn.fit;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.sgdyn.data.DataException;
import org.sgdyn.data.LabelText;
import org.sgdyn.data.SamplePass;
import org.sgdyn.data.SampleSource;

/** What a first pass finds: the labels, and for each how many samples fit, their mean, and how much every feature varies. */
final class Survey {

    private static final int MOST_CLASSES = 1000;

    /** As many labels as a message names. */
    private static final int MOST_NAMED = 10;

    /** From as many different real numbers on they look like values of a regression. */
    private static final int MANY_VALUES = 10;

    /** The labels, as the settings order them, else ascending. */
    final List<String> labels;

    /** The samples of the file, of all labels. */
    final long samples;

    /** The samples that are left out. */
    final long heldOut;

    /** By label. */
    final long[] counts;

    /** By label and column. */
    final double[][] means;

    /** The mean of all samples that fit. */
    final double[] centre;

    /** Of each feature over all samples that fit, divided by their number. */
    final double[] variances;

    /** Whether a feature has the same value in all samples that fit. */
    final boolean[] isConstant;

    private Survey(List<String> labels, Map<String, Tally> tallies, long samples, long heldOut, Tally all) {
        this.labels = labels;
        this.samples = samples;
        this.heldOut = heldOut;
        List<Tally> ordered = labels.stream()
                .map(label -> Objects.requireNonNull(tallies.get(label), label))
                .toList();
        counts = ordered.stream().mapToLong(tally -> tally.count).toArray();
        means = ordered.stream().map(tally -> tally.mean).toArray(double[][]::new);
        centre = all.mean;
        variances = all.squares;
        isConstant = new boolean[centre.length];
        for (int c = 0; c < centre.length; c++) {
            isConstant[c] = all.least[c] == all.greatest[c];
            variances[c] = isConstant[c] ? 0 : variances[c] / all.count;
        }
    }

    /** Running means and squares by Welford's recursion. */
    private static final class Tally {

        /** What one takes for each column. */
        static final double BYTES = 4.0 * Double.BYTES;

        private final double[] mean;
        private final double[] squares;
        private final double[] least;
        private final double[] greatest;
        private long count;

        Tally(int columns) {
            mean = new double[columns];
            squares = new double[columns];
            least = new double[columns];
            greatest = new double[columns];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
        }

        void add(double[] row) {
            count++;
            double share = 1.0 / count;
            for (int c = 0; c < row.length; c++) {
                double x = row[c];
                double change = x - mean[c];
                mean[c] += change * share;
                squares[c] += change * (x - mean[c]);
                least[c] = Math.min(least[c], x);
                greatest[c] = Math.max(greatest[c], x);
            }
        }
    }

    static Survey of(Passes passes, SampleSource source, FitSettings settings) throws IOException {
        Map<String, Tally> tallies = new HashMap<>();
        Tally all = new Tally(source.columns());
        long[] heldOut = new long[1];
        long samples = passes.run("reading", 0, (row, label, role) -> {
            if (!tallies.containsKey(label)) {
                requireRoom(source, tallies.size(), label);
                tallies.put(label, new Tally(source.columns()));
            }
            if (role == Role.HELD_OUT) {
                heldOut[0]++;
                return;
            }
            Objects.requireNonNull(tallies.get(label), label).add(row);
            all.add(row);
        });
        List<String> labels = settings.classes().isEmpty()
                ? ascending(tallies.keySet().stream().toList())
                : settings.classes();
        require(source, tallies, labels, samples, settings);
        return new Survey(labels, tallies, samples, heldOut[0], all);
    }

    private static void requireRoom(SampleSource source, int labels, String label) throws DataException {
        if (labels == MOST_CLASSES) {
            throw new DataException(
                    source.name(),
                    "it has more than " + MOST_CLASSES + " different labels, such as " + label
                            + ", and labels are classes, not the values of a regression; name the column or file of the labels by --label or"
                            + " --labels, or the classes by --classes");
        }
        Memory.require(
                source.name(),
                Tally.BYTES * (labels + 2.0) * source.columns(),
                "means of " + (labels + 1) + " labels and " + source.columns() + " numbers");
    }

    private static List<String> ascending(List<String> labels) {
        boolean areNumbers = labels.stream().allMatch(LabelText::isNumber);
        Comparator<String> order =
                areNumbers ? Comparator.comparingDouble(LabelText::number) : Comparator.<String>naturalOrder();
        return labels.stream().sorted(order).toList();
    }

    private static void require(
            SampleSource source, Map<String, Tally> tallies, List<String> labels, long samples, FitSettings settings)
            throws IOException {
        if (samples == 0) {
            throw new DataException(source.name(), "it holds no samples; give a row for each");
        }
        if (looksLikeRegression(settings, labels, samples)) {
            throw new DataException(
                    source.name(),
                    "its labels are " + labels.size() + " different numbers for " + samples + " samples, such as "
                            + labels.get(0) + ", which look like the values of a regression; labels are classes: name"
                            + " their column or file by --label or --labels, or put the values into a few bins");
        }
        for (String label : labels) {
            if (!tallies.containsKey(label)) {
                throw new DataException(
                        source.name(),
                        "it has no label " + label + "; " + present(source) + "; choose among them by --classes");
            }
        }
        for (String label : labels) {
            long count = Objects.requireNonNull(tallies.get(label), label).count;
            if (count < 4) {
                throw new DataException(
                        source.name(),
                        "label " + label + " has "
                                + (count == 0 ? "no sample" : count == 1 ? "one sample" : count + " samples")
                                + (settings.holdout() > 0 ? " besides those held out (--holdout)" : "")
                                + ", and each half of the samples needs two of every label; leave the label out by --classes, or"
                                + " give more");
            }
        }
        if (labels.size() < 2) {
            throw new DataException(
                    source.name(),
                    (settings.classes().isEmpty() ? "all samples have" : "the classes are only")
                            + " the label " + String.join("", labels)
                            + ", and there is nothing to learn from one class; give two or more");
        }
    }

    /** Real values that hardly ever come twice. */
    private static boolean looksLikeRegression(FitSettings settings, List<String> labels, long samples) {
        return settings.classes().isEmpty()
                && labels.size() >= MANY_VALUES
                && 2L * labels.size() > samples
                && labels.stream().allMatch(LabelText::isNumber)
                && labels.stream().mapToDouble(LabelText::number).anyMatch(value -> value != Math.rint(value));
    }

    /** Some of the labels that there are, in words. */
    private static String present(SampleSource source) throws IOException {
        Set<String> found = new HashSet<>();
        double[] row = new double[source.columns()];
        try (SamplePass pass = source.open()) {
            while (found.size() <= MOST_NAMED && pass.next(row)) {
                found.add(pass.label());
            }
        }
        List<String> ordered = ascending(List.copyOf(found));
        return found.size() > MOST_NAMED
                ? "some of its labels are " + String.join(", ", ordered.subList(0, MOST_NAMED))
                : "its labels are " + String.join(", ", ordered);
    }
}
