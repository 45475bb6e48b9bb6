package org.sgdyn.cli.result;

import static org.sgdyn.settings.JsonSchema.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sgdyn.experiment.Remarks;
import org.sgdyn.model.Trajectory;
import org.sgdyn.numerics.Matrices;
import org.sgdyn.plugin.PluginInfo;
import org.sgdyn.run.AccuracyGoal;
import org.sgdyn.run.Certificate;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.run.ExperimentResult.Gap;
import org.sgdyn.simulation.Ensemble;
import org.sgdyn.spi.Outcome;
import org.sgdyn.sweep.MeasuredBoundary;
import org.sgdyn.sweep.Sweep;
import org.sgdyn.sweep.SweepRow;

/** The text of {@code summary.json}: what was run, with what, how it went. Numbers that JSON lacks are null. */
public final class Summary {

    private Summary() {}

    /**
     * Writes the summary.
     *
     * @param result the result
     * @param plugins the plug-ins that took part
     * @param version the program's version
     * @return JSON text, ending in a line feed
     */
    public static String toJson(ExperimentResult result, List<PluginInfo> plugins, String version) {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("name", result.experiment().name());
        root.put("version", version);
        root.put(
                "seed",
                result.experiment().seed().isPresent()
                        ? (Object) result.experiment().seed().getAsLong()
                        : null);
        root.put("experiment", result.experiment().resolved());
        List<String> remarks = Remarks.of(result.experiment());
        if (!remarks.isEmpty()) {
            root.put("remarks", remarks);
        }
        result.experiment()
                .mixture()
                .families()
                .ifPresent(families -> root.put(
                        "families",
                        IntStream.range(0, families.count())
                                .map(families::size)
                                .boxed()
                                .toList()));
        if (result.experiment().multipliesMatrices()) {
            root.put("linearAlgebra", Matrices.get().name());
        }
        root.put("plugins", plugins.stream().map(Summary::plugin).toList());
        root.put("curves", result.curves().stream().map(Summary::curve).toList());
        return Json.text(root);
    }

