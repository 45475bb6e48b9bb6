package org.sgdyn.cli.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.sgdyn.cli.result.Verdict;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.Remarks;
import org.sgdyn.model.Trajectory;
import org.sgdyn.run.Certificate;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.simulation.Ensemble;
import org.sgdyn.statistics.Quantity;

/** What the terminal shows of a run. */
final class Report {

    /** Digits of a risk. */
    private static final int SHOWN = 6;

    private Report() {}

    static void begin(PrintWriter out, Experiment experiment) {
        String dimension = experiment.dimension().isPresent()
                ? String.valueOf(experiment.dimension().getAsInt())
                : "infinite";
        out.println(experiment.name() + ": d = " + dimension + ", " + experiment.classesInWords()
                + experiment
                        .simulation()
                        .map(simulation -> ", " + simulation.replicates() + " simulated replicates")
                        .orElse(", theory only"));
        remarks(out, experiment);
        out.flush();
    }

    private static void remarks(PrintWriter out, Experiment experiment) {
        Remarks.of(experiment).forEach(remark -> out.println("  remark: " + remark));
    }

    static void end(PrintWriter out, ExperimentResult result, Path directory, List<String> files) {
        for (CurveResult curve : result.curves()) {
            line(out, curve);
        }
        out.println("  written to " + directory + ": " + String.join(", ", files));
        out.flush();
    }

    /** What a reader of the bare table must know: troubles, and the certificate if one was asked for. */
    static void words(PrintWriter out, ExperimentResult result) {
        remarks(out, result.experiment());
        for (CurveResult curve : result.curves()) {
            if (hasTrouble(curve)) {
                line(out, curve);
            } else {
                curve.certificate().ifPresent(certificate -> certificate(out, certificate));
                curve.goal().ifPresent(goal -> out.println("    " + goal.message()));
            }
        }
        out.flush();
    }

    private static void line(PrintWriter out, CurveResult curve) {
        StringBuilder text = new StringBuilder("  ");
        text.append(curve.name().isEmpty() ? "theory" : curve.name());
        text.append(format(": %.3f s, ", curve.theorySeconds()))
                .append(curve.solution().steps())
                .append(" steps, ")
                .append(curve.solution().evaluations())
                .append(" evaluations");
        Trajectory theory = curve.theory();
        int last = theory.times().length - 1;
        if (last >= 0) {
            text.append(format("; at t = %s:", plain(theory.times()[last])));
            appendFinal(text, theory, last, Quantity.RISK.word(), curve.momentError());
            appendFinal(text, theory, last, Quantity.ERROR.word(), 0);
        }
        out.println(text);
        if (!theory.outcome().isComplete()) {
            out.println("    theory: " + theory.outcome().message());
            if (last >= 0 && curve.certificate().isPresent()) {
                out.println("    what is certified ends at the last output time before, t = "
                        + plain(theory.times()[last]));
            }
        }
        if (curve.certificate().isPresent()) {
            certificate(out, curve.certificate().get());
        } else {
            curve.spectralError()
                    .ifPresent(error -> out.println(format(
                            "    seven spectral nodes a panel instead of ten change the risk by at most %.1e of itself",
                            error)));
        }
        curve.goal().ifPresent(goal -> out.println("    " + goal.message()));
        if (curve.momentError() > 0) {
            out.println(format(
                    "    quadrature of the loss leaves a standard error of %.1e in the risk", curve.momentError()));
        }
        curve.simulation().ifPresent(simulation -> {
            long troubled =
                    simulation.outcomes().stream().filter(o -> !o.isComplete()).count();
            simulation.outcomes().stream()
                    .filter(o -> !o.isComplete())
                    .findFirst()
                    .ifPresent(first -> out.println("    simulation: " + troubled + " of "
                            + simulation.outcomes().size() + " replicates did not finish: " + first.message()));
        });
        curve.agreement().ifPresent(agreement -> {
            List<String> words = Verdict.of(agreement, UnaryOperator.identity(), Verdict.REPLICATES);
            out.println(format("    simulated in %.2f s: ", curve.simulationSeconds()) + words.get(0));
            words.stream().skip(1).forEach(more -> out.println("    " + more));
        });
        if (curve.agreement().isEmpty()) {
            curve.simulation().ifPresent(simulation -> measured(out, curve, simulation));
        }
    }

    /** What SGD on real samples came to: no standard error counts what lies between it and the theory. */
    private static void measured(PrintWriter out, CurveResult curve, Ensemble simulation) {
        boolean isMeasured =
                simulation.columns().containsAll(List.of(Quantity.RISK.word(), Quantity.RISK_HELD_OUT_ERROR.word()));
        int last = Math.min(simulation.times().length, curve.theory().times().length) - 1;
        String words = format("    simulated in %.2f s", curve.simulationSeconds());
        if (isMeasured && last >= 0) {
            double measured = simulation.mean(Quantity.RISK.word())[last];
            double predicted = curve.theory().curve(Quantity.RISK.word())[last];
            words += format(
                    "; at t = %s the risk of SGD is %.4g +- %.2g on held-out samples, the theory's %+.1f per cent from it",
                    plain(simulation.times()[last]),
                    measured,
                    simulation.mean(Quantity.RISK_HELD_OUT_ERROR.word())[last],
                    100 * (predicted / measured - 1));
        }
        out.println(words);
    }

    private static void certificate(PrintWriter out, Certificate certificate) {
        if (certificate.columns().isEmpty()) {
            return;
        }
        out.println(format(
                certificate.isPoor()
                        ? "    NOT certified: the curves may err by %.1e (%s); %s; by source, in the worst"
                                + " curve and in the risk:"
                        : "    certified: no curve errs by more than %.1e (%s); by source, in the worst curve and in the risk:",
                certificate.worst(),
                certificate.worstColumn(),
                certificate.remedy()));
        int risk = certificate.columns().indexOf(Quantity.RISK.word());
        for (Certificate.Source source : certificate.sources()) {
            double worst = source.errors().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
            out.println(format(
                    "      %-16s %.1e  %s",
                    source.name(),
                    worst,
                    risk < 0 ? "" : format("%.1e", source.errors().get(risk))));
        }
    }

    private static void appendFinal(StringBuilder text, Trajectory theory, int last, String column, double error) {
        int c = theory.columns().indexOf(column);
        if (c >= 0) {
            text.append(" ")
                    .append(column)
                    .append(" ")
                    .append(Decimals.certain(theory.values()[last][c], error, SHOWN));
        }
    }

    static boolean hasTrouble(ExperimentResult result) {
        return result.curves().stream().anyMatch(Report::hasTrouble);
    }

    private static boolean hasTrouble(CurveResult curve) {
        return !curve.theory().outcome().isComplete()
                || curve.goal().stream().anyMatch(goal -> !goal.isMet())
                || curve.simulation().stream()
                        .flatMap(simulation -> simulation.outcomes().stream())
                        .anyMatch(outcome -> !outcome.isComplete());
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e9
                ? String.valueOf((long) number)
                : format("%.4g", number);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
