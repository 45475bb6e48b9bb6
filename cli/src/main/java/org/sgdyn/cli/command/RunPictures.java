package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sgdyn.cli.plot.Figure;
import org.sgdyn.cli.plot.Overview;
import org.sgdyn.cli.plot.RunFigure;
import org.sgdyn.cli.report.RunReport;
import org.sgdyn.cli.result.ResultDirectory;
import org.sgdyn.experiment.Citations;
import org.sgdyn.plugin.LoadedPlugins;
import org.sgdyn.run.ExperimentResult;

/**
 * What a run shows beside its tables: figure and report of each experiment, and a page of them all.
 *
 * @param err is told what could not be drawn
 * @param figures how figures are written
 * @param hasReport whether a report is wanted
 * @param loaded the plug-ins that took part
 * @param group the experiments
 * @param curves the names of all curves, each of which has the same colour in all figures
 */
record RunPictures(
        PrintWriter err,
        FigureOptions figures,
        boolean hasReport,
        LoadedPlugins loaded,
        ExperimentGroup group,
        List<String> curves) {

    private static final String FIGURE = "figure";
    private static final String OVERVIEW = "overview";

    /** Every file that the pictures of one experiment may have. */
    static List<String> files() {
        return Stream.concat(Stream.of(ReportOptions.FILE), FigureOptions.files(FIGURE).stream())
                .toList();
    }

    /** Every file that the page of several experiments may have. */
    static List<String> overviewFiles() {
        return FigureOptions.files(OVERVIEW);
    }

    /** Draws those of one experiment beside its tables, and returns their names. */
    List<String> draw(ExperimentResult result, ResultDirectory directory) throws IOException {
        boolean isAny = figures.areWanted() || hasReport;
        return isAny && figures.draw(err, directory, () -> add(result, directory)) ? names() : List.of();
    }

    private void add(ExperimentResult result, ResultDirectory directory) {
        Optional<Figure> figure = figures.areWanted() ? Optional.of(RunFigure.of(result, curves)) : Optional.empty();
        figure.ifPresent(each -> figures.add(
                directory, FIGURE, each, RunFigure.page(result.experiment().figure())));
        if (hasReport) {
            directory.add(
                    ReportOptions.FILE,
                    RunReport.toHtml(
                            result,
                            figure,
                            curves,
                            loaded.plugins(),
                            Citations.of(result.experiment()),
                            Version.text(),
                            figures.theme()));
        }
    }

    private List<String> names() {
        return Stream.concat(
                        figures.written(FIGURE).stream(), hasReport ? Stream.of(ReportOptions.FILE) : Stream.empty())
                .toList();
    }

    /** Draws the page of all, and returns the names of its files. */
    List<String> overview(ResultDirectory top, List<ExperimentResult> results) throws IOException {
        return figures.draw(err, top, OVERVIEW, () -> page(results), group.page());
    }

    private Figure page(List<ExperimentResult> results) {
        Figure page = Overview.of(results, group.columns(), group.titles());
        return group.isLettered() ? page.lettered() : page;
    }
}
