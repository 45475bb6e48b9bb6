package org.sgdyn.cli.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sgdyn.asymptotics.Limit.Verdict;
import org.sgdyn.asymptotics.Prediction;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.run.AsymptoticAnalysis;
import org.sgdyn.run.AsymptoticAnalysis.Comparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sgdyn asymptotics}: what theory predicts for late times, beside what the integrated curve shows. */
@Command(
        name = "asymptotics",
        header = "Predicts late times, and compares with the integrated curve.",
        description = {
            "Prints what theory predicts for t to infinity (the limit of the risk, its rate, alignment and logit variance), beside "
                    + "limits and slopes read off the curve, which is integrated to --end; the experiment's own times do not "
                    + "matter. Predicted are least squares (its stationary state), other losses of one output (a stationary "
                    + "state), and, for exponential losses, means on modes without variance and power laws of one covariance "
                    + "with symmetric means, all at learning rates that end constant. For other experiments there are the "
                    + "readings alone."
        },
        footerHeading = "%nExample:%n",
        footer = "  sgdyn asymptotics logistic-zero-one --end 1e6")
public final class AsymptoticsCommand extends ExperimentSubcommand {

    private static final double MOST_STEPS = 1e6;

    @Option(
            names = "--end",
            paramLabel = "T",
            defaultValue = "" + AsymptoticAnalysis.DEFAULT_END,
            description = "How far to integrate. Default: ${DEFAULT-VALUE}.")
    private double end;

    @Mixin
    private JsonOptions json;

    @Override
    public Integer call() {
        source.requireOne("asymptotics");
        if (!(end >= 1 && end <= 1e15)) {
            throw new BadInputException("--end: must be between 1 and 1e15, not " + end);
        }
        Experiment experiment = source.read(source.plugins());
        requireFew(experiment);
        List<AsymptoticAnalysis> analyses =
                AsymptoticAnalysis.of(experiment, end, ProgressLine.of(spec, "output time", 0));
        PrintWriter console = spec.commandLine().getOut();
        if (json.isWanted()) {
            JsonOptions.print(
                    console,
                    analyses.stream()
                            .map(analysis -> answer(experiment, analysis))
                            .toList());
        } else {
            analyses.forEach(analysis -> print(console, experiment, analysis));
        }
        console.flush();
        boolean done = analyses.stream().allMatch(analysis -> analysis.outcome().isComplete());
        return done ? ExitCode.OK : ExitCode.NUMERICAL_TROUBLE;
    }

    /** The exact expectation goes on step by step. */
    private void requireFew(Experiment experiment) {
        if (experiment.mixture().isExpectation()) {
            double most =
                    MOST_STEPS * experiment.batch() / experiment.dimension().orElseThrow();
            if (end > most) {
                throw new BadInputException(
                        "--end: form: expectation is a recursion in single steps of SGD, and more than "
                                + number(MOST_STEPS) + " of them lead to t = " + number(end) + "; give at most --end "
                                + number(Math.floor(most)) + ", or form: second-moment");
            }
        }
    }

    private static void print(PrintWriter console, Experiment experiment, AsymptoticAnalysis analysis) {
        String curve = analysis.curve().isEmpty() ? "" : ", " + analysis.curve();
        console.println(experiment.name() + curve + ": "
                + analysis.prediction()
                        .map(prediction -> prediction.family())
                        .orElse("outside the families that theory predicts; what follows is extrapolation alone"));
        if (!analysis.outcome().isComplete()) {
            console.println("  integration: " + analysis.outcome().message());
        }
        if (analysis.momentError() > 0) {
            console.println(String.format(
                    Locale.ROOT,
                    "  quadrature of the loss leaves a standard error of %.1e in the risk; loss.points lowers it, and nothing below"
                            + " is more certain",
                    analysis.momentError()));
        }
        console.println(row(
                "", "predicted", "read off at t = " + number(analysis.outcome().time())));
        for (Comparison comparison : analysis.rows()) {
            console.println(row(
                    name(comparison),
                    comparison.predicted().isPresent()
                            ? value(comparison.predicted().getAsDouble())
                            : "-",
                    measured(comparison)));
        }
        analysis.prediction().ifPresent(prediction -> prediction.notes().forEach(note -> console.println("  " + note)));
    }

    private static Map<String, Object> answer(Experiment experiment, AsymptoticAnalysis analysis) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("experiment", experiment.name());
        answer.put("curve", analysis.curve());
        answer.put("family", analysis.prediction().map(Prediction::family).orElse(""));
        answer.put("outcome", analysis.outcome().message());
        answer.put("time", analysis.outcome().time());
        answer.put("riskStandardError", analysis.momentError());
        answer.put(
                "rows", analysis.rows().stream().map(AsymptoticsCommand::answer).toList());
        answer.put("notes", analysis.prediction().map(Prediction::notes).orElse(List.of()));
        return answer;
    }

    private static Map<String, Object> answer(Comparison comparison) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("column", comparison.column());
        answer.put("what", word(comparison.kind()));
        answer.put("predicted", comparison.predicted().orElse(Double.NaN));
        answer.put("measured", comparison.measured());
        answer.put("uncertainty", comparison.uncertainty());
        comparison.verdict().ifPresent(verdict -> answer.put("verdict", word(verdict)));
        return answer;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String row(String name, String predicted, String measured) {
        return String.format(Locale.ROOT, "  %-32s %-14s %s", name, predicted, measured);
    }

    private static String name(Comparison comparison) {
        String column = comparison.column();
        return switch (comparison.kind()) {
            case LIMIT -> column + ", limit";
            case APPROACH -> column + " - limit ~ t^-q, q";
            case TIMES_T -> "t " + column + ", limit";
            case EXPONENT -> column + ", exponent in the limit";
            case AT_END -> column + " at this time";
            case SLOPE_AT_END -> column + ", local log-log slope";
        };
    }

    private static String measured(Comparison comparison) {
        if (comparison.verdict().isPresent()) {
            Verdict verdict = comparison.verdict().get();
            String value = verdict == Verdict.GROWING ? "" : " " + withUncertainty(comparison);
            return switch (verdict) {
                case NONZERO -> withUncertainty(comparison);
                case VANISHING -> "vanishing," + value;
                case GROWING -> "growing";
                case UNDECIDED -> "undecided" + (Double.isNaN(comparison.measured()) ? "" : ", perhaps" + value);
            };
        }
        return withUncertainty(comparison);
    }

    private static String withUncertainty(Comparison comparison) {
        double uncertainty = comparison.uncertainty();
        String value = value(comparison.measured());
        return Double.isFinite(uncertainty) && uncertainty > 0
                ? value + String.format(Locale.ROOT, " +- %.1g", uncertainty)
                : value;
    }

    private static String value(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return Double.isInfinite(value) ? (value > 0 ? "infinite" : "-infinite") : number(value);
    }

    /** Nine digits, without trailing zeros. */
    private static String number(double value) {
        if (value == 0) {
            return "0";
        }
        String text =
                String.format(Locale.ROOT, Math.abs(value) >= 0.01 && Math.abs(value) < 1e7 ? "%.9f" : "%.8e", value);
        return text.contains("e")
                ? text.replaceFirst("\\.?0*e", "e").replace("e+", "e")
                : text.replaceFirst("\\.?0+$", "");
    }
}
