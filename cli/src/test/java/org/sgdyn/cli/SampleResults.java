package org.sgdyn.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import org.sgdyn.agreement.Agreement;
import org.sgdyn.agreement.Agreement.Finding;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.Experiment.Sgd;
import org.sgdyn.experiment.Experiment.Simulation;
import org.sgdyn.experiment.ExperimentReader;
import org.sgdyn.experiment.Mixture;
import org.sgdyn.figure.FigureSettings;
import org.sgdyn.model.Training;
import org.sgdyn.model.Trajectory;
import org.sgdyn.plugin.PluginLoader;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.run.ExperimentResult.Gap;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.simulation.Ensemble;
import org.sgdyn.simulation.Rotation;
import org.sgdyn.spi.Column;
import org.sgdyn.spi.Outcome;
import org.sgdyn.spi.RandomStream;
import org.sgdyn.spi.Solution;
import org.sgdyn.statistics.Quantity;

/** Results made by hand: risk e^(-rate t) under error e^(-t) / 2, with a simulation that lies 1 % above the theory. */
public final class SampleResults {

    private static final List<String> COLUMNS = List.of("learning_rate", "risk", "error");

    /** Of one class. */
    private static final Mixture MIXTURE = mixture();

    private SampleResults() {}

    /** A result with one curve per name, of learning rate 1, 2, ...; a single empty name makes a plain experiment. */
    public static ExperimentResult of(boolean simulated, double[] times, String... names) {
        return of(
                simulated
                        ? Optional.of(new Simulation(2, new Sgd(RandomStream::fillNormals, Rotation.Kind.NONE)))
                        : Optional.empty(),
                times,
                names);
    }

    /** The same with a simulation of one's own choice. */
    public static ExperimentResult of(Optional<Simulation> simulation, double[] times, String... names) {
        return of(COLUMNS.stream().map(Quantity::named).toList(), simulation, times, names);
    }

    /** The same with columns that mean something. */
    @SuppressWarnings("NullAway") // nobody who writes results asks for the parts
    public static ExperimentResult of(
            List<Column> columns, Optional<Simulation> simulation, double[] times, String... names) {
        List<CurveResult> curves = new ArrayList<>();
        for (String name : names) {
            curves.add(curve(names(columns), name, curves.size() + 1.0, times, simulation.isPresent()));
        }
        Experiment experiment = new Experiment(
                "sample",
                "",
                OptionalInt.of(10),
                OptionalLong.of(7),
                List.of(),
                null,
                List.of(),
                List.of(),
                0,
                1,
                Training.PLAIN,
                DoubleStream.of(times).boxed().toList(),
                List.of(),
                null,
                OptionalDouble.empty(),
                simulation,
                List.of(),
                columns,
                FigureSettings.DEFAULT,
                null,
                MIXTURE,
                List.of(),
                Map.of("name", "sample"),
                null,
                null);
        return new ExperimentResult(experiment, curves);
    }

    private static Mixture mixture() {
        ConfigNode root = YamlReader.read(
                "{name: sample, dimension: 10, classes: [{label: 1, mean: {type: zero}, covariance: {type: isotropic}}],"
                        + " loss: {type: logistic}, learningRate: {type: constant, value: 1}, time: {end: 1, points: 2}}",
                "sample");
        return ExperimentReader.read(
                        root, Path.of("."), PluginLoader.load(Optional.empty()).catalog())
                .mixture();
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    private static CurveResult curve(
            List<String> columns, String name, double rate, double[] times, boolean simulated) {
        double[][] theory = new double[times.length][];
        for (int k = 0; k < times.length; k++) {
            theory[k] = new double[] {rate, Math.exp(-rate * times[k]), Math.exp(-times[k]) / 2};
        }
        Outcome outcome = Outcome.completed(times[times.length - 1]);
        Ensemble ensemble = new Ensemble(
                columns,
                times,
                new int[times.length],
                scaled(theory, 1.01),
                scaled(theory, Double.NaN),
                scaled(theory, 0.98),
                scaled(theory, 1.05),
                List.of(outcome, outcome));
        return new CurveResult(
                name,
                new Trajectory(columns, times, theory, outcome),
                Solution.of(11, 2, 33, outcome),
                0.25,
                Optional.of(ensemble).filter(e -> simulated),
                0.5,
                simulated
                        ? Optional.of(new Gap("risk", times[1], 1, 2, Double.POSITIVE_INFINITY, 4))
                        : Optional.empty(),
                simulated ? Optional.of(agreement(times)) : Optional.empty(),
                OptionalDouble.empty(),
                0.0,
                Optional.empty(),
                Optional.empty());
    }

    /** The risk lies 1 % above at every time, more than ten replicates leave open, and the error agrees. */
    private static Agreement agreement(double[] times) {
        Finding risk = new Finding("risk", 0.004, times[1], times[1], 1, 1.01, 0.01, true);
        Finding error = new Finding("error", 0.3, times[1], times[1], 0.5, 0.505, 0.01, true);
        return new Agreement(10, times[times.length - 1], true, Optional.of(risk), List.of(error), 0.005);
    }

    private static double[][] scaled(double[][] values, double factor) {
        double[][] scaled = new double[values.length][];
        for (int k = 0; k < values.length; k++) {
            scaled[k] = DoubleStream.of(values[k]).map(value -> factor * value).toArray();
        }
        return scaled;
    }
}
