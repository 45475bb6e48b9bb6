package org.sgdyn.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.dynamics.ModeOrderParameters;
import org.sgdyn.dynamics.StatisticTable;
import org.sgdyn.experiment.Experiment.ClassSpecification;
import org.sgdyn.experiment.Experiment.Curve;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.Names;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.settings.Problem;
import org.sgdyn.settings.ReaderContext;
import org.sgdyn.simulation.Rotation;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.FeatureLaw;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.Statistic;

/** Reads an experiment from a tree of settings, strictly: every problem of the tree is found and reported at once. */
public final class ExperimentReader {

    /** How far the weights may be from summing to 1. */
    private static final double WEIGHT_TOLERANCE = 1e-9;

    private static final int DEFAULT_POINTS = 101;

    private static final int LONGEST_NAME = 200;

    static final int DEFAULT_REPLICATES = 10;

    /** The default step of homogenized SGD, in units of t. */
    static final double DEFAULT_STEP = 0.01;

    private static final String TYPE = "type";

    private static final int MOST_DEFAULT_COLUMNS = 1000;

    /** Below 1e-12 rounding takes over. */
    static final Range ACCURACY = Range.closed(1e-12, 0.1);

    private static final Range COUNT = Range.atLeast(1);

    private final ConfigNode.Mapping root;
    private ReaderContext context;
    private NodeParameters top;

    private ExperimentReader(ConfigNode.Mapping root, Path baseDirectory, Catalog catalog) {
        this.root = root;
        context = ReaderContext.unsized(catalog, baseDirectory);
        top = new NodeParameters(context, root, "");
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
        if (!(root instanceof ConfigNode.Mapping mapping)) {
            throw new InvalidExperimentException(List.of(new Problem(
                    root.location(), "", "an experiment is an object with keys such as name, not " + root.describe())));
        }
        return new ExperimentReader(mapping, baseDirectory, catalog).read();
    }

    private Experiment read() {
        String name = top.required("name", "the experiment's name")
                .flatMap(child -> top.text("name", child))
                .orElse("");
        top.resolve("name", name);
        if (name.isBlank() && top.has("name") && context.problems().isEmpty()) {
            problem("name", "must not be blank");
        }
        requireTitle(top.child("name"), "name", name);
        String description = top.child("description")
                .flatMap(child -> top.text("description", child))
                .orElse("");
        top.resolve("description", description);
        OptionalInt dimension = readDimension();
        int classCount = countClasses();
        context = context.sized(classCount, dimension);
        top = top.in(context);

        OptionalLong seed = top.optionalLong("seed").map(OptionalLong::of).orElseGet(OptionalLong::empty);
        List<ClassSpecification> classes = readClasses();
        Optional<Loss> loss = top.optionalPart("loss", top.required("loss", "an object {type: NAME, ...}"), Loss.class);
        Optional<Profile> teacher = top.optionalPart("teacher", top.child("teacher"), Profile.class);
        Optional<Profile> initial = partOrDefault("initial", Profile.class, "zero");
        double ridge = top.number("ridge", Range.NON_NEGATIVE, 0.0);
        int batch = top.integer("batch", COUNT, 1);
        List<Curve> curves = readCurves();
        List<Double> times = readTimes();
        Optional<Integrator> integrator = partOrDefault("integrator", Integrator.class, "modewise");
        OptionalDouble accuracy = readAccuracy();
        Optional<Experiment.Simulation> simulation = readSimulation();
        List<NamedStatistic> statistics = readStatistics();
        top.reportUnknownKeys();

        // Once a class is missing, the others have lost their numbers.
        List<ClassSpecification> numbered = classes.size() == classCount ? classes : List.of();
        loss.ifPresent(known -> checkAgainstLoss(known, classCount, numbered, curves));
        if (dimension.isEmpty() && simulation.isPresent()) {
            problem("simulation", "needs a finite dimension; remove the key, or give an integer as dimension");
        }
        checkSeed(seed, simulation, classes, teacher, initial);
        stopAtProblems();

        Experiment experiment = new Experiment(
                name,
                description,
                dimension,
                seed,
                classes,
                loss.orElseThrow(),
                teacher,
                initial.orElseThrow(),
                ridge,
                batch,
                times,
                curves,
                integrator.orElseThrow(),
                accuracy,
                simulation,
                statistics.stream().map(NamedStatistic::statistic).toList(),
                top.resolved());
        requireWholeStep(experiment);
        stopAtProblems();
        return checkedOnModes(experiment, statistics);
    }

