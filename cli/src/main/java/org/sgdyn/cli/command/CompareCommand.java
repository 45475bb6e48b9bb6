package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.sgdyn.cli.result.Comparison;
import org.sgdyn.cli.result.Comparison.Difference;
import org.sgdyn.cli.result.CsvReader;
import org.sgdyn.cli.result.ResultTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sgdyn compare}: how far the theories of several results lie apart. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Tells how far results lie apart.",
        description = {
            "Compares theory.csv of result directories with that of the first, at the curves and times that both have: the "
                    + "largest difference of each column, absolute and relative to the larger value, and where it is."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  sgdyn run mine.yaml --out a",
            "  sgdyn run mine.yaml --out b --integrator gragg-bulirsch-stoer",
            "  sgdyn compare a b --column risk"
        })
public final class CompareCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "2..*", paramLabel = "DIR", description = "Directories that sgdyn run has written.")
    private List<Path> directories;

    @Option(names = "--column", paramLabel = "COLUMN", description = "Only this column; may be repeated.")
    private List<String> columns = List.of();

    /** For picocli. */
    public CompareCommand() {}

    @Override
    public Integer call() {
        ResultTable first = read(directories.get(0));
        for (String column : columns) {
            if (!first.columns().contains(column)) {
                throw new BadInputException("--column " + column + ": " + directories.get(0) + " has the columns "
                        + String.join(", ", first.columns()));
            }
        }
        List<ResultTable> others =
                directories.stream().skip(1).map(CompareCommand::read).toList();
        PrintWriter out = spec.commandLine().getOut();
        out.println("compared with " + directories.get(0) + ":");
        for (int k = 0; k < others.size(); k++) {
            Comparison comparison = Comparison.of(first, others.get(k));
            if (comparison.rows() == 0) {
                throw new BadInputException(directories.get(k + 1) + " has no curve and time in common with "
                        + directories.get(0) + "; compare results with the same output times");
            }
            out.println(directories.get(k + 1) + ", " + comparison.rows() + " rows in common");
            comparison.differences().stream()
                    .filter(difference -> columns.isEmpty() || columns.contains(difference.column()))
                    .forEach(difference -> line(out, difference));
        }
        out.flush();
        return ExitCode.OK;
    }

    private static ResultTable read(Path directory) {
        Path table = directory.resolve("theory.csv");
        if (!Files.exists(table)) {
            throw new BadInputException(
                    directory + " holds no theory.csv; name a directory that sgdyn run has written");
        }
        try {
            return CsvReader.read(table);
        } catch (IOException unusable) {
            throw new BadInputException(unusable.getMessage());
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
