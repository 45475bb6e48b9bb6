package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sgdyn.cli.plot.Figure;
import org.sgdyn.cli.plot.RunFigure;
import org.sgdyn.cli.report.RunReport;
import org.sgdyn.cli.result.ResultDirectory;
import org.sgdyn.cli.result.ResultTable;
import org.sgdyn.cli.result.Summary;
import org.sgdyn.cli.result.TableFormat;
import org.sgdyn.experiment.Citations;
import org.sgdyn.plugin.PluginInfo;
import org.sgdyn.run.ExperimentResult;

/** Writes what a run has found: tables and summary first, pictures and report beside them. */
final class RunFiles {

    private static final String SUMMARY = "summary.json";

    private final FigureOptions figures;
    private final boolean hasReport;
    private final TableFormat format;
    private final List<PluginInfo> plugins;
    private final List<String> curves;
    private final PrintWriter err;

    /**
     * A way to write.
     *
     * @param figures how figures are drawn
     * @param hasReport whether there is a report
     * @param format the format of tables
     * @param plugins the plug-ins that took part
     * @param curves the names of the curves of all results, which share colours
     * @param err is told of pictures that cannot be made
     */
    RunFiles(
            FigureOptions figures,
            boolean hasReport,
            TableFormat format,
            List<PluginInfo> plugins,
            List<String> curves,
            PrintWriter err) {
        this.figures = figures;
        this.hasReport = hasReport;
        this.format = format;
        this.plugins = plugins;
        this.curves = curves;
        this.err = err;
    }

    /** Writes a result; the names of its files. */
    List<String> write(ExperimentResult result, RunJob job) throws IOException {
        ResultDirectory directory = job.directory();
        List<String> names = new ArrayList<>();
        names.add("theory." + format.extension());
        directory.add(names.get(0), file -> format.write(ResultTable.theory(result), file));
        if (job.isSimulated()) {
            names.add("simulation." + format.extension());
            directory.add(names.get(1), file -> format.write(ResultTable.simulation(result), file));
        }
        directory.add(SUMMARY, Summary.toJson(result, plugins, Version.text()));
        names.add(SUMMARY);
        directory.write(job.files());
        if (figures.areWanted() || hasReport) {
            boolean isDrawn = figures.draw(err, directory, () -> show(result, directory));
            names.addAll(isDrawn ? shown() : List.of());
        }
        return names;
    }

    private void show(ExperimentResult result, ResultDirectory directory) {
        Optional<Figure> figure = figures.areWanted() ? Optional.of(RunFigure.of(result, curves)) : Optional.empty();
        figure.ifPresent(each -> figures.add(
                directory,
                RunJob.FIGURE,
                each,
                RunFigure.page(result.experiment().figure())));
        if (hasReport) {
            directory.add(
                    ReportOptions.FILE,
                    RunReport.toHtml(
                            result,
                            figure,
                            plugins,
                            Citations.of(result.experiment()),
                            Version.text(),
                            figures.theme()));
        }
    }

    private List<String> shown() {
        return Stream.concat(
                        figures.written(RunJob.FIGURE).stream(),
                        hasReport ? Stream.of(ReportOptions.FILE) : Stream.empty())
                .toList();
    }
}
