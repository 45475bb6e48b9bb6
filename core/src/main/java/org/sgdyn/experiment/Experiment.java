package org.sgdyn.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.Registration;
import org.sgdyn.dynamics.ByOutput;
import org.sgdyn.dynamics.ModeOrderParameters;
import org.sgdyn.figure.FigureSettings;
import org.sgdyn.fit.Components;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.model.Reduction;
import org.sgdyn.model.Training;
import org.sgdyn.numerics.GaussianQuadrature;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.simulation.Algorithm;
import org.sgdyn.simulation.Rotation;
import org.sgdyn.spi.Column;
import org.sgdyn.spi.Executor;
import org.sgdyn.spi.FeatureLaw;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.OrderParameters;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.Statistic;
import org.sgdyn.spi.TrainedParameter;
import org.sgdyn.spi.UpdateRule;

/**
 * A complete, checked experiment, prepared for all that is done with it: its modes are built once, however many ask for them.
 *
 * @param name its name
 * @param description free text, possibly empty
 * @param dimension d; empty for the limit d to infinity
 * @param seed the root of all randomness; empty if nothing is random
 * @param classes the classes
 * @param loss the loss
 * @param teacher the profiles of X*, one for all its outputs or one each; none without a teacher
 * @param initial the profiles of X_0, one for all outputs or one each
 * @param ridge delta &gt;= 0
 * @param batch the number b &gt;= 1 of samples that share a step of SGD
 * @param training averages, weights in time, label noise and proportional batches; its algorithm is each curve's own
 * @param times the output times, t = 0 first
 * @param curves one or more dynamics to run; a plain experiment has one, with an empty name
 * @param integrator solves the theory
 * @param accuracy the relative error that the theory's curves may have, if tolerances are to follow from it
 * @param simulation the simulation, if one is wanted
 * @param statistics what to compute; those that do not apply have been left out unless asked for by name
 * @param columns the columns of its tables: {@code learning_rate}, then those of its statistics
 * @param figure how its figure looks
 * @param executor what works off its replicates, and the theory of its curves where they are several
 * @param mixture the modes
 * @param parts the parts that it is made of, nested ones included
 * @param resolved every setting with its default filled in, as maps, lists, strings, numbers and flags
 * @param source what it was read from
 * @param catalog the parts that it was read with
 */
