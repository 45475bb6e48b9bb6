package org.sgdyn.cli.explore;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sgdyn.cli.plot.FigureFormat;
import org.sgdyn.cli.plot.RunFigure;
import org.sgdyn.cli.plot.Theme;
import org.sgdyn.cli.result.ResultTable;
import org.sgdyn.cli.result.TableFormat;
import org.sgdyn.run.ExperimentResult;

/** What a result is downloaded as: the table or the figure that {@code sgdyn run} writes. */
enum Download {
    CSV("text/csv", TableFormat.CSV, null),
    JSONL("application/jsonl", TableFormat.JSONL, null),
    NPZ("application/zip", TableFormat.NPZ, null),
    PARQUET("application/vnd.apache.parquet", TableFormat.PARQUET, null),
    SVG("image/svg+xml", null, FigureFormat.SVG),
    PDF("application/pdf", null, FigureFormat.PDF);

    private final String type;
    private final @Nullable TableFormat table;
    private final @Nullable FigureFormat figure;

    Download(String type, @Nullable TableFormat table, @Nullable FigureFormat figure) {
        this.type = type;
        this.table = table;
        this.figure = figure;
    }

    /** The download of a name, such as {@code csv}. */
    static Optional<Download> named(String name) {
        return Stream.of(values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    /** The type of its content. */
    String type() {
        return type;
    }

    /** The bytes of the file: theory and, if there is one, simulation side by side, or the figure of both. */
    byte[] of(ExperimentResult result) {
        return table != null
                ? table.write(ResultTable.all(result, List.of()))
                : Objects.requireNonNull(figure, "a table or a figure")
                        .draw(
                                RunFigure.of(result)
                                        .on(RunFigure.page(result.experiment().figure())),
                                Theme.LIGHT);
    }
}
