package org.sgdyn.cli.command;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import org.sgdyn.fit.Components;
import org.sgdyn.fit.FitSettings;
import org.sgdyn.fit.FitSummary;
import org.sgdyn.fit.FittedMixture;

/** What {@code sgdyn fit} tells of a mixture: what it found, and what predictions from it are worth. */
final class FitReport {

    private static final int MOST_CLASSES = 20;

    /**
     * Samples per dimension from which on the correction by halves leaves a bias below 1 %: 0.3 % for least squares, 0.7 % for logistic
     * regression, of 6 % each, on two power-law classes that overlap (400 draws).
     */
    private static final int ENOUGH = 15;

    /** Samples per dimension below which it leaves more than some per cent: 4 % of 19 % for logistic regression there. */
    private static final int TOO_FEW = 5;

    /** Below, the theory's limit of many directions is far. */
    private static final int FEW_DIRECTIONS = 5;

    /** Components per class from which on more of them change little. */
    private static final int MANY_PARTS = 16;

    private final FittedMixture mixture;
    private final FitSummary summary;
    private final int columns;
    private final String algebra;

    FitReport(FittedMixture mixture, FitSummary summary, int columns, String algebra) {
        this.mixture = mixture;
        this.summary = summary;
        this.columns = columns;
        this.algebra = algebra;
    }

    void print(String name, PrintWriter out) {
        int d = mixture.dimension();
        int count = mixture.labels().size();
        FitSettings settings = mixture.settings();
        out.println(name + ": " + count + " classes, " + mixture.fitted() + " samples"
                + (mixture.heldOut() > 0 ? ", " + mixture.heldOut() + " held out" : "") + "; "
                + (d < columns || settings.pca().orElse(0) > 0
                        ? "d = " + d + " principal directions of " + columns + " features"
                        : "d = " + d + " features")
                + (settings.isStandardised() ? ", standardised" : ""));
        if (mixture.constantFeatures() > 0) {
            out.println("  "
                    + (mixture.constantFeatures() == 1
                            ? "1 feature never varies and has"
                            : mixture.constantFeatures() + " features never vary and have")
                    + " no part");
        }
        int[] parts = new int[count];
        Arrays.stream(mixture.all().classes()).forEach(label -> parts[label]++);
        Components labels = summary.labels();
        out.println(format("  %-16s %10s %11s %12s", "class", "samples", "components", "|mean|^2"));
        for (int y = 0; y < Math.min(count, MOST_CLASSES); y++) {
            out.println(format(
                    "  %-16s %10d %11d %12.4g",
                    Words.shortened(mixture.labels().get(y)), labels.counts()[y], parts[y], summary.squaredMeans()[y]));
        }
        if (count > MOST_CLASSES) {
            out.println("  and " + (count - MOST_CLASSES) + " more");
        }
        out.println(format(
                "  effective dimension %.4g of %d, largest eigenvalue %.3g d: the first is to be large, the second small",
                summary.effectiveDimension(), d, summary.greatestShare()));
        out.println(format(
                "  the theory of least squares diverges above a learning rate of about %.3g",
                summary.largestLearningRate()));
        out.println(
                format("  one pass over these samples ends at t = samples / d = %.4g", (double) mixture.fitted() / d));
        out.println("  linear algebra: " + algebra);
        out.println("  what to expect of predictions:");
        expectOptimism(out, d);
        expectShapes(out, parts);
        if (summary.effectiveDimension() < FEW_DIRECTIONS) {
            out.println(format(
                    "  - an effective dimension below %d makes single runs scatter around the prediction, and diverge from a"
                            + " smaller learning rate on",
                    FEW_DIRECTIONS));
        }
    }

    private void expectOptimism(PrintWriter out, int d) {
        long n = mixture.fitted();
        double flattery = 100.0 * d / n;
        if (n < (long) TOO_FEW * d) {
            out.println(format(
                    "  - %d samples are too few for d = %d: the fit has seen them, so that predictions flatter, by more than the"
                            + " half fits correct; give %d d = %d samples or more, or keep fewer directions by --pca",
                    n, d, TOO_FEW, (long) TOO_FEW * d));
        } else {
            out.println(format(
                    "  - the fit has seen these samples, so that late risks of least squares come out about d / samples ="
                            + " %.2g per cent too low, small ones of logistic and softmax by twice as much or more; the half fits"
                            + " correct %s",
                    flattery,
                    n < (long) ENOUGH * d
                            ? "most of it, and leave some per cent"
                            : "it to about one per cent, where the risk is not small"));
        }
        out.println(format(
                "  - chance in the samples alone moves risks by about %.2g (least squares), %.2g (logistic) where two classes"
                        + " overlap, by less where they lie apart",
                0.27 / Math.sqrt((double) n), 0.5 / Math.sqrt((double) n)));
    }

    private void expectShapes(PrintWriter out, int[] parts) {
        int least = Arrays.stream(parts).min().orElse(1);
        int asked = mixture.settings().components();
        if (least == 1) {
            out.println(
                    "  - a class is one Gaussian, which is all that least squares sees of it; late logistic and softmax risks"
                            + " came out 4 to 33 per cent too low on images, and errors more: compare --components 4");
        } else {
            out.println("  - real classes are no Gaussian mixtures: with " + least
                    + " components per class late softmax risks came out some " + (least < MANY_PARTS ? 5 : 3)
                    + " per cent too low on images; compare --components " + 2 * asked);
        }
        if (least < asked) {
            out.println("  - a class has fewer than " + asked
                    + " components: its samples are too few, or none fell into one");
        }
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
