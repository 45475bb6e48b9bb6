package org.sgdyn.cli.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.sgdyn.experiment.ExperimentResult;
import org.sgdyn.experiment.ExperimentResult.CurveResult;
import org.sgdyn.model.Trajectory;
import org.sgdyn.simulation.Ensemble;

/**
 * The tables of a result. Each number is written with the fewest digits that read back as the same double; lines end in a
 * line feed on every system, so the same result gives the same bytes. If the experiment compares curves, a first column
 * {@code curve} names them.
 */
public final class CsvTables {

    private CsvTables() {}

    /**
     * Writes {@code theory.csv}: a row per curve and output time.
     *
     * @param result the result
     * @param out where to
     * @throws IOException if {@code out} fails
     */
    public static void writeTheory(ExperimentResult result, Appendable out) throws IOException {
        boolean named = isNamed(result);
        header(out, named, result.curves().get(0).theory().columns());
        for (CurveResult curve : result.curves()) {
            Trajectory theory = curve.theory();
            for (int k = 0; k < theory.times().length; k++) {
                begin(out, named, curve, theory.times()[k]);
                for (double value : theory.values()[k]) {
                    out.append(',').append(Double.toString(value));
                }
                out.append('\n');
            }
        }
    }

    /**
     * Writes {@code simulation.csv}: a row per curve and output time, and for each column NAME of the theory the columns
     * {@code NAME_mean}, {@code NAME_std}, {@code NAME_q05}, {@code NAME_q95}.
     *
     * @param result a result with simulations
     * @param out where to
     * @throws IOException if {@code out} fails
     */
    public static void writeSimulation(ExperimentResult result, Appendable out) throws IOException {
        boolean named = isNamed(result);
        List<String> columns = new ArrayList<>();
        for (String name : result.curves().get(0).theory().columns()) {
            columns.addAll(List.of(name + "_mean", name + "_std", name + "_q05", name + "_q95"));
        }
        header(out, named, columns);
        for (CurveResult curve : result.curves()) {
            curve.simulation().ifPresent(simulation -> {
                try {
                    writeRows(out, named, curve, simulation);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static void writeRows(Appendable out, boolean named, CurveResult curve, Ensemble simulation)
            throws IOException {
        for (int k = 0; k < simulation.times().length; k++) {
            begin(out, named, curve, simulation.times()[k]);
            for (int c = 0; c < simulation.columns().size(); c++) {
                out.append(',').append(Double.toString(simulation.mean()[k][c]));
                out.append(',').append(Double.toString(simulation.deviation()[k][c]));
                out.append(',').append(Double.toString(simulation.lower()[k][c]));
                out.append(',').append(Double.toString(simulation.upper()[k][c]));
            }
            out.append('\n');
        }
    }

    private static boolean isNamed(ExperimentResult result) {
        return result.curves().stream().anyMatch(curve -> !curve.name().isEmpty());
    }

    private static void header(Appendable out, boolean named, List<String> columns) throws IOException {
        out.append(named ? "curve,t" : "t");
        for (String column : columns) {
            out.append(',').append(quoted(column));
        }
        out.append('\n');
    }

    private static void begin(Appendable out, boolean named, CurveResult curve, double time) throws IOException {
        if (named) {
            out.append(quoted(curve.name())).append(',');
        }
        out.append(Double.toString(time));
    }

    /** RFC 4180: a field with a comma, a quote or a line break stands in quotes, quotes doubled. */
    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
