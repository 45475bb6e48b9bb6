package org.sgdyn.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.dynamics.ModeOrderParameters;
import org.sgdyn.execution.LocalExecutor;
import org.sgdyn.experiment.Experiment.Curve;
import org.sgdyn.figure.FigureSettings;
import org.sgdyn.model.ClassWeights;
import org.sgdyn.model.IterateAverage;
import org.sgdyn.model.LabelNoise;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.model.Training;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.settings.Problem;
import org.sgdyn.settings.TimeGrid;
import org.sgdyn.spi.Column;
import org.sgdyn.spi.Executor;
import org.sgdyn.spi.Families;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.OrderParameters;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.TrainedParameter;
import org.sgdyn.spi.UpdateRule;

/** Reads an experiment from a tree of settings, strictly: every problem of the tree is found and reported at once. */
public final class ExperimentReader {

    private static final String INFINITE = "infinite";

    /** The key of what works the replicates off, which has no part in the results. */
    static final String EXECUTOR = "executor";

    /** The key of the update rule. */
    static final String ALGORITHM = "algorithm";

    private static final Range COUNT = Range.atLeast(1);

    private final ConfigNode.Mapping root;
    private final Path baseDirectory;
    private final Optional<Collection<String>> columns;
    private final Catalog catalog;
    private final ReadFiles files;
    private final List<Problem> problems = new ArrayList<>();
    /** Those of the figure, kept apart: they are in the way of nothing else. */
    private final List<Problem> ofFigure = new ArrayList<>();

    private NodeParameters top;
    private @Nullable StatisticsReader statistics;
    private @Nullable FigureSettingsReader figure;

    private ExperimentReader(
            ConfigNode.Mapping root,
            Path baseDirectory,
            Catalog catalog,
            Optional<Collection<String>> columns,
            ReadFiles files) {
        this.root = root;
        this.files = files;
        this.baseDirectory = baseDirectory;
        this.columns = columns;
        this.catalog = catalog;
        top = NodeParameters.of(root, baseDirectory, catalog, problems);
    }

    /**
     * Reads an experiment.
     *
     * @param root the settings
     * @param baseDirectory what relative paths of data files refer to
     * @param catalog the known parts
     * @return the experiment, complete and checked
     * @throws InvalidExperimentException with everything that is wrong
     */
    public static Experiment read(ConfigNode root, Path baseDirectory, Catalog catalog) {
        return read(root, baseDirectory, catalog, new ReadFiles());
    }

    /**
     * Reads an experiment, and of its mixture's files those that are not known.
     *
     * @param root the settings
     * @param baseDirectory what relative paths of data files refer to
     * @param catalog the known parts
     * @param files what was read before, by experiments that are read one after another or at a time
     * @return the experiment, complete and checked
     * @throws InvalidExperimentException with everything that is wrong
     */
    public static Experiment read(ConfigNode root, Path baseDirectory, Catalog catalog, ReadFiles files) {
        ExperimentReader reader = new ExperimentReader(mapping(root), baseDirectory, catalog, Optional.empty(), files);
        return reader.withFigure(reader::read);
    }

    /**
     * Reads an experiment again, as in another process.
     *
     * @param source what it was read from
     * @param catalog the known parts
     * @return the experiment
     * @throws InvalidExperimentException with everything that is wrong here, such as a table that is missing
     */
    public static Experiment read(ExperimentSource source, Catalog catalog) {
        return read(source.root(), Path.of(source.directory()), catalog);
    }

    /**
     * Reads an experiment of which only some columns are wanted.
     *
     * @param root the settings
     * @param baseDirectory what relative paths of data files refer to
     * @param catalog the known parts
     * @param columns the columns that are wanted; statistics that none of them needs are left out
     * @return the experiment, complete and checked
     * @throws InvalidExperimentException with everything that is wrong
     */
    public static Experiment read(ConfigNode root, Path baseDirectory, Catalog catalog, Collection<String> columns) {
        return read(root, baseDirectory, catalog, columns, new ReadFiles());
    }