    /** A simulation must reach the end of one step at least. */
    private void requireWholeStep(Experiment experiment) {
        double end = experiment.times().get(experiment.times().size() - 1);
        double step = experiment.simulatedStep().orElse(0);
        if (step <= end) {
            return;
        }
        String rule = "the simulation's steps have length " + step + ", longer than the whole run to time.end = " + end;
        if (experiment.simulation().orElseThrow().method() instanceof Experiment.Homogenized) {
            ConfigNode simulation = root.entries().get("simulation");
            ConfigNode at = simulation instanceof ConfigNode.Mapping mapping
                    ? mapping.entries().getOrDefault("step", simulation)
                    : simulation;
            context.problem(at.location(), "simulation.step", rule + "; lower it, or raise time.end");
        } else {
            problem("batch", rule + ", being batch / dimension; lower batch, or raise time.end or the dimension");
        }
    }

    private void problem(String path, String message) {
        ConfigNode at = root.entries().getOrDefault(path, root);
        context.problem(at.location(), path, message);
    }

    /** A name stands in tables, titles and messages. */
    private void requireTitle(Optional<ConfigNode> node, String path, String text) {
        if (text.length() > LONGEST_NAME || text.chars().anyMatch(Character::isISOControl)) {
            context.problem(
                    node.orElse(root).location(), path, "must be one line of at most " + LONGEST_NAME + " characters");
        }
    }

    private void stopAtProblems() {
        if (!context.problems().isEmpty()) {
            throw new InvalidExperimentException(context.problems());
        }
    }

    private <T> Optional<T> partOrDefault(String key, Class<T> kind, String otherwise) {
        ConfigNode named = new ConfigNode.Scalar(otherwise, root.location());
        ConfigNode part =
                top.child(key).orElseGet(() -> new ConfigNode.Mapping(Map.of(TYPE, named), Map.of(), root.location()));
        if (part instanceof ConfigNode.Mapping mapping && !mapping.entries().containsKey(TYPE)) {
            // Parameters alone are those of the default.
            Map<String, ConfigNode> entries = new LinkedHashMap<>(mapping.entries());
            entries.put(TYPE, named);
            part = new ConfigNode.Mapping(entries, mapping.keyLocations(), mapping.location());
        }
        return top.optionalPart(key, Optional.of(part), kind);
    }

    /** A relative error that is certified, instead of tolerances. */
    private OptionalDouble readAccuracy() {
        if (!top.has("accuracy")) {
            return OptionalDouble.empty();
        }
        double accuracy = top.number("accuracy", ACCURACY);
        if (root.entries().get("integrator") instanceof ConfigNode.Mapping integrator) {
            if (integrator.entries().containsKey("step")) {
                problem(
                        "accuracy",
                        "cannot be met by a fixed step; choose an adaptive integrator such as modewise, or remove accuracy");
            }
            for (String tolerance : List.of("relativeTolerance", "absoluteTolerance")) {
                if (integrator.entries().containsKey(tolerance)) {
                    problem(
                            "accuracy",
                            "sets the tolerances of the integrator itself; remove integrator." + tolerance
                                    + ", or remove accuracy");
                }
            }
        }
        return OptionalDouble.of(accuracy);
    }

