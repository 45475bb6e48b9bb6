package org.sgdyn.cli.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sgdyn.cli.yaml.YamlWriter;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentSize;
import org.sgdyn.experiment.Remarks;
import org.sgdyn.plugin.LoadedPlugins;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.sweep.Axis;
import org.sgdyn.sweep.Measure;
import org.sgdyn.sweep.Sweep;
import org.sgdyn.sweep.SweepNeed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sgdyn check}: everything that can be said of an experiment or a sweep before it is run. */
@Command(
        name = "check",
        header = "Checks an experiment or a sweep, and tells what running it takes.",
        description = {
            "Prints the experiment with every default filled in, as a file that runs alike, and above it, as comments, the "
                    + "sizes of theory, simulation and tables. Of a sweep it checks the experiments of all points, and "
                    + "tells grid, measures and the largest sizes. With -q only problems are printed."
        },
        footer = {
            "  sgdyn check mine.yaml --set dimension=100000",
            "  sgdyn check phase-zero-one --set grid.0.points=5",
            "  sgdyn -q check mine.yaml && sgdyn run mine.yaml --out results"
        })
public final class CheckCommand extends ExperimentSubcommand {

    private static final double MEBIBYTE = 1 << 20;

    /** Positions of an axis that are told one by one. */
    private static final int MOST_SHOWN = 6;

    @Mixin
    private JsonOptions json;

    @Override
    public Integer call() {
        source.requireOne("check");
        LoadedPlugins loaded = source.plugins();
        Source given = source.source();
        PrintWriter out = Chatter.of(spec);
        if (given.isSweep()) {
            Sweep sweep = source.read(given, loaded);
            if (json.isWanted()) {
                JsonOptions.print(out, CheckJson.of(sweep));
            } else {
                print(out, sweep);
            }
        } else {
            Experiment experiment = source.read(loaded);
            ExperimentSize size = RunLimits.require(experiment);
            if (json.isWanted()) {
                JsonOptions.print(out, CheckJson.of(experiment, size));
            } else {
                print(out, experiment, size);
            }
        }
        out.flush();
        return ExitCode.OK;
    }

    private static void print(PrintWriter out, Experiment experiment, ExperimentSize size) {
        out.println(format(
                "# theory: %s%d groups of modes, %d numbers",
                experiment.mixture().families().isPresent() ? experiment.classesInWords() + ", " : "",
                size.groups(),
                size.stateNumbers()));
        simulation(out, "", size.coordinates());
        out.println(format("# tables: %d rows, %d columns", size.rows(), size.columns()));
        out.println(format("# memory: about %.0f MiB", Math.ceil(size.bytes() / MEBIBYTE)));
        Remarks.of(experiment).forEach(remark -> out.println("# remark: " + remark));
        out.print(YamlWriter.text(experiment.resolved()));
    }

    private static void simulation(PrintWriter out, String where, double coordinates) {
        if (coordinates > 0) {
            out.println(format(
                    "# simulation%s: %.2g coordinates of features, some %s of one processor",
                    where, coordinates, ProgressLine.duration(ExperimentSize.seconds(coordinates))));
        }
    }

    private static void print(PrintWriter out, Sweep sweep) {
        String sizes =
                sweep.axes().stream().map(axis -> String.valueOf(axis.size())).collect(Collectors.joining(" x "));
        out.println("# grid: " + sizes + (sweep.axes().size() > 1 ? " = " + sweep.size() : "") + " points");
        sweep.axes().forEach(axis -> out.println("#   " + words(axis)));
        sweep.refinement()
                .ifPresent(refinement -> out.println(format(
                        "# refined %d times where %s changes by more than %s in a cell; without, %d points",
                        refinement.levels(),
                        refinement.measure(),
                        refinement.tolerance(),
                        refinement.coarseSize(sweep.grid()))));
        out.println(
                "# measured: " + sweep.measures().stream().map(Measure::name).collect(Collectors.joining(", ")));
        SweepNeed need = sweep.need();
        out.println(format(
                "# theory of a point: at most %d groups of modes, %d numbers", need.groups(), need.stateNumbers()));
        simulation(out, " of all points", need.coordinates());
        out.println(format("# memory for a point: at most some %.0f MiB", Math.ceil(need.bytes() / MEBIBYTE)));
        out.print(YamlWriter.text(sweep.resolved()));
    }

    /** Where an axis leads, and what it sets: "alpha: 41 values from 0 to 4, of classes.0.covariance.exponent". */
    private static String words(Axis axis) {
        List<String> values = axis.values().stream()
                .map(row -> row.stream().map(ConfigNode::flow).collect(Collectors.joining(" & ")))
                .toList();
        String keys = axis.keys().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return axis.name() + ": "
                + (values.size() > MOST_SHOWN
                        ? values.size() + " values from " + values.get(0) + " to " + values.get(values.size() - 1)
                        : String.join(", ", values))
                + (keys.isEmpty() || keys.equals(axis.name()) ? "" : ", of " + keys);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
