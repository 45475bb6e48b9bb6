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

    /** Samples per dimension from which on the correction by halves leaves a bias below 1 %. */
    private static final int ENOUGH = 15;

    /** Samples per dimension below which it leaves more than some per cent. */
    private static final int TOO_FEW = 5;

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
            out.println("  " + mixture.constantFeatures() + " features never vary and have no part");
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
                "  effective dimension %.4g, largest eigenvalue %.3g d",
                summary.effectiveDimension(), summary.greatestShare()));
        out.println(
                format("  least squares diverges above a learning rate of about %.3g", summary.largestLearningRate()));
        out.println(
                format("  one pass over these samples ends at t = samples / d = %.4g", (double) mixture.fitted() / d));
        out.println("  linear algebra: " + algebra);
        out.println("  what to expect of predictions:");
        expect(out, d, parts);
    }

    private void expect(PrintWriter out, int d, int[] parts) {
        long n = mixture.fitted();
        if (n < (long) TOO_FEW * d) {
            out.println("  - " + n + " samples are too few for d = " + d + ": predictions will flatter, and " + TOO_FEW
                    + " d = " + TOO_FEW * d
                    + " samples or more are needed to correct them; keep fewer directions by --pca");
        } else if (n < (long) ENOUGH * d) {
            out.println(
                    "  - they flatter by some per cent as the fit has seen the samples; the half fits correct most of it;"
                            + " from " + ENOUGH + " d = " + ENOUGH * d + " samples on, to one per cent");
        } else {
            out.println(
                    "  - samples are enough: corrected by the half fits, the fit's own optimism is below one per cent of the risk");
        }
        out.println(format(
                "  - chance in the samples alone moves the risk by about %.2g (least squares), %.2g (logistic)",
                0.27 / Math.sqrt((double) n), 0.5 / Math.sqrt((double) n)));
        int least = Arrays.stream(parts).min().orElse(1);
        if (least == 1) {
            out.println(
                    "  - one Gaussian per class predicts quadratic losses well; late logistic and softmax risks came out 4 to 33 per cent"
                            + " too low on images, and errors more");
        } else {
            out.println("  - real classes are not Gaussian: with " + least
                    + " components per class late softmax risks came out"
                    + (least < 16 ? " some 5 per cent" : " some 3 per cent")
                    + " too low on images; compare fits of M and 2 M components");
        }
        int asked = mixture.settings().components();
        if (least < asked) {
            out.println("  - a class has fewer than " + asked
                    + " components: its samples are too few, or none fell into one");
        }
        if (summary.effectiveDimension() < 5) {
            out.println("  - an effective dimension this small makes single runs scatter around the prediction");
        }
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