    /**
     * Reads an experiment of which only some columns are wanted, and of its mixture's files those that are not known.
     *
     * @param root the settings
     * @param baseDirectory what relative paths of data files refer to
     * @param catalog the known parts
     * @param columns the columns that are wanted; statistics that none of them needs are left out
     * @param files what was read before, by experiments that are read one after another or at a time
     * @return the experiment, complete and checked
     * @throws InvalidExperimentException with everything that is wrong
     */
    public static Experiment read(
            ConfigNode root, Path baseDirectory, Catalog catalog, Collection<String> columns, ReadFiles files) {
        ExperimentReader reader =
                new ExperimentReader(mapping(root), baseDirectory, catalog, Optional.of(columns), files);
        return reader.withFigure(reader::read);
    }

    /**
     * Reads an experiment without building its modes: all is checked that can be told from the settings alone.
     *
     * @param root the settings
     * @param baseDirectory what relative paths of data files refer to
     * @param catalog the known parts
     * @return the experiment, without its columns and with all statistics that might apply
     * @throws InvalidExperimentException with everything that is wrong
     */
    public static Experiment outline(ConfigNode root, Path baseDirectory, Catalog catalog) {
        ExperimentReader reader =
                new ExperimentReader(mapping(root), baseDirectory, catalog, Optional.empty(), new ReadFiles());
        return reader.withFigure(reader::outline);
    }

    private static ConfigNode.Mapping mapping(ConfigNode root) {
        if (root instanceof ConfigNode.Mapping mapping) {
            return mapping;
        }
        throw new InvalidExperimentException(List.of(new Problem(
                root.location(), "", "an experiment is an object with keys such as name, not " + root.describe())));
    }

    /** What is read, unless something is wrong with it or with the figure, which is reported together. */
    private Experiment withFigure(Supplier<Experiment> reading) {
        List<Problem> all = new ArrayList<>();
        try {
            Experiment experiment = reading.get();
            if (ofFigure.isEmpty()) {
                return experiment;
            }
        } catch (InvalidExperimentException e) {
            all.addAll(e.problems());
        }
        all.addAll(ofFigure);
        throw new InvalidExperimentException(all);
    }

    private Experiment read() {
        Experiment outline = outline();
        return prepared(outline, Objects.requireNonNull(statistics, "read with the outline"));
    }