    private OptionalInt readDimension() {
        Optional<ConfigNode> child = top.required("dimension", "the dimension d: an integer >= 1, or infinite");
        if (child.isPresent() && child.get() instanceof ConfigNode.Scalar scalar && "infinite".equals(scalar.value())) {
            top.resolve("dimension", "infinite");
            return OptionalInt.empty();
        }
        return child.isEmpty() ? OptionalInt.of(1) : OptionalInt.of(top.requiredInteger("dimension", COUNT));
    }

    // --- classes ---------------------------------------------------------------------------------------------------

    /** How many classes there will be, before they are read: parts may want to know. */
    private int countClasses() {
        ConfigNode classes = root.entries().get("classes");
        if (classes instanceof ConfigNode.Sequence list) {
            return Math.max(1, list.items().size());
        }
        if (classes instanceof ConfigNode.Mapping shorthand
                && shorthand.entries().get("count") instanceof ConfigNode.Scalar scalar
                && scalar.value() instanceof Long count) {
            return (int) Math.max(1, Math.min(count, Integer.MAX_VALUE));
        }
        return 1;
    }

    private List<ClassSpecification> readClasses() {
        Optional<ConfigNode> child = top.required("classes", "a list with one entry per class");
        if (child.isEmpty()) {
            return List.of();
        }
        if (child.get() instanceof ConfigNode.Mapping shorthand) {
            return readShorthand(shorthand);
        }
        if (!(child.get() instanceof ConfigNode.Sequence list) || list.items().isEmpty()) {
            problem(
                    "classes",
                    "must be a list with one entry per class, not "
                            + child.get().describe());
            return List.of();
        }
        List<ClassSpecification> classes = new ArrayList<>();
        List<Optional<Double>> weights = new ArrayList<>();
        List<Object> settings = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            String path = "classes[" + i + "]";
            ConfigNode item = list.items().get(i);
            if (!(item instanceof ConfigNode.Mapping mapping)) {
                context.problem(
                        item.location(), path, "must be an object with mean and covariance, not " + item.describe());
                continue;
            }
            NodeParameters parameters = new NodeParameters(context, mapping, path);
            settings.add(parameters.resolved());
            weights.add(parameters.optionalNumber("weight", Range.POSITIVE));
            boolean weightGiven = parameters.has("weight");
            double label = parameters.optionalNumber("label", Range.ANY).orElse(Double.NaN);
            if (!weightGiven) {
                parameters.resolve("weight", 1.0 / list.items().size());
            }
            readClassParts(
                            parameters,
                            weightGiven ? weights.get(weights.size() - 1).orElse(1.0) : Double.NaN,
                            label)
                    .ifPresent(classes::add);
            parameters.reportUnknownKeys();
        }
        top.resolve("classes", settings);
        return withWeights(classes, list);
    }

    private Optional<ClassSpecification> readClassParts(NodeParameters parameters, double weight, double label) {
        Optional<Profile> mean = parameters.optionalPart(
                "mean", parameters.required("mean", "a profile {type: NAME, ...}"), Profile.class);
        Optional<CovarianceSpectrum> covariance = parameters.optionalPart(
                "covariance",
                parameters.required("covariance", "a covariance spectrum {type: NAME, ...}"),
                CovarianceSpectrum.class);
        return mean.flatMap(m -> covariance.map(k -> new ClassSpecification(weight, label, m, k)));
    }

    private List<ClassSpecification> readShorthand(ConfigNode.Mapping shorthand) {
        NodeParameters parameters = new NodeParameters(context, shorthand, "classes");
        int count = parameters.requiredInteger("count", Range.closed(1, 1_000_000));
        Optional<ClassSpecification> each = readClassParts(parameters, 1.0 / count, Double.NaN);
        parameters.reportUnknownKeys();
        top.resolve("classes", parameters.resolved());
        return each.map(one -> IntStream.range(0, count).mapToObj(i -> one).toList())
                .orElse(List.of());
    }

    /** All weights given, or none (then equal); they must sum to 1. */
    private List<ClassSpecification> withWeights(List<ClassSpecification> classes, ConfigNode.Sequence list) {
        long given = list.items().stream()
                .filter(item -> item instanceof ConfigNode.Mapping mapping
                        && mapping.entries().containsKey("weight"))
                .count();
        int count = list.items().size();
        if (given == 0) {
            return classes.stream()
                    .map(c -> new ClassSpecification(1.0 / count, c.label(), c.mean(), c.covariance()))
                    .toList();
        }
        if (given < count) {
            problem("classes", given + " of " + count + " classes have a weight; give all or none");
            return classes;
        }
        double sum = classes.stream().mapToDouble(ClassSpecification::weight).sum();
        if (classes.size() == count && context.problems().isEmpty() && !(Math.abs(sum - 1) <= WEIGHT_TOLERANCE)) {
            problem("classes", "the weights must sum to 1 within " + WEIGHT_TOLERANCE + ", not " + sum);
        }
        return classes;
    }

    private void checkAgainstLoss(Loss loss, int classCount, List<ClassSpecification> classes, List<Curve> curves) {
        boolean isList = root.entries().get("classes") instanceof ConfigNode.Sequence;
        for (int i = 0; i < classes.size(); i++) {
            double label = classes.get(i).label();
            String path = isList ? "classes[" + i + "].label" : "classes";
            ConfigNode at = isList
                    ? ((ConfigNode.Sequence) root.entries().get("classes"))
                            .items()
                            .get(i)
                    : root.entries().get("classes");
            ConfigNode labelNode =
                    at instanceof ConfigNode.Mapping mapping ? mapping.entries().getOrDefault("label", at) : at;
            Optional<String> broken = loss.labelProblem(ClassTarget.of(i, label));
            if (broken.isPresent()) {
                String found = Double.isNaN(label)
                        ? isList ? "missing" : "the shorthand gives no labels; list the classes"
                        : "it is " + label;
                context.problem(labelNode.location(), path, "the label " + broken.get() + " for this loss; " + found);
            }
            if (!isList && broken.isPresent()) {
                break;
            }
        }
        if (loss.decisionRule() == DecisionRule.LARGEST_LOGIT && loss.outputs() != classCount) {
            problem(
                    "loss",
                    "has " + loss.outputs() + " outputs for " + classCount + " classes; it needs one per class");
        }
        boolean hasTeacher = root.entries().containsKey("teacher");
        if (loss.teacherOutputs() > 0 && !hasTeacher) {
            problem("teacher", "missing; this loss compares with a teacher: give teacher: {type: NAME, ...}");
        }
        if (loss.teacherOutputs() == 0 && hasTeacher) {
            problem("teacher", "this loss has no teacher; remove the key, or choose a loss that reads one");
        }
        if (loss.teacherOutputs() != loss.outputs()
                && curves.stream().anyMatch(curve -> curve.learningRate().needsTeacher())) {
            problem("learningRate", "this rule needs a loss with a teacher that has as many outputs as the iterate");
        }
    }

    // --- curves, time, simulation, statistics ----------------------------------------------------------------------

    private List<Curve> readCurves() {
        Optional<ConfigNode> curvesNode = top.child("curves");
        if (curvesNode.isEmpty()) {
            return top.optionalPart(
                            "learningRate",
                            top.required("learningRate", "an object {type: NAME, ...}, or curves"),
                            LearningRate.class)
                    .map(rate -> List.of(new Curve("", rate)))
                    .orElse(List.of());
        }
        if (top.has("learningRate")) {
            problem("learningRate", "stands beside curves, which give a learning rate each; remove one of the two");
        }
        if (!(curvesNode.get() instanceof ConfigNode.Sequence list)
                || list.items().isEmpty()) {
            problem(
                    "curves",
                    "must be a list [{learningRate: {...}}, ...], not "
                            + curvesNode.get().describe());
            return List.of();
        }
        List<Curve> curves = new ArrayList<>();
        List<Object> settings = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int k = 0; k < list.items().size(); k++) {
            String path = "curves[" + k + "]";
            ConfigNode item = list.items().get(k);
            if (!(item instanceof ConfigNode.Mapping mapping)) {
                context.problem(
                        item.location(), path, "must be an object {learningRate: {...}}, not " + item.describe());
                continue;
            }
            NodeParameters parameters = new NodeParameters(context, mapping, path);
            Optional<String> given = parameters.child("name").flatMap(child -> parameters.text("name", child));
            Optional<LearningRate> rate = parameters.optionalPart(
                    "learningRate",
                    parameters.required("learningRate", "an object {type: NAME, ...}"),
                    LearningRate.class);
            parameters.reportUnknownKeys();
            String name = given.orElseGet(() -> nameOf(parameters.resolved().get("learningRate")));
            given.ifPresent(text -> requireTitle(parameters.child("name"), path + ".name", text));
            parameters.resolve("name", name);
            settings.add(parameters.resolved());
            if (rate.isPresent() && !names.add(name)) {
                context.problem(
                        item.location(), path, "two curves are called \"" + name + "\"; give each its own name");
            }
            rate.ifPresent(known -> curves.add(new Curve(name, known)));
        }
        top.resolve("curves", settings);
        return curves;
    }

    /** A name from the settings: "learning rate 0.5" for a constant, else the type with its values. */
    private static String nameOf(Object learningRate) {
        if (!(learningRate instanceof Map<?, ?> settings)) {
            return "";
        }
        String values = settings.entrySet().stream()
                .filter(entry -> !"type".equals(entry.getKey()))
                .map(entry -> "constant".equals(settings.get("type"))
                        ? String.valueOf(entry.getValue())
                        : entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return "constant".equals(settings.get("type"))
                ? "learning rate " + values
                : settings.get("type") + (values.isEmpty() ? "" : " " + values);
    }

    private Optional<NodeParameters> objectAt(String key, Optional<ConfigNode> child, String what) {
        return child.flatMap(node -> {
            if (node instanceof ConfigNode.Mapping mapping) {
                NodeParameters parameters = new NodeParameters(context, mapping, key);
                top.resolve(key, parameters.resolved());
                return Optional.of(parameters);
            }
            problem(key, "must be " + what + ", not " + node.describe());
            return Optional.empty();
        });
    }

    private List<Double> readTimes() {
        String what = "an object {end: 100.0, points: 101, spacing: linear}";
        return objectAt("time", top.required("time", what), what)
                .map(this::readTimes)
                .orElse(List.of());
    }

    private List<Double> readTimes(NodeParameters time) {
        double end = time.number("end", Range.POSITIVE);
        Optional<String> spacing = time.child("spacing").flatMap(child -> time.text("spacing", child));
        boolean log = "log".equals(spacing.orElse("linear"));
        if (spacing.isPresent() && !List.of("linear", "log").contains(spacing.get())) {
            time.problem(
                    time.child("spacing").orElseThrow(),
                    "time.spacing",
                    "unknown spacing \"" + spacing.get() + "\"; "
                            + Names.advice(spacing.get(), List.of("linear", "log")));
        }
        time.resolve("spacing", spacing.orElse("linear"));
        int points = time.integer("points", Range.closed(log ? 3 : 2, 10_000_000), DEFAULT_POINTS);
        double start = 0;
        if (log) {
            start = time.number("start", Range.POSITIVE);
            if (start >= end && context.problems().isEmpty()) {
                time.problem(
                        time.child("start").orElseThrow(), "time.start", "must be < end = " + end + ", not " + start);
            }
        } else if (time.has("start")) {
            time.problem(
                    time.child("start").orElseThrow(),
                    "time.start",
                    "goes with spacing: log only; linear times start at 0");
        }
        time.reportUnknownKeys();
        double[] times = times(start, end, points, log);
        if (context.problems().isEmpty() && !isIncreasing(times)) {
            problem("time", "numbers cannot tell " + points + " times from " + start + " to " + end + " apart");
        }
        return Arrays.stream(times).boxed().toList();
    }

    /** t = 0 and evenly spaced times to the end; or t = 0 and points - 1 log-spaced times from start to end. */
    private static double[] times(double start, double end, int points, boolean log) {
        double[] times = new double[points];
        for (int k = 1; k < points; k++) {
            times[k] =
                    log ? start * Math.pow(end / start, (k - 1.0) / (points - 2)) : end * ((double) k / (points - 1));
        }
        times[points - 1] = end;
        return times;
    }

    private static boolean isIncreasing(double[] times) {
        for (int k = 1; k < times.length; k++) {
            if (!(times[k] > times[k - 1])) {
                return false;
            }
        }
        return true;
    }

    private Optional<Experiment.Simulation> readSimulation() {
        Optional<NodeParameters> simulation =
                objectAt("simulation", top.child("simulation"), "an object {replicates: 10}");
        if (!top.has("simulation")) {
            for (String key : List.of("features", "rotation")) {
                if (top.has(key)) {
                    problem(key, "is read by the simulation only; add simulation: {replicates: 10}, or remove the key");
                }
            }
            return Optional.empty();
        }
        return simulation.flatMap(parameters -> {
            int replicates = parameters.integer("replicates", COUNT, DEFAULT_REPLICATES);
            SimulationKind kind = parameters.choice("kind", SimulationKind.class, SimulationKind.SGD);
            Optional<? extends Experiment.Method> method =
                    kind == SimulationKind.SGD ? readSgd(parameters) : Optional.of(readHomogenized(parameters));
            parameters.reportUnknownKeys();
            return method.map(known -> new Experiment.Simulation(replicates, known));
        });
    }

    /** What {@code simulation.kind} may be. */
    enum SimulationKind {
        SGD,
        HOMOGENIZED
    }

    private Optional<Experiment.Sgd> readSgd(NodeParameters simulation) {
        simulation
                .child("step")
                .ifPresent(child -> simulation.problem(
                        child,
                        "simulation.step",
                        "belongs to kind: homogenized; a step of SGD has length batch / dimension"));
        Rotation.Kind rotation = readRotation();
        return partOrDefault("features", FeatureLaw.class, "gaussian").map(law -> new Experiment.Sgd(law, rotation));
    }

    private Experiment.Homogenized readHomogenized(NodeParameters simulation) {
        for (String key : List.of("features", "rotation")) {
            if (top.has(key)) {
                problem(key, "is read by simulation.kind: sgd only; homogenized SGD draws no features; remove the key");
            }
        }
        return new Experiment.Homogenized(simulation.number("step", Range.POSITIVE, DEFAULT_STEP));
    }

    private Rotation.Kind readRotation() {
        Rotation.Kind rotation = top.choice("rotation", Rotation.Kind.class, Rotation.Kind.NONE);
        int d = context.dimension.orElse(1);
        if (!Rotation.exists(rotation, d)) {
            problem("rotation", "hadamard needs a power of two as dimension, not " + d + "; haar serves any dimension");
        }
        return rotation;
    }

    /** A statistic with its name, and whether the user asked for it. */
    private record NamedStatistic(String name, Object settings, Statistic statistic, boolean asked) {}

    private List<NamedStatistic> readStatistics() {
        List<NamedStatistic> statistics = new ArrayList<>();
        Optional<ConfigNode> child = top.child("statistics");
        if (child.isPresent() && !(child.get() instanceof ConfigNode.Sequence)) {
            problem("statistics", "must be a list of names, not " + child.get().describe());
            return statistics;
        }
        List<ConfigNode> items = child.map(node -> ((ConfigNode.Sequence) node).items())
                .orElseGet(() -> context.catalog.inOrder(Statistic.class).stream()
                        .map(name -> (ConfigNode) new ConfigNode.Scalar(name, root.location()))
                        .toList());
        for (int k = 0; k < items.size(); k++) {
            String path = child.isPresent() ? "statistics[" + k + "]" : "statistics";
            ConfigNode item = items.get(k);
            ConfigNode part = item instanceof ConfigNode.Scalar name
                    ? new ConfigNode.Mapping(Map.of("type", name), Map.of(), item.location())
                    : item;
            Map<String, Object> settings = new LinkedHashMap<>();
            top.create(part, path, Statistic.class, settings)
                    .ifPresent(statistic -> statistics.add(
                            new NamedStatistic(name(settings), written(settings), statistic, child.isPresent())));
        }
        return statistics;
    }

    private static String name(Map<String, Object> settings) {
        return String.valueOf(settings.get(TYPE));
    }

    /** A bare name, unless there are parameters. */
    private static Object written(Map<String, Object> settings) {
        return settings.size() == 1 ? name(settings) : settings;
    }

    // --- checks that need the whole --------------------------------------------------------------------------------

    private void checkSeed(
            OptionalLong seed,
            Optional<Experiment.Simulation> simulation,
            List<ClassSpecification> classes,
            Optional<Profile> teacher,
            Optional<Profile> initial) {
        if (seed.isPresent() || root.entries().containsKey("seed")) {
            return;
        }
        // In the limit of infinite dimension no vector is drawn: only its distribution counts.
        boolean randomVector = context.dimension.isPresent()
                && (classes.stream().anyMatch(c -> c.mean().isRandom())
                        || teacher.map(Profile::isRandom).orElse(false)
                        || initial.map(Profile::isRandom).orElse(false));
        if (simulation.isPresent() || randomVector) {
            problem(
                    "seed",
                    "missing; " + (simulation.isPresent() ? "the simulation is" : "a profile is")
                            + " random, so give an integer such as seed: 1");
        }
    }

    /** Statistics with very many columns wait to be asked for by name. */
    private static boolean isShownByDefault(Statistic statistic, ModeOrderParameters parameters) {
        return statistic.shownByDefault(parameters)
                && statistic.columns(parameters).size() <= MOST_DEFAULT_COLUMNS;
    }

    private void stopAt(Optional<Feasibility.Obstacle> obstacle) {
        obstacle.ifPresent(found -> problem(found.key(), found.message()));
        stopAtProblems();
    }

    /** Builds the modes once, so that every value is known to be usable, and drops statistics that do not apply. */
    private Experiment checkedOnModes(Experiment experiment, List<NamedStatistic> statistics) {
        LearningProblem problem;
        stopAt(Feasibility.beforeModes(experiment));
        try {
            problem = experiment.problem(experiment.curves().get(0), Mixtures.merged(experiment));
        } catch (InvalidModeException e) {
            ConfigNode at = root.entries().getOrDefault(e.topKey(), root);
            context.problem(at.location(), e.path(), e.getMessage());
            throw new InvalidExperimentException(context.problems());
        }
        stopAt(Feasibility.onModes(problem));
        ModeOrderParameters parameters = new ModeOrderParameters(problem);
        List<Statistic> applicable = new ArrayList<>();
        List<Object> names = new ArrayList<>();
        for (NamedStatistic named : statistics) {
            boolean applies = named.statistic().applies(parameters);
            if (applies && !named.asked() && !isShownByDefault(named.statistic(), parameters)) {
                continue;
            }
            if (applies) {
                applicable.add(named.statistic());
                names.add(named.settings());
            } else if (named.asked()) {
                problem("statistics", "\"" + named.name() + "\" has no meaning for this loss; remove it");
            }
        }
        stopAtProblems();
        try {
            StatisticTable.of(applicable, parameters);
        } catch (IllegalArgumentException e) {
            problem("statistics", e.getMessage() + "; name each statistic once");
        }
        stopAtProblems();
        Map<String, Object> resolved = new LinkedHashMap<>(experiment.resolved());
        resolved.put("statistics", names);
        return experiment.with(applicable, resolved);
    }
}
