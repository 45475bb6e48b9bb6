package org.sgdyn.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sgdyn.agreement.Agreement;
import org.sgdyn.agreement.Agreement.Finding;
import org.sgdyn.cli.plot.Chart;
import org.sgdyn.cli.plot.Figure;
import org.sgdyn.cli.plot.Labels;
import org.sgdyn.cli.plot.ResultCharts;
import org.sgdyn.cli.plot.Theme;
import org.sgdyn.cli.result.Verdict;
import org.sgdyn.cli.yaml.YamlWriter;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.Experiment.Homogenized;
import org.sgdyn.experiment.Experiment.RealSgd;
import org.sgdyn.experiment.Experiment.Simulation;
import org.sgdyn.experiment.Remarks;
import org.sgdyn.model.Trajectory;
import org.sgdyn.plugin.PluginInfo;
import org.sgdyn.run.Certificate;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.simulation.Ensemble;
import org.sgdyn.spi.Outcome;
import org.sgdyn.spi.Reference;
import org.sgdyn.statistics.Quantity;

/** {@code report.html}: a run's charts, final values, gaps, accuracy, counts, settings and sources on one page. */
public final class RunReport {

    /** Rows of a table that are always open, and the most that it has. */
    private static final int OPEN_ROWS = 12;

    private static final int MOST_ROWS = 400;

    private RunReport() {}

    /**
     * Writes the page.
     *
     * @param result the result
     * @param picture its figure, shown where scripts do not run; empty if none is wanted
     * @param curves the names of all curves of this result and those beside it, each of which has one colour
     * @param plugins the plug-ins that took part
     * @param references the sources of what the experiment uses
     * @param version the program's version
     * @param theme the page's ground
     * @return HTML; the same result gives the same text but for the wall times in it
     */
    public static String toHtml(
            ExperimentResult result,
            Optional<Figure> picture,
            List<String> curves,
            List<PluginInfo> plugins,
            List<Reference> references,
            String version,
            Theme theme) {
        Experiment experiment = result.experiment();
        HtmlPage page = HtmlPage.of(experiment.name(), theme);
        if (!experiment.description().isBlank()) {
            page.add(Html.paragraph("", experiment.description()));
        }
        page.add(Html.paragraph("facts", facts(experiment)));
        Remarks.of(experiment).forEach(remark -> page.add(Html.paragraph("remark", "Remark: " + remark + ".")));
        result.curves().forEach(curve -> page.add(outcomes(curve)));
        page.add(verdict(result));
        List<Chart> charts = ResultCharts.of(result, curves);
        List<String> shown = charts.stream().map(chart -> chart.y().name()).toList();
        List<String> columns = new ArrayList<>(result.curves().get(0).theory().columns());
        // What does not vary comes last.
        if (columns.remove(Quantity.LEARNING_RATE.word())) {
            columns.add(Quantity.LEARNING_RATE.word());
        }
        List<Chart> further = columns.stream()
                .filter(column -> !shown.contains(ResultCharts.label(result, column)))
                .limit(MOST_ROWS)
                .map(column -> ResultCharts.of(result, column, curves))
                .toList();
        page.addCharts(charts, further, picture, key(experiment.simulation(), ResultCharts.isPlain(result)));
        ResultCharts.leftOut(result).ifPresent(words -> page.add(Html.paragraph("note", words + ".")));
        page.add(Html.heading("Final values")).add(finals(result));
        page.add(Html.heading("How it was computed")).add(work(result));
        result.curves().forEach(curve -> page.add(agreement(result, curve)));
        result.curves().forEach(curve -> page.add(accuracy(result, curve)));
        page.add(Html.heading("Experiment"))
                .add(Html.paragraph("note", "With every default filled in; saved to a file, it runs again."))
                .add(Html.block(YamlWriter.text(experiment.resolved())));
        page.addPlugins(plugins);
        page.add(Html.heading("Sources"));
        references.forEach(reference -> page.add(Html.paragraph("", reference.line())));
        page.add(Html.details(
                "BibTeX", Html.block(references.stream().map(Reference::bibtex).collect(Collectors.joining("\n\n")))));
        return page.addFooter(version).toHtml();
    }

    private static String facts(Experiment experiment) {
        List<String> facts = new ArrayList<>();
        facts.add(
                experiment.dimension().isPresent()
                        ? "d = " + experiment.dimension().getAsInt()
                        : "d infinite");
        facts.add(experiment.classesInWords());
        int last = experiment.times().size() - 1;
        facts.add("t to " + Labels.number(experiment.times().get(last)));
        facts.add(experiment
                .simulation()
                .map(simulation -> simulation.replicates() + " simulated replicates")
                .orElse("theory alone"));
        experiment.seed().ifPresent(seed -> facts.add("seed " + seed));
        return String.join(" \u00B7 ", facts);
    }

