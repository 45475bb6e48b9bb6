package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.sgdyn.cli.plot.Figure;
import org.sgdyn.cli.plot.Overview;
import org.sgdyn.cli.result.CsvTables;
import org.sgdyn.cli.result.ResultDirectory;
import org.sgdyn.cli.result.Summary;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentResult;
import org.sgdyn.experiment.ExperimentRunner;
import org.sgdyn.experiment.InvalidExperimentException;
import org.sgdyn.experiment.Problem;
import org.sgdyn.experiment.TheoryCheck;
import org.sgdyn.plugin.LoadedPlugins;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sgdyn run}: one experiment, or all bundled ones, to a directory of results. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Computes the theory of an experiment, simulates it if the experiment says so, and writes "
                    + "theory.csv, simulation.csv, summary.json, figure.svg and figure.png."
        })
public final class RunCommand implements Callable<Integer> {

    private static final String SIMULATION = "simulation.csv";

    @Spec
    private CommandSpec spec;

    @Mixin
    private ExperimentOptions source;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the results go.")
    private Path out;

    @Option(
            names = "--certify",
            description =
                    "Solves the theory again with a finer integrator, finer moments and more modes, one at a time, and"
                            + " reports the error of every curve.")
    private boolean certify;

    @Option(
            names = {"-v", "--verbose"},
            description = "Logs more, and shows where an internal error arose.")
    @SuppressWarnings("UnusedVariable") // main looks for the option before any logger exists
    private boolean verbose;

    /** For picocli. */
    public RunCommand() {}

    /** An experiment to run and where its results go. */
    private record Job(Experiment experiment, ResultDirectory directory) {}

    @Override
    public Integer call() throws IOException {
        LoadedPlugins loaded = source.plugins();
        boolean paper = source.isPaper();
        List<Job> jobs = new ArrayList<>();
        // Every experiment is checked before the first is run.
        List<Problem> problems = new ArrayList<>();
        for (String name : paper ? BundledExperiments.names() : List.of(source.experiment())) {
            try {
                Experiment checked = source.read(name, loaded);
                jobs.add(new Job(checked, directory(paper ? out.resolve(name) : out)));
            } catch (InvalidExperimentException invalid) {
                problems.addAll(invalid.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidExperimentException(problems);
        }
        PrintWriter console = spec.commandLine().getOut();
        List<ExperimentResult> results = new ArrayList<>();
        boolean trouble = false;
        for (Job job : jobs) {
            Report.begin(console, job.experiment());
            ExperimentResult result = ExperimentRunner.run(
                    job.experiment(),
                    ProgressLine.forTerminal(),
                    Runtime.getRuntime().availableProcessors(),
                    certify ? TheoryCheck.CERTIFICATE : TheoryCheck.QUICK);
            List<String> files = write(result, job.directory(), loaded);
            Report.end(console, result, job.directory().path(), files);
            trouble |= Report.hasTrouble(result);
            results.add(result);
        }
        if (paper) {
            ResultDirectory top = directory(out);
            Figure overview = Overview.of(results, BundledExperiments.columns());
            top.add("overview.svg", overview.toSvg());
            top.add("overview.png", overview.toPng());
            top.write(List.of());
            console.println("overview: " + top.path().resolve("overview.svg") + ", overview.png");
        }
        return trouble ? ExitCode.NUMERICAL_TROUBLE : ExitCode.OK;
    }

    private static ResultDirectory directory(Path path) {
        if (path.toString().isBlank()) {
            throw new BadInputException("--out: the directory's name is empty; give one, or . for this directory");
        }
        try {
            return ResultDirectory.of(path);
        } catch (IOException unusable) {
            throw new BadInputException("--out: " + unusable.getMessage());
        }
    }

    private static List<String> write(ExperimentResult result, ResultDirectory directory, LoadedPlugins loaded)
            throws IOException {
        List<String> names = new ArrayList<>(List.of("theory.csv"));
        StringBuilder theory = new StringBuilder();
        CsvTables.writeTheory(result, theory);
        directory.add("theory.csv", theory.toString());
        if (result.experiment().simulation().isPresent()) {
            StringBuilder simulation = new StringBuilder();
            CsvTables.writeSimulation(result, simulation);
            directory.add(SIMULATION, simulation.toString());
            names.add(SIMULATION);
        }
        directory.add("summary.json", Summary.toJson(result, loaded.plugins(), Version.text()));
        Figure figure = Figure.of(result);
        directory.add("figure.svg", figure.toSvg());
        directory.add("figure.png", figure.toPng());
        directory.write(List.of(SIMULATION));
        names.addAll(List.of("summary.json", "figure.svg", "figure.png"));
        return names;
    }
}