public record Experiment(
        String name,
        String description,
        OptionalInt dimension,
        OptionalLong seed,
        List<ClassSpecification> classes,
        Loss loss,
        List<Profile> teacher,
        List<Profile> initial,
        double ridge,
        int batch,
        Training training,
        List<Double> times,
        List<Curve> curves,
        Integrator integrator,
        OptionalDouble accuracy,
        Optional<Simulation> simulation,
        List<Statistic> statistics,
        List<Column> columns,
        FigureSettings figure,
        Executor executor,
        Mixture mixture,
        List<Registration<?>> parts,
        Map<String, Object> resolved,
        ExperimentSource source,
        Catalog catalog) {

    private static final GaussianExpectation QUADRATURE = GaussianQuadrature.standard();

    /**
     * The learning problem of one curve.
     *
     * @param curve one of {@link #curves}
     * @param modes the modes, merged for theory or single for SGD
     * @return the problem
     */
    public LearningProblem problem(Curve curve, ModeTable modes) {
        return problem(curve, modes, mixture);
    }

    private LearningProblem problem(Curve curve, ModeTable modes, Mixture theirs) {
        LearningProblem problem = new LearningProblem(
                modes,
                loss,
                curve.learningRate(),
                ridge,
                batch,
                QUADRATURE,
                mixture.training(training.with(curve.algorithm()).withBias(curve.bias())),
                new Reduction(theirs.families(), false));
        // Homogenized SGD draws the noise of all outputs together.
        boolean isHomogenized = simulation
                .filter(known -> known.method() instanceof Homogenized)
                .isPresent();
        return isHomogenized || statistics.stream().anyMatch(Statistic::readsOutputsTogether)
                ? problem
                : ByOutput.of(problem);
    }

    /**
     * The modes for theory.
     *
     * @param nodesPerPanel the accuracy of the quadrature over the spectrum, if there is one
     * @return the modes, with those apart that the statistics need
     */
    public ModeTable modes(int nodesPerPanel) {
        return mixture.merged(statistics, nodesPerPanel);
    }

    /**
     * The learning problem that theory solves for one curve.
     *
     * @param curve one of {@link #curves}
     * @return the problem on {@link #modes} of the usual accuracy
     */
    public LearningProblem problem(Curve curve) {
        return problem(curve, modes(Mixture.NODES_PER_PANEL));
    }

    /**
     * The learning problem of one curve with classes as they are, families of them or not.
     *
     * @param curve one of {@link #curves}
     * @return the problem, which is that of {@link #problem(Curve)} unless exchangeable classes are taken together
     */
    public LearningProblem problemClassByClass(Curve curve) {
        Mixture plain = mixture.classByClass();
        return problem(curve, plain.merged(statistics, Mixture.NODES_PER_PANEL), plain);
    }

    /**
     * How many classes there are, in words.
     *
     * @return such as "2 classes", or "1000 classes in 1 family"
     */
    public String classesInWords() {
        String all = count(classes.size(), "class", "classes");
        return mixture.families()
                .map(families -> all + " in " + count(families.count(), "family", "families"))
                .orElse(all);
    }

    private static String count(int number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }

    /**
     * The output times.
     *
     * @return a new array of {@link #times}
     */
    public double[] outputTimes() {
        return times.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * What is trained beside the iterate.
     *
     * @return the bias of each output, if there is one, then the loss's own parameters
     */
    public List<TrainedParameter> trained() {
        return Stream.concat(curves.get(0).bias().stream(), loss.trained().stream())
                .toList();
    }

    /**
     * One dynamics among those that an experiment compares.
     *
     * @param name how it is called in results and pictures; empty for a plain experiment
     * @param learningRate gamma
     * @param algorithm the update rule
     * @param bias what is added to each logit; none if empty
     */
    public record Curve(String name, LearningRate learningRate, UpdateRule algorithm, List<TrainedParameter> bias) {

        /** Copies the list. */
        public Curve {
            bias = List.copyOf(bias);
        }

        /** The same by another algorithm. */
        Curve with(UpdateRule other) {
            return new Curve(name, learningRate, other, bias);
        }

        /** The same with another bias. */
        Curve with(List<TrainedParameter> other) {
            return new Curve(name, learningRate, algorithm, other);
        }
    }

    /**
     * What to simulate.
     *
     * @param replicates the number of independent runs
     * @param method the dynamics
     */
    public record Simulation(int replicates, Method method) {}

    /** A simulated dynamics. */
    public sealed interface Method {}

    /**
     * One-pass SGD.
     *
     * @param features the law of the features' independent coordinates
     * @param rotation how these are mixed into modes
     */
    public record Sgd(FeatureLaw features, Rotation.Kind rotation) implements Method {}

    /**
     * One-pass SGD on real samples.
     *
     * @param data the samples
     */
    public record RealSgd(RealData data) implements Method {}

    /**
     * Homogenized SGD.
     *
     * @param step the length of its steps in units of t
     */
    public record Homogenized(double step) implements Method {}

    /** The same experiment with other statistics, and the parts and settings that follow. */
    Experiment with(
            List<Statistic> others,
            List<Column> theirColumns,
            List<Registration<?>> theirParts,
            Map<String, Object> settings) {
        return with(others, theirColumns, theirParts, settings, mixture);
    }

    private Experiment with(
            List<Statistic> others,
            List<Column> theirColumns,
            List<Registration<?>> theirParts,
            Map<String, Object> settings,
            Mixture theirMixture) {
        return new Experiment(
                name,
                description,
                dimension,
                seed,
                classes,
                loss,
                teacher,
                initial,
                ridge,
                batch,
                training,
                times,
                curves,
                integrator,
                accuracy,
                simulation,
                others,
                theirColumns,
                figure,
                executor,
                theirMixture,
                theirParts,
                settings,
                source,
                catalog);
    }

    /**
     * The same, of which more is observed at the output times than its tables hold.
     *
     * @param observers statistics whose columns stand behind those of the experiment's own in the theory's curves; they take effect
     *     neither on the modes nor on what else is computed if they ask for no cuts, single modes or outputs together
     * @return the experiment
     */
    public Experiment observedBy(List<Statistic> observers) {
        return with(Stream.concat(statistics.stream(), observers.stream()).toList(), columns, parts, resolved, mixture);
    }

    /**
     * The same without statistics that nobody looks at.
     *
     * @param isLookedAt whether anybody looks at a column
     * @return the experiment with those statistics of which a column is looked at; itself if that is true of none
     */
    public Experiment lookedAt(Predicate<String> isLookedAt) {
        OrderParameters shape = new ModeOrderParameters(problem(curves.get(0), mixture.shape())).reported();
        List<Statistic> others = statistics.stream()
                .filter(statistic -> statistic.columns(shape).stream().anyMatch(isLookedAt))
                .toList();
        return others.isEmpty() ? this : with(others, columns, parts, resolved, mixture);
    }

    /**
     * The same on another mixture of full covariances.
     *
     * @param components components of the same classes, such as those of another fit
     * @return the experiment
     * @throws IllegalStateException if its classes share an eigenbasis
     */
    public Experiment withParts(Components components) {
        if (!(mixture instanceof DenseMixture dense)) {
            throw new IllegalStateException("the classes of this experiment have no parts");
        }
        return with(statistics, columns, parts, resolved, dense.with(components));
    }

    /**
     * The length in t of a step of the simulation.
     *
     * @return batch / d for SGD; empty without a simulation
     */
    public OptionalDouble simulatedStep() {
        return simulation.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        simulation.get().method() instanceof Homogenized homogenized
                                ? homogenized.step()
                                : (double) batch / dimension.orElseThrow());
    }

    /**
     * Whether the simulation passes over real samples, and is measured on others.
     *
     * @return false if it draws its samples, or there is none
     */
    public boolean isOnRealSamples() {
        return simulation.filter(known -> known.method() instanceof RealSgd).isPresent();
    }

    /**
     * Whether results are computed by products of matrices, so that their last digits depend on what multiplies.
     *
     * @return true for a mixture of full covariances, and a simulation of many outputs
     * @throws IllegalArgumentException if the property that chooses the linear algebra has an unknown value
     */
    public boolean multipliesMatrices() {
        return mixture instanceof DenseMixture || curves.stream().anyMatch(curve -> blockSize(curve) > 0);
    }

    /** How many samples a curve's simulation multiplies at a time; 0 without a simulation of that kind. */
    int blockSize(Curve curve) {
        return simulation.isEmpty() || simulation.get().method() instanceof Homogenized
                ? 0
                : Algorithm.blockSize(
                        training.with(curve.algorithm()),
                        curve.learningRate(),
                        loss.outputs(),
                        dimension.orElseThrow(),
                        batch);
    }

    /** The algorithm that the simulation runs. */
    public Algorithm algorithm() {
        Method method = simulation.orElseThrow().method();
        if (method instanceof Homogenized homogenized) {
            return Algorithm.homogenized(homogenized.step());
        }
        if (method instanceof RealSgd real) {
            try {
                return Algorithm.realSgd(real.data().training(), real.data().test());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Sgd sgd = (Sgd) method;
        Optional<Rotation> rotation = sgd.rotation() == Rotation.Kind.NONE
                ? Optional.empty()
                : Optional.of(Rotation.of(
                        sgd.rotation(),
                        dimension.orElseThrow(),
                        RandomStreams.of(seed.orElseThrow(), RandomStreams.ROTATION, 0)));
        return Algorithm.sgd(sgd.features(), rotation);
    }
}