    private static String key(Optional<Simulation> simulation, boolean isPlain) {
        if (simulation.isEmpty()) {
            return "Lines are the theory.";
        }
        boolean isReal = simulation.get().method() instanceof RealSgd;
        String what = (simulation.get().method() instanceof Homogenized
                        ? "homogenized SGD"
                        : isPlain ? "SGD" : "the algorithm of each line")
                + (isReal ? " over the real samples, measured on others" : "");
        int replicates = simulation.get().replicates();
        return replicates == 1
                ? "Lines are the theory, circles one run of " + what + "."
                : "Lines are the theory, circles the mean of " + replicates + " runs of " + what
                        + ", bands from their 5 % to their 95 % quantile.";
    }

    /** Sentences on what did not reach the end. */
    private static String outcomes(CurveResult curve) {
        StringBuilder html = new StringBuilder();
        Outcome theory = curve.theory().outcome();
        if (!theory.isComplete()) {
            html.append(Html.paragraph("trouble", prefix(curve) + "theory: " + theory.message()));
        }
        curve.simulation().ifPresent(simulation -> {
            List<Outcome> troubles = simulation.outcomes().stream()
                    .filter(outcome -> !outcome.isComplete())
                    .toList();
            if (!troubles.isEmpty()) {
                html.append(Html.paragraph(
                        "trouble",
                        prefix(curve) + "simulation: " + troubles.size() + " of "
                                + simulation.outcomes().size() + " replicates did not finish: "
                                + troubles.get(0).message()));
            }
        });
        return html.toString();
    }

    /** Whether theory and simulation agree: of several curves in a sentence on all, with those on each folded. */
    private static String verdict(ExperimentResult result) {
        Map<String, Agreement> agreements = new LinkedHashMap<>();
        StringBuilder each = new StringBuilder();
        for (CurveResult curve : result.curves()) {
            curve.agreement().ifPresent(agreement -> {
                agreements.put(curve.name(), agreement);
                each.append(verdict(result, prefix(curve), agreement));
            });
        }
        return agreements.size() < 2
                ? each.toString()
                : Html.paragraph("", sentence(Verdict.ofAll(agreements)))
                        + Html.details("theory and simulation of each curve", each.toString());
    }