    /**
     * Writes the summary of a sweep.
     *
     * @param sweep the sweep
     * @param rows its rows
     * @param plugins the plug-ins that took part
     * @param version the program's version
     * @param seconds wall time
     * @param found how many points an earlier run had left
     * @return JSON text, ending in a line feed
     */
    public static String toJson(
            Sweep sweep, List<SweepRow> rows, List<PluginInfo> plugins, String version, double seconds, int found) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("name", sweep.name());
        root.put("version", version);
        root.put("sweep", sweep.resolved());
        root.put("plugins", plugins.stream().map(Summary::plugin).toList());
        root.put("points", rows.size());
        root.put("completed", rows.stream().filter(SweepRow::isComplete).count());
        root.put("foundFromEarlierRun", found);
        root.put("wallSeconds", seconds);
        MeasuredBoundary.of(sweep, rows).ifPresent(boundary -> root.put("boundary", boundary(boundary)));
        return Json.text(root);
    }

    private static Map<String, Object> boundary(MeasuredBoundary boundary) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("at", list(boundary.other()));
        map.put("predicted", list(boundary.predicted()));
        map.put("measured", list(boundary.measured()));
        map.put("cells", list(boundary.cells()));
        map.put("largestDistanceInCells", boundary.worst());
        return map;
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static Map<String, Object> plugin(PluginInfo plugin) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("class", plugin.className());
        map.put("version", plugin.version());
        map.put("jar", plugin.jar());
        return map;
    }

    private static Map<String, Object> curve(CurveResult curve) {
        Map<String, Object> theory = new LinkedHashMap<>();
        theory.put("outcome", outcome(curve.theory().outcome()));
        theory.put("steps", curve.solution().steps());
        theory.put("rejectedSteps", curve.solution().rejectedSteps());
        theory.put("evaluations", curve.solution().evaluations());
        theory.put("wallSeconds", curve.theorySeconds());
        // Where sums over modes go by quadrature: what seven instead of ten nodes a panel change in the risk.
        curve.spectralError().ifPresent(error -> theory.put("spectralError", error));
        theory.put("momentError", curve.momentError());
        curve.certificate().ifPresent(certificate -> theory.put("certificate", certificate(certificate)));
        curve.goal().ifPresent(goal -> theory.put("accuracy", accuracy(goal)));
        theory.put("final", last(curve.theory()));
        Map<String, Object> map = new LinkedHashMap<>();
        if (!curve.name().isEmpty()) {
            map.put("name", curve.name());
        }
        map.put("theory", theory);
        curve.simulation().ifPresent(simulation -> map.put("simulation", simulation(simulation, curve)));
        curve.agreement().ifPresent(agreement -> map.put("agreement", AgreementSummary.of(agreement)));
        curve.gap().ifPresent(gap -> map.put("largestGap", gap(gap)));
        return map;
    }

    /** How a requested accuracy was pursued, with the tolerances that were used. */
    private static Map<String, Object> accuracy(AccuracyGoal goal) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("requested", goal.requested());
        map.put("reached", goal.reached());
        map.put("met", goal.isMet());
        map.put("attempts", goal.attempts());
        map.put("largestSource", goal.source());
        map.put("settings", new TreeMap<>(goal.settings()));
        map.put("message", goal.message());
        return map;
    }

    /** Per source the error of every column, and their sums. */
    private static Map<String, Object> certificate(Certificate certificate) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("worst", certificate.worst());
        for (Certificate.Source source : certificate.sources()) {
            Map<String, Object> errors = new LinkedHashMap<>();
            for (int c = 0; c < certificate.columns().size(); c++) {
                errors.put(certificate.columns().get(c), source.errors().get(c));
            }
            map.put(source.name(), errors);
        }
        return map;
    }

    private static Map<String, Object> simulation(Ensemble ensemble, CurveResult curve) {
        List<Map<String, Object>> troubles = new ArrayList<>();
        for (int k = 0; k < ensemble.outcomes().size(); k++) {
            if (!ensemble.outcomes().get(k).isComplete()) {
                Map<String, Object> trouble = new LinkedHashMap<>();
                trouble.put("replicate", k + 1);
                trouble.putAll(outcome(ensemble.outcomes().get(k)));
                troubles.add(trouble);
            }
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("replicates", ensemble.outcomes().size());
        map.put("completed", ensemble.outcomes().size() - troubles.size());
        if (!troubles.isEmpty()) {
            map.put("troubles", troubles);
        }
        map.put("wallSeconds", curve.simulationSeconds());
        int last = ensemble.times().length - 1;
        if (last >= 0) {
            Map<String, Object> end = new LinkedHashMap<>();
            end.put("t", ensemble.times()[last]);
            for (int c = 0; c < ensemble.columns().size(); c++) {
                Map<String, Object> value = new LinkedHashMap<>();
                value.put("mean", ensemble.mean()[last][c]);
                value.put("std", ensemble.deviation()[last][c]);
                end.put(ensemble.columns().get(c), value);
            }
            map.put("final", end);
        }
        return map;
    }

    private static Map<String, Object> outcome(Outcome outcome) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", outcome.kind().name().toLowerCase(Locale.ROOT));
        map.put("time", outcome.time());
        map.put("message", outcome.message());
        return map;
    }

    private static Map<String, Object> last(Trajectory theory) {
        Map<String, Object> map = new LinkedHashMap<>();
        int last = theory.times().length - 1;
        if (last >= 0) {
            map.put("t", theory.times()[last]);
            for (int c = 0; c < theory.columns().size(); c++) {
                map.put(theory.columns().get(c), theory.values()[last][c]);
            }
        }
        return map;
    }

    private static Map<String, Object> gap(Gap gap) {
        return map(
                "column", gap.column(),
                "time", gap.time(),
                "theory", gap.theory(),
                "simulatedMean", gap.mean(),
                "standardErrors", gap.standardErrors(),
                "standardDeviations", gap.standardDeviations());
    }
}
