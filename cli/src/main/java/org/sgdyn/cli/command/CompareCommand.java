package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sgdyn.cli.plot.ComparedResult;
import org.sgdyn.cli.plot.ComparisonFigure;
import org.sgdyn.cli.result.Comparison;
import org.sgdyn.cli.result.Comparison.Difference;
import org.sgdyn.cli.result.ResultDirectory;
import org.sgdyn.cli.result.ResultTable;
import org.sgdyn.cli.result.TableReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sgdyn compare}: how far the theories of several results lie apart. */
@Command(
        name = "compare",
        header = "Tells how far results lie apart.",
        description = {
            "Compares the theory of result directories with that of the first, at the curves and times that both have: the "
                    + "largest difference of each column, absolute and relative to the larger value, and where it is. "
                    + "With --out, also draws them over each other."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  sgdyn run mine.yaml --out a",
            "  sgdyn run mine.yaml --out b --integrator gragg-bulirsch-stoer",
            "  sgdyn compare a b --column risk --out comparison"
        })
public final class CompareCommand extends Subcommand {

    private static final String FIGURE = "comparison";

    @Parameters(arity = "0..*", paramLabel = "DIR", description = "Directories that sgdyn run has written.")
    private List<Path> directories = List.of();

    @Option(names = "--column", paramLabel = "COLUMN", description = "Only this column; may be repeated.")
    private List<String> columns = List.of();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Where a figure goes that lays the results over each other; by default of risk and error.")
    private @Nullable Path out;

    @Mixin
    private OutputOptions output;

    @Mixin
    private JsonOptions json;

    @Override
    public Integer call() throws IOException {
        if (directories.size() < 2) {
            throw new BadInputException("compare takes two directories or more that sgdyn run has written, not "
                    + (directories.isEmpty() ? "none" : directories.get(0) + " alone"));
        }
        if (out != null && !output.figures().areWanted()) {
            throw new BadInputException(
                    "--figures none: --out takes the figure alone, and there would be none; leave --out out, or name a format");
        }
        ResultTable first = theory(directories.get(0));
        for (String column : columns) {
            if (!first.columns().contains(column)) {
                throw new BadInputException("--column " + column + ": " + directories.get(0) + " has the columns "
                        + String.join(", ", first.columns()));
            }
        }
        List<ResultTable> tables = new ArrayList<>(List.of(first));
        directories.stream().skip(1).map(CompareCommand::theory).forEach(tables::add);
        Optional<ResultDirectory> target =
                Optional.ofNullable(out).map(path -> output.directory(path, FigureOptions.files(FIGURE)));
        PrintWriter terminal = spec.commandLine().getOut();
        List<Comparison> comparisons = new ArrayList<>();
        for (int k = 1; k < tables.size(); k++) {
            Comparison comparison = Comparison.of(first, tables.get(k));
            if (comparison.rows() == 0) {
                throw new BadInputException(directories.get(k) + " has no curve and time in common with "
                        + directories.get(0) + "; compare results with the same output times");
            }
            comparisons.add(columns.isEmpty() ? comparison : comparison.of(columns));
        }
        if (json.isWanted()) {
            JsonOptions.print(terminal, answer(comparisons));
        } else {
            print(terminal, comparisons);
        }
        if (target.isPresent()) {
            List<ComparedResult> results = new ArrayList<>();
            List<String> names = names(directories);
            for (int k = 0; k < tables.size(); k++) {
                Path directory = directories.get(k);
                results.add(new ComparedResult(names.get(k), tables.get(k), find(directory, "simulation")));
            }
            ResultDirectory directory = target.get();
            List<String> drawn = output.figures()
                    .draw(spec.commandLine().getErr(), directory, FIGURE, () -> ComparisonFigure.of(results, columns));
            if (drawn.isEmpty()) {
                return ExitCode.NUMERICAL_TROUBLE;
            }
            Chatter.of(spec).println("written to " + directory.path() + ": " + String.join(", ", drawn));
        }
        return ExitCode.OK;
    }

    private void print(PrintWriter terminal, List<Comparison> comparisons) {
        terminal.println("compared with " + directories.get(0) + ":");
        for (int k = 0; k < comparisons.size(); k++) {
            terminal.println(directories.get(k + 1) + ", " + comparisons.get(k).rows() + " rows in common");
            comparisons.get(k).differences().forEach(difference -> line(terminal, difference));
        }
        terminal.flush();
    }

    private Map<String, Object> answer(List<Comparison> comparisons) {
        List<Map<String, Object>> others = new ArrayList<>();
        for (int k = 0; k < comparisons.size(); k++) {
            Map<String, Object> other = new LinkedHashMap<>();
            other.put("directory", directories.get(k + 1).toString());
            other.put("rows", comparisons.get(k).rows());
            other.put(
                    "differences",
                    comparisons.get(k).differences().stream()
                            .map(CompareCommand::answer)
                            .toList());
            others.add(other);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("with", directories.get(0).toString());
        answer.put("comparisons", others);
        return answer;
    }

    private static Map<String, Object> answer(Difference difference) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("column", difference.column());
        answer.put("absolute", difference.absolute());
        answer.put("relative", difference.relative());
        answer.put("curve", difference.curve());
        answer.put("t", difference.time());
        return answer;
    }

    /** The directories by their last names, if these differ, else as they were given. */
    private static List<String> names(List<Path> directories) {
        List<String> last = directories.stream()
                .map(directory -> String.valueOf(directory.getFileName()))
                .toList();
        return last.stream().distinct().count() == last.size()
                ? last
                : directories.stream().map(Path::toString).toList();
    }

    private static ResultTable theory(Path directory) {
        return find(directory, "theory")
                .orElseThrow(() -> new BadInputException(directory
                        + " holds no theory.csv, nor .jsonl, .npz or .parquet; name a directory that sgdyn run has"
                        + " written"));
    }

    private static Optional<ResultTable> find(Path directory, String name) {
        try {
            return TableReader.find(directory, name);
        } catch (IOException unusable) {
            throw new BadInputException(String.valueOf(unusable.getMessage()));
        }
    }

    private static void line(PrintWriter out, Difference difference) {
        String where = difference.absolute() == 0
                ? ""
                : ", largest at t = " + difference.time()
                        + (difference.curve().isEmpty() ? "" : " of " + difference.curve());
        out.println(String.format(
                Locale.ROOT,
                "  %-24s %.2e absolute, %.2e relative%s",
                difference.column(),
                difference.absolute(),
                difference.relative(),
                where));
    }
}