    private Experiment outline() {
        String name = top.required("name", "the experiment's name")
                .flatMap(child -> top.text("name", child))
                .orElse("");
        top.resolve("name", name);
        if (name.isBlank() && top.has("name") && problems.isEmpty()) {
            top.problem("name", "must not be blank");
        }
        Titles.require(top, top.child("name"), "name", name);
        String description = top.child("description")
                .flatMap(child -> top.text("description", child))
                .orElse("");
        top.resolve("description", description);
        int before = problems.size();
        boolean isDense = top.has(MixtureReader.KEY);
        Optional<ReadMixture> dense = isDense ? new MixtureReader(top, baseDirectory, files).read() : Optional.empty();
        if (isDense && dense.isEmpty()) {
            // How many classes there are, and in how many dimensions, is what all else is judged by.
            top.stopAtProblems();
        }
        OptionalInt dimension = isDense
                ? OptionalInt.of(dense.map(read -> read.parts().dimension()).orElse(1))
                : readDimension();
        boolean hasDimension = problems.size() == before;
        int classCount = dense.map(read -> read.classes().size()).orElseGet(() -> ClassesReader.count(root));
        top = top.sized(classCount, dimension, hasDimension);

        OptionalLong seed = top.whole("seed");
        List<ClassSpecification> classes =
                isDense ? dense.map(ReadMixture::classes).orElse(List.of()) : new ClassesReader(top).read();
        Optional<Loss> loss = top.optionalPart("loss", top.required("loss", "an object {type: NAME, ...}"), Loss.class);
        List<Profile> teacher = top.child("teacher")
                .flatMap(given -> top.partOrParts("teacher", given, Profile.class))
                .orElse(List.of());
        Optional<List<Profile>> initial = top.child("initial").orElse(null) instanceof ConfigNode.Sequence list
                ? top.partOrParts("initial", list, Profile.class)
                : top.partOrDefault("initial", Profile.class, "zero").map(List::of);
        double ridge = top.number("ridge", Range.NON_NEGATIVE, 0.0);
        TrainingReader trainings = new TrainingReader(top);
        TrainingReader.Batch batch = trainings.batch();
        Optional<UpdateRule> algorithm = top.partOrDefault(ALGORITHM, UpdateRule.class, "sgd");
        Optional<IterateAverage> average = trainings.average();
        int outputs = loss.map(Loss::outputs).filter(count -> count >= 1).orElse(1);
        List<TrainedParameter> bias = BiasReader.read(top, outputs);
        Optional<ClassWeights> weights = trainings.weights(TrainingReader.WEIGHTS, classCount);
        Optional<ClassWeights> riskWeights = trainings.weights(TrainingReader.RISK_WEIGHTS, classCount);
        List<Curve> curves = new CurvesReader(top).read(algorithm.orElse(UpdateRule.SGD), bias, outputs);
        List<Double> times = readTimes();
        boolean isReduced = ExchangeableClasses.areWanted(top);
        Optional<Integrator> integrator = top.partOrDefault("integrator", Integrator.class, "modewise");
        OptionalDouble accuracy = AccuracyReader.read(top);
        Optional<Experiment.Simulation> simulation = new SimulationReader(top, baseDirectory, hasDimension).read(dense);
        StatisticsReader chosen = StatisticsReader.read(top, catalog);
        statistics = chosen;
        FigureSettingsReader shown =
                FigureSettingsReader.of(NodeParameters.of(root, baseDirectory, catalog, ofFigure), top, curves.size());
        figure = shown;
        FigureSettings looks = shown.read();
        Optional<Executor> executor = top.has(EXECUTOR)
                ? top.optionalPart(EXECUTOR, top.child(EXECUTOR), Executor.class)
                : Optional.of(LocalExecutor.of(0));
        top.reportUnknownKeys();

        // Once a class is missing, the others have lost their numbers.
        List<ClassSpecification> numbered = classes.size() == classCount ? classes : List.of();
        WholeChecks checks = new WholeChecks(top);
        List<Profile> starts = initial.orElse(List.of());
        loss.ifPresent(known -> checks.againstLoss(known, classCount, numbered, curves));
        loss.ifPresent(known -> checks.profiles(known, teacher, starts));
        LabelNoise labels = loss.isPresent() && !numbered.isEmpty() && top.problems() == 0
                ? new LabelNoiseReader(top, loss.get(), numbered).read()
                : LabelNoise.NONE;
        Training training =
                new Training(algorithm.orElse(UpdateRule.SGD), average, weights, riskWeights, labels, batch.fraction());
        TrainingChecks trainingChecks = new TrainingChecks(top);
        trainingChecks.ofSettings(training, batch.size(), curves, simulation);
        loss.ifPresent(known -> trainingChecks.ofTrained(known, curves));
        dense.ifPresent(read -> new MixtureChecks(top).ofSettings(read, loss, training, curves, simulation));
        if (dimension.isEmpty() && simulation.isPresent()) {
            top.problem("simulation", "needs a finite dimension; remove the key, or give an integer as dimension");
        }
        checks.seed(seed, simulation, classes, teacher, starts);
        top.stopAtProblems();

        Optional<Families> families = isReduced
                ? ExchangeableClasses.of(dimension, classes, loss.orElseThrow(), starts, training, curves)
                : Optional.empty();
        if (families.isEmpty()) {
            loss.get().classByClassProblem().ifPresent(problem -> top.problem("loss", problem));
            top.stopAtProblems();
        }
        Experiment experiment = new Experiment(
                name,
                description,
                dimension,
                seed,
                classes,
                loss.orElseThrow(),
                teacher,
                starts,
                ridge,
                batch.size(),
                training,
                times,
                curves,
                integrator.orElseThrow(),
                accuracy,
                simulation,
                chosen.candidates(),
                List.of(),
                looks,
                executor.orElseThrow(),
                dense.map(read -> read.mixture(classes, seed.orElse(0), loss.get(), teacher, starts))
                        .orElseGet(() -> ProfileMixture.of(
                                dimension, seed.orElse(0), classes, loss.get(), teacher, starts, families)),
                top.used(),
                top.resolved(),
                new ExperimentSource(root, baseDirectory.toAbsolutePath().toString()),
                catalog);
        checks.wholeStep(experiment);
        trainingChecks.ofMemory(experiment);
        top.stopAtProblems();
        stopAt(Feasibility.beforeModes(experiment));
        return experiment;
    }

