package org.sgdyn.cli.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.sgdyn.cli.yaml.YamlWriter;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentSize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sgdyn check}: everything that can be said of an experiment before it is run. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Checks an experiment and tells what running it takes.",
        description = {
            "Prints the experiment with every default filled in, as a file that runs alike, and above it, as comments, the "
                    + "sizes of theory, simulation and tables. With -q only problems are printed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sgdyn check mine.yaml --set dimension=100000",
            "  sgdyn -q check mine.yaml && sgdyn run mine.yaml --out results"
        })
public final class CheckCommand implements Callable<Integer> {

    /** What one processor draws a second, in round numbers. */
    private static final double COORDINATES_PER_SECOND = 1e8;

    private static final double MEBIBYTE = 1 << 20;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ExperimentOptions source;

    /** For picocli. */
    public CheckCommand() {}

    @Override
    public Integer call() {
        source.requireOne("check");
        Experiment experiment = source.read(source.plugins());
        ExperimentSize size = RunCommand.requireMemory(experiment);
        PrintWriter out = Program.chatter(spec);
        out.println(format("# theory: %d groups of modes, %d numbers", size.groups(), size.stateNumbers()));
        if (size.coordinates() > 0) {
            out.println(format(
                    "# simulation: %.2g coordinates of features, some %s of one processor",
                    size.coordinates(), ProgressLine.duration(size.coordinates() / COORDINATES_PER_SECOND)));
        }
        out.println(format("# tables: %d rows, %d columns", size.rows(), size.columns()));
        out.println(format("# memory: about %.0f MiB", Math.ceil(size.bytes() / MEBIBYTE)));
        out.print(YamlWriter.text(experiment.resolved()));
        out.flush();
        return ExitCode.OK;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
