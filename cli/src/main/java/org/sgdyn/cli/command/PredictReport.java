package org.sgdyn.cli.command;

import static org.sgdyn.cli.result.PredictedCurve.last;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sgdyn.cli.plot.Labels;
import org.sgdyn.cli.result.Forecast;
import org.sgdyn.cli.result.PredictedCurve;
import org.sgdyn.fit.FitSummary;
import org.sgdyn.fit.FittedMixture;
import org.sgdyn.statistics.Quantity;

/** What {@code sgdyn predict} tells: the data, each learning rate at the end, the best one, and what cannot be promised. */
final class PredictReport {

    /** Losses whose late risks on images came out too low from few components. */
    private static final Set<String> SEE_SHAPES = Set.of("logistic", "softmax");

    private final PrintWriter out;
    private final FittedMixture mixture;
    private final PredictLoss.Chosen loss;

    PredictReport(PrintWriter out, FittedMixture mixture, PredictLoss.Chosen loss) {
        this.out = out;
        this.mixture = mixture;
        this.loss = loss;
    }

    /** The data and the loss, as soon as they are known. */
    void begin(String name, FitSummary summary, double end) {
        List<String> labels = mixture.labels();
        int d = mixture.dimension();
        out.println(format(
                "%s: %d samples, d = %d, %d classes of %d %s%s",
                name,
                mixture.fitted(),
                d,
                labels.size(),
                mixture.settings().components(),
                mixture.settings().components() == 1 ? "component" : "components",
                mixture.heldOut() > 0 ? "; " + mixture.heldOut() + " more held out" : ""));
        out.println("  loss " + loss.name()
                + (loss.labels().isEmpty()
                        ? ""
                        : ", class " + Words.shortened(labels.get(0)) + " as label "
                                + Labels.number(loss.labels().get(0)) + ", class " + Words.shortened(labels.get(1))
                                + " as " + Labels.number(loss.labels().get(1)))
                + format(
                        "; to t = %s, and one pass ends at %s; least squares diverges above a learning rate of about"
                                + " %.3g",
                        Decimals.rounded(end),
                        Decimals.rounded((double) mixture.fitted() / d),
                        summary.largestLearningRate()));
        out.flush();
    }

    /** The outcome. */
    void end(Forecast forecast) {
        boolean hasBand = false;
        for (PredictedCurve curve : forecast.curves()) {
            out.println("  learning rate " + Decimals.exact(curve.learningRate())
                    + curve.trouble()
                            .map(trouble -> ": " + Decimals.withRoundedTimes(trouble.message()))
                            .orElse(""));
            for (String column : curve.columns()) {
                line(curve, column);
                hasBand |= Double.isFinite(last(curve.deviation(column)));
            }
        }
        out.println("  " + (hasBand ? "+- is one standard deviation" : "predictions have no +- without resamples")
                + "; naive is the theory of all samples, which has seen those that it measures on"
                + (forecast.bestOfSgd().isPresent()
                        ? "; of SGD, +- is the standard error of the held-out samples"
                        : ""));
        if (forecast.curves().size() > 1) {
            best(forecast);
        }
        forecast.best().ifPresent(best -> outlook(forecast, best));
    }

    private void line(PredictedCurve curve, String column) {
        double predicted = last(curve.corrected(column));
        double real = last(curve.mean(column));
        if (!Double.isFinite(predicted) && !Double.isFinite(real)) {
            return;
        }
        StringBuilder text = new StringBuilder(format("    %-5s ", column));
        text.append(
                Double.isFinite(predicted)
                        ? with(predicted, last(curve.deviation(column)))
                                + format(" predicted (naive %.4g)", last(curve.naive(column)))
                        : "no prediction");
        if (Double.isFinite(real)) {
            text.append("; SGD ").append(with(real, last(curve.heldOutError(column))));
            if (Double.isFinite(predicted) && real > 0) {
                text.append(format(": %+.1f per cent", 100 * (predicted / real - 1)));
            }
        }
        out.println(text);
    }

    private void best(Forecast forecast) {
        forecast.best().ifPresent(best -> {
            String real = forecast.bestOfSgd()
                    .map(curve -> curve.learningRate() == best.learningRate()
                            ? ", in theory and by SGD"
                            : " in theory, " + Decimals.exact(curve.learningRate()) + " by SGD")
                    .orElse(" in theory");
            List<PredictedCurve> curves = forecast.curves();
            long whole =
                    curves.stream().filter(curve -> curve.trouble().isEmpty()).count();
            boolean isOutermost = whole > 1
                    && best.trouble().isEmpty()
                    && (best.learningRate() == curves.get(0).learningRate()
                            || best.learningRate()
                                    == curves.get(curves.size() - 1).learningRate());
            out.println("  best constant learning rate of those tried: " + Decimals.exact(best.learningRate()) + real
                    + (isOutermost ? "; it is the outermost, try others by --learning-rate" : ""));
        });
    }

    private void outlook(Forecast forecast, PredictedCurve best) {
        if (!forecast.tenfold().isEmpty()) {
            out.println("  ten times the samples would give " + values(forecast.tenfold())
                    + ": an extrapolation, which takes them to be of the same kind");
        }
        int components = mixture.settings().components();
        if (!forecast.finer().isEmpty()) {
            out.println("  with " + 2 * components + " components per class " + values(forecast.finer())
                    + " at learning rate " + Decimals.exact(best.learningRate()) + ": "
                    + meaning(forecast.finer(), best));
        } else if (SEE_SHAPES.contains(loss.name())) {
            out.println("  real classes are not Gaussian: late " + loss.name()
                    + " risks come out some per cent too low, errors more; a run with " + 2 * components
                    + " components per class shows how much");
        }
    }

    /** What the change of the risk by twice the components says, beside what chance in the samples does. */
    private static String meaning(Map<String, Double> finer, PredictedCurve best) {
        String risk = Quantity.RISK.word();
        double deviation = last(best.deviation(risk));
        double change = finer.getOrDefault(risk, Double.NaN) - last(best.corrected(risk));
        if (Double.isFinite(deviation) && Math.abs(change) <= 2 * deviation) {
            return "twice the components change little, within twice +-";
        }
        return change > 0
                ? "real classes are not Gaussian; expect about as much more"
                : "less than with fewer, so that these do not suffice; compare still more by --components";
    }

    private static String values(Map<String, Double> values) {
        return format("a risk of %.4g", values.getOrDefault(Quantity.RISK.word(), Double.NaN))
                + (values.containsKey(Quantity.ERROR.word())
                        ? format(", an error of %.4g", values.getOrDefault(Quantity.ERROR.word(), Double.NaN))
                        : "");
    }

    private static String with(double value, double deviation) {
        return format("%.4g", value) + (Double.isFinite(deviation) ? format(" +- %.2g", deviation) : "");
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