    private static String verdict(ExperimentResult result, String prefix, Agreement agreement) {
        List<String> words = Verdict.of(agreement, column -> ResultCharts.label(result, column), Verdict.REPLICATES);
        return Html.paragraph(
                "",
                sentence(prefix + words.get(0))
                        + words.stream()
                                .skip(1)
                                .map(more -> " " + sentence(more))
                                .collect(Collectors.joining()));
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    private static String prefix(CurveResult curve) {
        return curve.name().isEmpty() ? "" : curve.name() + ", ";
    }

    private static String name(CurveResult curve) {
        return curve.name().isEmpty() ? "theory" : curve.name();
    }

    private static String finals(ExperimentResult result) {
        List<String> columns = result.curves().get(0).theory().columns();
        List<String> head = new ArrayList<>(List.of("statistic"));
        for (CurveResult curve : result.curves()) {
            int last = curve.theory().times().length - 1;
            head.add(name(curve)
                    + (last < 0 ? "" : ", t = " + Labels.number(curve.theory().times()[last])));
            curve.simulation().ifPresent(simulation -> head.add("simulated"));
        }
        List<List<String>> rows = IntStream.range(0, Math.min(columns.size(), MOST_ROWS))
                .mapToObj(c -> {
                    List<String> row = new ArrayList<>(List.of(ResultCharts.label(result, columns.get(c))));
                    result.curves().forEach(curve -> addFinal(row, curve, columns.get(c)));
                    return row;
                })
                .toList();
        String rest = rows.size() > OPEN_ROWS
                ? Html.details(
                        (rows.size() - OPEN_ROWS) + " more statistics",
                        Html.table("", head, rows.subList(OPEN_ROWS, rows.size())))
                : "";
        String left = columns.size() > rows.size()
                ? Html.paragraph("note", "Left out: the last " + (columns.size() - rows.size()) + " statistics.")
                : "";
        boolean isScattered = result.curves().stream()
                .flatMap(curve -> curve.simulation().stream())
                .anyMatch(simulation -> simulation.outcomes().size() > 1);
        String scatter = isScattered
                ? Html.paragraph(
                        "note",
                        "Behind \u00B1 stands the standard deviation of single runs, not the error of their mean.")
                : "";
        return Html.table("", head, rows.subList(0, Math.min(OPEN_ROWS, rows.size()))) + scatter + rest + left;
    }

    private static void addFinal(List<String> row, CurveResult curve, String column) {
        Trajectory theory = curve.theory();
        int last = theory.times().length - 1;
        row.add(last < 0 ? "" : number(theory.curve(column)[last]));
        curve.simulation().ifPresent(simulation -> row.add(finalMean(simulation, column)));
    }

    private static String finalMean(Ensemble simulation, String column) {
        int last = simulation.times().length - 1;
        if (last < 0) {
            return "";
        }
        double deviation = simulation.deviation(column)[last];
        return number(simulation.mean(column)[last])
                + (Double.isFinite(deviation) ? " \u00B1 " + format("%.2g", deviation) : "");
    }

    private static String work(ExperimentResult result) {
        boolean simulated = result.experiment().simulation().isPresent();
        List<String> head = Html.cells("curve", "steps", "rejected", "evaluations", "theory");
        if (simulated) {
            head.addAll(List.of("simulation", "replicates"));
        }
        List<List<String>> rows = new ArrayList<>();
        for (CurveResult curve : result.curves()) {
            List<String> row = Html.cells(
                    name(curve),
                    String.valueOf(curve.solution().steps()),
                    String.valueOf(curve.solution().rejectedSteps()),
                    String.valueOf(curve.solution().evaluations()),
                    format("%.3f s", curve.theorySeconds()));
            curve.simulation().ifPresent(simulation -> {
                long done = simulation.outcomes().stream()
                        .filter(Outcome::isComplete)
                        .count();
                row.add(format("%.2f s", curve.simulationSeconds()));
                row.add(done + " of " + simulation.outcomes().size());
            });
            rows.add(row);
        }
        return Html.table("", head, rows);
    }

    /** The test of every statistic. */
    private static String agreement(ExperimentResult result, CurveResult curve) {
        List<Finding> findings = curve.agreement()
                .filter(Agreement::isJudged)
                .map(known -> Stream.concat(known.risk().stream(), known.others().stream())
                        .limit(MOST_ROWS)
                        .toList())
                .orElse(List.of());
        return findings.isEmpty()
                ? ""
                : Html.details(
                        prefix(curve) + "agreement of each statistic over all times",
                        Html.table(
                                "",
                                Html.cells("statistic", "verdict", "p", "most at t", "theory", "simulated"),
                                findings.stream()
                                        .map(finding -> List.of(
                                                ResultCharts.label(result, finding.column()),
                                                finding.departs() ? "departs" : "agrees",
                                                Labels.number(finding.p()),
                                                Labels.number(finding.time()),
                                                number(finding.theory()),
                                                number(finding.mean())))
                                        .toList()));
    }

    /** What is known of the theory's error. */
    private static String accuracy(ExperimentResult result, CurveResult curve) {
        StringBuilder html = new StringBuilder();
        if (curve.certificate().isPresent()) {
            html.append(certificate(result, curve, curve.certificate().get()));
        } else if (curve.spectralError().isPresent()) {
            html.append(Html.paragraph(
                    "note",
                    prefix(curve) + "seven spectral nodes a panel instead of ten change the risk by at most "
                            + Labels.number(curve.spectralError().getAsDouble()) + " of itself."));
        }
        if (curve.momentError() > 0) {
            html.append(Html.paragraph(
                    "note",
                    prefix(curve) + "quadrature of the loss leaves a standard error of "
                            + Labels.number(curve.momentError()) + " in the risk."));
        }
        return html.toString();
    }

    private static String certificate(ExperimentResult result, CurveResult curve, Certificate certificate) {
        if (certificate.columns().isEmpty()) {
            return "";
        }
        List<String> head = new ArrayList<>(List.of("relative error of"));
        certificate.sources().forEach(source -> head.add(source.name()));
        head.add("together");
        List<List<String>> rows = IntStream.range(
                        0, Math.min(MOST_ROWS, certificate.columns().size()))
                .mapToObj(c -> {
                    List<String> row = new ArrayList<>(List.of(
                            ResultCharts.label(result, certificate.columns().get(c))));
                    certificate
                            .sources()
                            .forEach(source ->
                                    row.add(Labels.number(source.errors().get(c))));
                    row.add(Labels.number(certificate.error(c)));
                    return row;
                })
                .toList();
        return Html.paragraph(
                        "",
                        prefix(curve)
                                + (certificate.isPoor()
                                        ? "NOT certified: a statistic may err by "
                                        : "certified: no statistic errs by more than ")
                                + Labels.number(certificate.worst()) + " of itself ("
                                + ResultCharts.label(result, certificate.worstColumn()) + ")"
                                + curve.goal()
                                        .map(goal -> "; " + goal.message())
                                        .orElse("")
                                + ".")
                + Html.details("certificate by source of error", Html.table("", head, rows));
    }

    private static String number(double value) {
        return Double.isFinite(value) ? format("%.6g", value) : "\u2013";
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
