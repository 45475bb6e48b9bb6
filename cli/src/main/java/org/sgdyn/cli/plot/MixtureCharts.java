package org.sgdyn.cli.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sgdyn.cli.plot.Chart.Curve;
import org.sgdyn.fit.Components;
import org.sgdyn.fit.FitSummary;
import org.sgdyn.fit.FittedMixture;

/** What is shown of a fitted mixture: spectra, where the components lie, and the angles between the means. */
public final class MixtureCharts {

    /** More classes have no colours that are told apart. */
    private static final int MOST_CATEGORIES = 6;

    private static final int MOST_CLASSES = 20;

    private static final int ELLIPSE = 73;

    private final FittedMixture mixture;
    private final FitSummary summary;

    private MixtureCharts(FittedMixture mixture, FitSummary summary) {
        this.mixture = mixture;
        this.summary = summary;
    }

    /**
     * Draws a mixture.
     *
     * @param title what stands above the figure
     * @param mixture the mixture
     * @param summary what it says
     * @return the figure: eigenvalues of each class; each component as an ellipse of one standard deviation around its mean, on the two
     *     leading directions; cosines between the classes' means
     */
    public static Figure figure(String title, FittedMixture mixture, FitSummary summary) {
        MixtureCharts charts = new MixtureCharts(mixture, summary);
        return Figure.of(title, List.of(charts.spectra(), charts.scatter()), charts.cosines());
    }

    private int shown() {
        return Math.min(MOST_CLASSES, mixture.labels().size());
    }

    private Tint tint(int label) {
        int count = shown();
        return count <= MOST_CATEGORIES ? new Tint.Category(label) : new Tint.Level(label / (count - 1.0));
    }

    private Chart spectra() {
        List<Curve> curves = new ArrayList<>();
        for (int y = 0; y < shown(); y++) {
            double[] values = summary.spectra().get(y);
            double[] ranks =
                    IntStream.rangeClosed(1, values.length).asDoubleStream().toArray();
            // What is left of directions without variance is rounding.
            double[] positive = Arrays.stream(values)
                    .map(value -> value > 1e-10 * values[0] ? value : Double.NaN)
                    .toArray();
            curves.add(Curve.of(mixture.labels().get(y), tint(y), ranks, positive));
        }
        boolean isWide = mixture.dimension() > 4;
        return new Chart("covariances", new Chart.Axis("rank", isWide), new Chart.Axis("eigenvalue", isWide), curves);
    }

    private Chart scatter() {
        Components all = mixture.all();
        int d = mixture.dimension();
        List<Curve> curves = new ArrayList<>();
        int before = -1;
        for (int i = 0; i < all.size() && all.classes()[i] < shown(); i++) {
            int y = all.classes()[i];
            double[] mean = {along(all.means()[i], 0), along(all.means()[i], 1)};
            double xx = across(all.covariances()[i], 0, 0);
            double xy = across(all.covariances()[i], 0, 1);
            double yy = across(all.covariances()[i], 1, 1);
            // Cholesky's factor turns a circle into the ellipse.
            double a = Math.sqrt(Math.max(xx, 0));
            double b = a > 0 ? xy / a : 0;
            double c = Math.sqrt(Math.max(yy - b * b, 0));
            double[] horizontal = new double[ELLIPSE];
            double[] vertical = new double[ELLIPSE];
            for (int k = 0; k < ELLIPSE; k++) {
                double angle = 2 * Math.PI * k / (ELLIPSE - 1);
                horizontal[k] = mean[0] + a * Math.cos(angle);
                vertical[k] = mean[1] + b * Math.cos(angle) + c * Math.sin(angle);
            }
            curves.add(Curve.of(y == before ? "" : mixture.labels().get(y), tint(y), horizontal, vertical));
            curves.add(Curve.of("", tint(y), new double[] {mean[0]}, new double[] {mean[1]}));
            before = y;
        }
        return new Chart(
                d > 1 ? "components, one standard deviation" : "components",
                new Chart.Axis("first direction", false),
                new Chart.Axis("second direction", false),
                curves);
    }

    /** A vector's coordinate on a leading direction; 0 on a second one that is not there. */
    private double along(double[] vector, int direction) {
        int columns = summary.directions().length / vector.length;
        double sum = 0;
        for (int k = 0; k < vector.length && direction < columns; k++) {
            sum += summary.directions()[k * columns + direction] * vector[k];
        }
        return sum;
    }

    private double across(double[] covariance, int first, int second) {
        int d = mixture.dimension();
        double[] image = new double[d];
        int columns = summary.directions().length / d;
        for (int i = 0; i < d && second < columns; i++) {
            for (int j = 0; j < d; j++) {
                image[i] += covariance[i * d + j] * summary.directions()[j * columns + second];
            }
        }
        return along(image, first);
    }

    private HeatMap cosines() {
        int count = mixture.labels().size();
        // Labels that count, as digits do, stand for themselves.
        int first = mixture.labels().get(0).equals("0") ? 0 : 1;
        boolean areCounted =
                IntStream.range(0, count).allMatch(y -> mixture.labels().get(y).equals(String.valueOf(first + y)));
        double[] places = IntStream.range(0, count)
                .mapToDouble(y -> y + (areCounted ? first : 1))
                .toArray();
        String name = areCounted ? "class" : "class, by its place";
        return new HeatMap(
                "",
                new HeatMap.Axis(name, false, places),
                new HeatMap.Axis(name, false, places),
                summary.cosines(),
                "cosine between means",
                false,
                List.of(),
                List.of());
    }
}