    /** Builds the modes, so that every value is known to be usable, and drops statistics that do not apply. */
    private Experiment prepared(Experiment experiment, StatisticsReader statistics) {
        Curve first = experiment.curves().get(0);
        LearningProblem shape = experiment.problem(first, experiment.mixture().shape());
        stopAt(Feasibility.onModes(shape, experiment.integrator()));
        columns.ifPresent(wanted -> statistics.reduceTo(wanted, new ModeOrderParameters(shape).reported()));
        Experiment chosen;
        ModeTable modes;
        try {
            new TrainingChecks(top).ofProfiles(experiment);
            top.stopAtProblems();
            RealDataReader.load(top, experiment);
            top.stopAtProblems();
            // Modes take the place of one that has nothing but their shape: what is left out of their state depends on
            // the
            // statistics.
            boolean isByShape = !experiment.isOnRealSamples();
            chosen = isByShape
                    ? statistics.chosen(
                            experiment,
                            parameters(experiment, experiment.mixture().shape()))
                    : experiment.with(statistics.candidates(), List.of(), experiment.parts(), experiment.resolved());
            modes = chosen.modes(Mixture.NODES_PER_PANEL);
            stopAt(Feasibility.onModes(chosen.problem(first, modes), chosen.integrator()));
            if (!isByShape) {
                chosen = statistics.chosen(experiment, parameters(experiment, modes));
            }
        } catch (InvalidModeException e) {
            top.problem(root.entries().getOrDefault(e.topKey(), root), e.path(), String.valueOf(e.getMessage()));
            throw new InvalidExperimentException(problems);
        }
        if (columns.isEmpty()) {
            Objects.requireNonNull(figure, "read with the outline")
                    .requireColumns(chosen.columns().stream().map(Column::name).toList());
        }
        TrainingChecks checks = new TrainingChecks(top);
        for (UpdateRule rule : algorithms(experiment)) {
            checks.onModes(chosen.problem(first.with(rule), modes));
        }
        top.stopAtProblems();
        return chosen;
    }

    private static List<UpdateRule> algorithms(Experiment experiment) {
        return experiment.curves().stream().map(Curve::algorithm).distinct().toList();
    }

    /** What statistics are computed from, algorithm by algorithm. */
    private static List<OrderParameters> parameters(Experiment experiment, ModeTable modes) {
        Curve first = experiment.curves().get(0);
        return algorithms(experiment).stream()
                .map(rule -> reported(experiment, experiment.problem(first.with(rule), modes)))
                .toList();
    }

    /** What statistics of the problem are computed from, in theory, or in a simulation that is measured on samples. */
    private static OrderParameters reported(Experiment experiment, LearningProblem problem) {
        ModeOrderParameters parameters = new ModeOrderParameters(problem);
        boolean isReal = experiment
                .simulation()
                .filter(simulation -> simulation.method() instanceof Experiment.RealSgd)
                .isPresent();
        return isReal ? experiment.algorithm().reported(problem, parameters) : parameters.reported();
    }

    private void stopAt(Optional<Feasibility.Obstacle> obstacle) {
        obstacle.ifPresent(found -> top.problem(found.key(), found.message()));
        top.stopAtProblems();
    }

    private OptionalInt readDimension() {
        String rule = "the dimension d: an integer >= 1, or infinite";
        Optional<ConfigNode> child = top.required("dimension", rule);
        if (child.isPresent() && child.get() instanceof ConfigNode.Scalar scalar) {
            if (INFINITE.equals(scalar.value())) {
                top.resolve("dimension", INFINITE);
                return OptionalInt.empty();
            }
            if (!(scalar.value() instanceof Number number) || !Double.isFinite(number.doubleValue())) {
                top.problem(
                        "dimension",
                        "must be an integer >= 1, or the word infinite for the limit, not " + scalar.describe());
                return OptionalInt.of(1);
            }
        }
        return child.isEmpty() ? OptionalInt.of(1) : OptionalInt.of(top.integer("dimension", COUNT));
    }

    // --- curves, time, simulation, statistics ----------------------------------------------------------------------

    private List<Double> readTimes() {
        String what = "an object {end: 100.0, points: 101, spacing: linear}";
        top.required("time", what);
        return top.object("time", what)
                .map(time -> {
                    double[] times = TimeGrid.read(time);
                    top.resolve("time", time.resolved());
                    return Arrays.stream(times).boxed().toList();
                })
                .orElse(List.of());
    }
}
