package org.sgdyn.cli.command;

import java.io.PrintWriter;
import java.util.Locale;
import org.sgdyn.dynamics.Stability;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.run.RunListener;
import org.sgdyn.run.StabilityAnalysis;
import picocli.CommandLine.Command;

/** {@code sgdyn stability}: the critical learning rate of an experiment. */
@Command(
        name = "stability",
        header = "Finds the critical learning rate of an experiment.",
        description = {
            "Prints the critical learning rate of an experiment: exactly for least squares, by bisection for other losses. "
                    + "The experiment's own learning rates do not matter."
        },
        footerHeading = "%nExample:%n",
        footer = "  sgdyn stability mine.yaml --loss least-squares")
public final class StabilityCommand extends ExperimentSubcommand {

    @Override
    public Integer call() {
        source.requireOne("stability");
        Experiment experiment = source.read(source.plugins());
        Stability stability = StabilityAnalysis.of(experiment, RunListener.SILENT);
        PrintWriter console = spec.commandLine().getOut();
        String value = stability.criticalLearningRate().isPresent() ? digits(stability) : "none";
        console.println(experiment.name() + ": critical learning rate " + value);
        console.println("  " + stability.method());
        return ExitCode.OK;
    }

    /** Every digit of an exact value, and those of a bisection that mean something. */
    private static String digits(Stability stability) {
        double value = stability.criticalLearningRate().orElseThrow();
        return stability.exact() ? Double.toString(value) : String.format(Locale.ROOT, "%.4g", value);
    }
}
