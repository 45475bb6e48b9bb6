package org.sgdyn.cli.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sgdyn.dynamics.Stability;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.run.StabilityAnalysis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    /** Eigenvalues are known to a few roundings. */
    private static final int EXACT_DIGITS = 12;

    private static final int BISECTED_DIGITS = 4;

    @Mixin
    private JsonOptions json;

    @Override
    public Integer call() {
        source.requireOne("stability");
        Experiment experiment = source.read(source.plugins());
        Stability stability = StabilityAnalysis.of(experiment, ProgressLine.of(spec, "search", 0));
        PrintWriter console = spec.commandLine().getOut();
        if (json.isWanted()) {
            JsonOptions.print(console, answer(experiment, stability));
            return ExitCode.OK;
        }
        String value = stability.criticalLearningRate().isPresent() ? digits(stability) : "none";
        console.println(experiment.name() + ": critical learning rate " + value);
        console.println("  " + stability.method());
        return ExitCode.OK;
    }

    private static Map<String, Object> answer(Experiment experiment, Stability stability) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("experiment", experiment.name());
        answer.put("criticalLearningRate", stability.criticalLearningRate().orElse(Double.NaN));
        answer.put("exact", stability.exact());
        answer.put("method", stability.method());
        return answer;
    }

    /** The digits that rounding leaves of an exact value, and those of a bisection that mean something. */
    private static String digits(Stability stability) {
        double value = stability.criticalLearningRate().orElseThrow();
        return Decimals.significant(value, stability.exact() ? EXACT_DIGITS : BISECTED_DIGITS);
    }
}
