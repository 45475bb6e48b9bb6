package org.sgdyn.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentReader;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.Location;

/**
 * An experiment written in Java. It gathers the same settings that a file holds, by the same keys, and {@link #build} checks
 * them as those of a file are checked. Parts are maps, made by {@link #part}. Mutable, for one thread.
 *
 * <pre>{@code
 * Experiment experiment = Sgdyn.of().experiment("mine")
 *         .dimension(1000)
 *         .addClass(1, part("power-law", "exponent", 0.2), part("isotropic"))
 *         .addClass(0, part("power-law", "exponent", 0.2, "amplitude", -1), part("isotropic"))
 *         .loss(part("logistic"))
 *         .learningRate(part("constant", "value", 0.5))
 *         .time(20, 41)
 *         .build();
 * }</pre>
 */
public final class ExperimentBuilder {

    private static final Location PLACE = new Location("experiment", 0, 0);

    private final Catalog catalog;
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final List<Object> classes = new ArrayList<>();
    private final List<Object> curves = new ArrayList<>();

    ExperimentBuilder(Catalog catalog, String name) {
        this.catalog = catalog;
        settings.put("name", name);
    }

    /**
     * A part of an experiment, {@code {type: NAME, ...}} in a file.
     *
     * @param type the name of the part
     * @param parameters keys and values in turn; values are numbers, flags, texts, lists and maps, other parts among them
     * @return the part
     * @throws IllegalArgumentException if a key has no value
     */
    public static Map<String, Object> part(String type, Object... parameters) {
        if (parameters.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "keys and values come in pairs; " + parameters.length + " of them do not");
        }
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("type", type);
        for (int k = 0; k < parameters.length; k += 2) {
            part.put((String) parameters[k], parameters[k + 1]);
        }
        return part;
    }

    /**
     * Sets any key of an experiment file; all other methods are shorthands for this one.
     *
     * @param key a key of the top level, such as {@code ridge}
     * @param value a number, flag, text, list or map
     * @return this
     */
    public ExperimentBuilder set(String key, Object value) {
        settings.put(key, value);
        return this;
    }

    /**
     * Sets the dimension; without it, the experiment is that of infinite dimension.
     *
     * @param dimension d &gt;= 1
     * @return this
     */
    public ExperimentBuilder dimension(int dimension) {
        return set("dimension", dimension);
    }

    /**
     * Sets the root of all randomness.
     *
     * @param seed any number
     * @return this
     */
    public ExperimentBuilder seed(long seed) {
        return set("seed", seed);
    }

    /**
     * Adds a class; classes have equal weights unless a weight is given with {@link #addClass(Map)}.
     *
     * @param label y_i
     * @param mean a profile
     * @param covariance a covariance spectrum
     * @return this
     */
    public ExperimentBuilder addClass(double label, Map<String, Object> mean, Map<String, Object> covariance) {
        return addClass(Map.of("label", label, "mean", mean, "covariance", covariance));
    }

    /**
     * Adds a class.
     *
     * @param specification {@code weight}, {@code label}, {@code mean} and {@code covariance}, as in a file
     * @return this
     */
    public ExperimentBuilder addClass(Map<String, Object> specification) {
        classes.add(specification);
        return this;
    }

    /**
     * Gives classes of full covariances, in place of a dimension and of classes.
     *
     * @param file an NPZ archive, as {@code sgdyn fit} writes one; relative to the working directory
     * @param parameters keys and values in turn, such as {@code form} and {@code block}
     * @return this
     */
    public ExperimentBuilder mixture(Path file, Object... parameters) {
        Map<String, Object> mixture = part("fitted", parameters);
        mixture.put("file", file.toString());
        return set("mixture", mixture);
    }

    /**
     * Sets the loss.
     *
     * @param loss a part
     * @return this
     */
    public ExperimentBuilder loss(Map<String, Object> loss) {
        return set("loss", loss);
    }

    /**
     * Sets the learning rate.
     *
     * @param learningRate a part
     * @return this
     */
    public ExperimentBuilder learningRate(Map<String, Object> learningRate) {
        return set("learningRate", learningRate);
    }

    /**
     * Sets the algorithm; plain SGD without it.
     *
     * @param algorithm a part
     * @return this
     * @since 0.2
     */
    public ExperimentBuilder algorithm(Map<String, Object> algorithm) {
        return set("algorithm", algorithm);
    }

    /**
     * An average of the iterate, reported beside it.
     *
     * @param average such as {@code part("tail", "start", 10.0)} or {@code part("exponential", "rate", 1.0)}
     * @return this
     */
    public ExperimentBuilder average(Map<String, Object> average) {
        return set("average", average);
    }

    /**
     * The probabilities of the classes, in place of their weights.
     *
     * @param weights a list of a number per class, or an object such as {@code part("piecewise", "times", ..., "values", ...)}
     * @return this
     */
    public ExperimentBuilder weights(Object weights) {
        return set("weights", weights);
    }

    /**
     * Batches that grow with the dimension.
     *
     * @param fraction zeta, the samples of a batch divided by the dimension
     * @return this
     */
    public ExperimentBuilder batchFraction(double fraction) {
        return set("batch", Map.of("fraction", fraction));
    }

    /**
     * Adds one of several curves, which differ in their learning rates and stand in one figure; instead of
     * {@link #learningRate}.
     *
     * @param name what the curve is called
     * @param learningRate a part
     * @return this
     */
    public ExperimentBuilder addCurve(String name, Map<String, Object> learningRate) {
        curves.add(Map.of("name", name, "learningRate", learningRate));
        return this;
    }

    /**
     * Sets the teacher X*, for losses that have one.
     *
     * @param teacher a profile
     * @return this
     */
    public ExperimentBuilder teacher(Map<String, Object> teacher) {
        return set("teacher", teacher);
    }

    /**
     * Sets the start X_0; zero without it.
     *
     * @param initial a profile
     * @return this
     */
    public ExperimentBuilder initial(Map<String, Object> initial) {
        return set("initial", initial);
    }

    /**
     * Sets a start for each output.
     *
     * @param profiles a profile for each
     * @return this
     * @since 0.2
     */
    public ExperimentBuilder initials(List<Map<String, Object>> profiles) {
        return set("initial", List.copyOf(profiles));
    }

    /**
     * Sets a teacher of several outputs.
     *
     * @param profiles a profile for each
     * @return this
     * @since 0.2
     */
    public ExperimentBuilder teachers(List<Map<String, Object>> profiles) {
        return set("teacher", List.copyOf(profiles));
    }

    /**
     * Adds a bias to each logit, which is trained with the iterate.
     *
     * @param initial where it starts
     * @param rate relative to the learning rate
     * @return this
     * @since 0.2
     */
    public ExperimentBuilder bias(double initial, double rate) {
        return set("bias", Map.of("initial", initial, "rate", rate));
    }

    /**
     * Sets the ridge.
     *
     * @param delta &gt;= 0
     * @return this
     */
    public ExperimentBuilder ridge(double delta) {
        return set("ridge", delta);
    }

    /**
     * Sets how many samples share a step of SGD.
     *
     * @param batch &gt;= 1
     * @return this
     */
    public ExperimentBuilder batch(int batch) {
        return set("batch", batch);
    }

    /**
     * Sets the integrator; {@code modewise} without it.
     *
     * @param integrator a part
     * @return this
     */
    public ExperimentBuilder integrator(Map<String, Object> integrator) {
        return set("integrator", integrator);
    }

    /**
     * Asks for a certified relative error of the theory's curves, instead of tolerances.
     *
     * @param accuracy from 1e-12 to 0.1
     * @return this
     */
    public ExperimentBuilder accuracy(double accuracy) {
        return set("accuracy", accuracy);
    }

    /**
     * Chooses the statistics; all that apply without it.
     *
     * @param statistics names, or parts where they have parameters
     * @return this
     */
    public ExperimentBuilder statistics(Object... statistics) {
        return set("statistics", List.of(statistics));
    }

    /**
     * Sets evenly spaced output times from 0 on.
     *
     * @param end the last, in units of d samples
     * @param points how many
     * @return this
     */
    public ExperimentBuilder time(double end, int points) {
        return set("time", Map.of("end", end, "points", points));
    }

    /**
     * Sets t = 0 and log-spaced output times.
     *
     * @param start the first time after 0, &gt; 0
     * @param end the last, in units of d samples
     * @param points how many, t = 0 among them
     * @return this
     */
    public ExperimentBuilder logTime(double start, double end, int points) {
        return set("time", Map.of("start", start, "end", end, "points", points, "spacing", "log"));
    }

    /**
     * Asks for simulated runs of SGD.
     *
     * @param replicates how many
     * @return this
     */
    public ExperimentBuilder simulate(int replicates) {
        return set("simulation", Map.of("replicates", replicates));
    }

    /**
     * Checks all settings.
     *
     * @return the experiment, complete
     * @throws InvalidExperimentException with everything that is wrong
     * @throws IllegalArgumentException if a value is of a kind that no file holds
     */
    public Experiment build() {
        Map<String, Object> all = new LinkedHashMap<>(settings);
        if (!all.containsKey("mixture")) {
            all.putIfAbsent("dimension", "infinite");
        }
        if (!classes.isEmpty()) {
            all.put("classes", classes);
        }
        if (!curves.isEmpty()) {
            all.put("curves", curves);
        }
        return ExperimentReader.read(node(all), Path.of(""), catalog);
    }

    private static ConfigNode node(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, ConfigNode> entries = new LinkedHashMap<>();
            map.forEach((key, entry) -> entries.put(String.valueOf(key), node(entry)));
            return new ConfigNode.Mapping(entries, Map.of(), PLACE);
        }
        if (value instanceof List<?> list) {
            return new ConfigNode.Sequence(
                    list.stream().map(ExperimentBuilder::node).toList(), PLACE);
        }
        if (value instanceof Integer || value instanceof Long) {
            return new ConfigNode.Scalar(((Number) value).longValue(), PLACE);
        }
        if (value instanceof Number number) {
            return new ConfigNode.Scalar(number.doubleValue(), PLACE);
        }
        if (value == null || value instanceof String || value instanceof Boolean) {
            return new ConfigNode.Scalar(value, PLACE);
        }
        throw new IllegalArgumentException("an experiment holds numbers, flags, texts, lists and maps, no "
                + value.getClass().getName());
    }
}
