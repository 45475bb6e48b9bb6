package org.sgdyn.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.PartFactory;
import org.sgdyn.spi.PartUnavailableException;
import org.sgdyn.spi.Range;

/**
 * Parameters from a map, for tests of factories without an experiment file.
 *
 * <pre>{@code
 * Loss loss = TestParameters.of("width", 0.5).create(SmoothedHinge::of);
 * List<String> problems = TestParameters.of("width", -1.0).problems(SmoothedHinge::of);
 * }</pre>
 *
 * <p>It treats values as the reader of experiment files does: problems are collected and a placeholder is handed out, keys
 * that the factory never read are problems, and so is the {@link IllegalArgumentException} of a factory. A number is any
 * {@link Number}, a list a {@link List}, an object a {@link Map} with string keys. A nested part is the part itself, or a
 * map with a {@code type} that {@link #withPart} made known. The column of a CSV file is a {@code double[]} under the
 * file's key. One instance serves one creation.
 */
public final class TestParameters implements Parameters {

    private final Map<String, Object> values;
    private final String path;
    private final Experiment experiment;
    private final Set<String> read = new LinkedHashSet<>();
    private final List<TestParameters> children = new ArrayList<>();

    private TestParameters(Map<?, ?> values, String path, Experiment experiment) {
        this.values = new LinkedHashMap<>();
        values.forEach((key, value) -> this.values.put((String) key, value));
        this.path = path;
        this.experiment = experiment;
    }

    /** What all parts of one experiment share. */
    private static final class Experiment {
        private int classes = 1;
        private OptionalInt dimension = OptionalInt.of(100);
        private final Map<Class<?>, Map<String, PartFactory<?>>> factories = new HashMap<>();
        private final List<String> problems = new ArrayList<>();
    }

    /**
     * Parameters of an experiment with one class and d = 100.
     *
     * @param keysAndValues key, value, key, value, ...
     * @return the parameters
     */
    public static TestParameters of(Object... keysAndValues) {
        if (keysAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("keys and values must alternate");
        }
        Map<Object, Object> values = new LinkedHashMap<>();
        for (int k = 0; k < keysAndValues.length; k += 2) {
            values.put(keysAndValues[k], keysAndValues[k + 1]);
        }
        return new TestParameters(values, "", new Experiment());
    }

    /**
     * Sets the dimension of the experiment.
     *
     * @param dimension d &gt;= 1
     * @return this
     */
    public TestParameters withDimension(int dimension) {
        experiment.dimension = OptionalInt.of(dimension);
        return this;
    }

    /**
     * Makes the dimension of the experiment infinite.
     *
     * @return this
     */
    public TestParameters withInfiniteDimension() {
        experiment.dimension = OptionalInt.empty();
        return this;
    }

    /**
     * Sets the number of classes of the experiment.
     *
     * @param classes L &gt;= 1
     * @return this
     */
    public TestParameters withClasses(int classes) {
        experiment.classes = classes;
        return this;
    }

    /**
     * Makes a kind of nested part known.
     *
     * @param kind the kind of part
     * @param name the {@code type} that names it
     * @param factory creates it
     * @param <T> the kind of part
     * @return this
     */
    public <T> TestParameters withPart(Class<T> kind, String name, PartFactory<? extends T> factory) {
        experiment.factories.computeIfAbsent(kind, k -> new HashMap<>()).put(name, factory);
        return this;
    }

    /**
     * Creates a part and insists that nothing is wrong with its parameters.
     *
     * @param factory the factory under test
     * @param <T> the kind of part
     * @return the part
     * @throws AssertionError if there was any problem, a key never read included
     */
    public <T> T create(PartFactory<T> factory) {
        T part = attempt(factory);
        noteUnread();
        if (part == null || !experiment.problems.isEmpty()) {
            throw new AssertionError("problems with the parameters: " + experiment.problems);
        }
        return part;
    }

    /**
     * Everything that is wrong with the parameters of a part, each as {@code key path: message}.
     *
     * @param factory the factory under test
     * @return the problems in the order found; keys never read come last
     */
    public List<String> problems(PartFactory<?> factory) {
        attempt(factory);
        noteUnread();
        return List.copyOf(experiment.problems);
    }

    private <T> T attempt(PartFactory<T> factory) {
        try {
            return factory.create(this);
        } catch (PartUnavailableException alreadyNoted) {
            return null;
        } catch (IllegalArgumentException contradiction) {
            experiment.problems.add(path + ": " + contradiction.getMessage());
            return null;
        }
    }

    private void noteUnread() {
        values.keySet().stream()
                .filter(key -> !read.contains(key))
                .forEach(key -> experiment.problems.add(at(key) + ": unknown key"));
        children.forEach(TestParameters::noteUnread);
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private void problem(String key, String message) {
        experiment.problems.add(at(key) + ": " + message);
    }

    private Object look(String key) {
        read.add(key);
        return values.get(key);
    }

    private double checked(String key, Object value, Range range) {
        if (!(value instanceof Number number) || !range.contains(number.doubleValue())) {
            problem(key, value == null ? "is required" : range.rule() + ", found " + value);
            return range.sample();
        }
        return number.doubleValue();
    }

    private TestParameters child(String childPath, Map<?, ?> childValues) {
        TestParameters child = new TestParameters(childValues, childPath, experiment);
        children.add(child);
        return child;
    }

    @Override
    public double number(String key, Range range) {
        return checked(key, look(key), range);
    }

    @Override
    public double number(String key, Range range, double otherwise) {
        return look(key) == null ? otherwise : checked(key, values.get(key), range);
    }

    @Override
    public Optional<Double> optionalNumber(String key, Range range) {
        return look(key) == null ? Optional.empty() : Optional.of(checked(key, values.get(key), range));
    }

    @Override
    public List<Double> numbers(String key, Range range) {
        if (!(look(key) instanceof List<?> list) || list.isEmpty()) {
            problem(key, "a list of numbers is required");
            return List.of(range.sample());
        }
        return list.stream().map(value -> checked(key, value, range)).toList();
    }

    @Override
    public int integer(String key, Range range, int otherwise) {
        return look(key) == null ? otherwise : integer(key, range);
    }

    @Override
    public int integer(String key, Range range) {
        double number = checked(key, look(key), range);
        if (number != Math.rint(number)) {
            problem(key, "must be an integer, found " + number);
            return (int) range.sample();
        }
        return (int) number;
    }

    @Override
    public String text(String key) {
        if (!(look(key) instanceof String text)) {
            problem(key, values.get(key) == null ? "is required" : "must be a text, found " + values.get(key));
            return "";
        }
        return text;
    }

    @Override
    public String text(String key, String otherwise) {
        return look(key) == null ? otherwise : text(key);
    }

    @Override
    public String choice(String key, List<String> words, String otherwise) {
        Object word = look(key);
        if (word == null) {
            return otherwise;
        }
        if (!words.contains(word)) {
            problem(key, "must be one of " + words + ", found " + word);
            return otherwise;
        }
        return (String) word;
    }

    @Override
    public boolean flag(String key, boolean otherwise) {
        Object value = look(key);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof Boolean flag)) {
            problem(key, "must be true or false, found " + value);
            return otherwise;
        }
        return flag;
    }

    @Override
    public int modeIndex(String key, boolean required) {
        Object value = look(key);
        if (value == null) {
            if (required) {
                problem(key, "is required");
            }
            return 0;
        }
        if (value.equals("last")) {
            return 0;
        }
        int last = experiment.dimension.orElse(Integer.MAX_VALUE);
        if (!(value instanceof Integer index) || index < 1 || index > last) {
            problem(key, "must be a mode index from 1 to the dimension, or last; found " + value);
            return 1;
        }
        return index;
    }

    @Override
    public double[] csvColumn(String fileKey, String columnKey, Range range) {
        look(columnKey);
        int rows = experiment.dimension.orElse(1);
        if (!(look(fileKey) instanceof double[] column) || column.length != rows) {
            problem(fileKey, "a column of d numbers is required");
            double[] placeholder = new double[rows];
            Arrays.fill(placeholder, range.sample());
            return placeholder;
        }
        double[] copy = column.clone();
        for (int k = 0; k < rows; k++) {
            copy[k] = checked(fileKey, column[k], range);
        }
        return copy;
    }

    @Override
    public <T> T part(String key, Class<T> kind) {
        return resolve(key, look(key), kind).orElseThrow(() -> new PartUnavailableException(at(key)));
    }

    @Override
    public <T> Optional<T> optionalPart(String key, Class<T> kind) {
        return look(key) == null ? Optional.empty() : Optional.of(part(key, kind));
    }

    @Override
    public LearningRate schedule(String key, Range range) {
        if (!(look(key) instanceof Map<?, ?>) && !(values.get(key) instanceof LearningRate)) {
            return LearningRate.of(checked(key, values.get(key), range));
        }
        LearningRate rule = part(key, LearningRate.class);
        if (!rule.isSchedule()) {
            problem(key, "must be a number or a function of time alone");
        }
        return rule;
    }

    @Override
    public <T> List<T> parts(String key, Class<T> kind) {
        List<T> parts = new ArrayList<>();
        List<?> items = items(key);
        for (int k = 0; k < items.size(); k++) {
            resolve(key + "[" + k + "]", items.get(k), kind).ifPresent(parts::add);
        }
        return parts;
    }

    @Override
    public List<Parameters> objects(String key) {
        List<Parameters> objects = new ArrayList<>();
        List<?> items = items(key);
        for (int k = 0; k < items.size(); k++) {
            if (items.get(k) instanceof Map<?, ?> map) {
                objects.add(child(at(key) + "[" + k + "]", map));
            } else {
                problem(key + "[" + k + "]", "must be an object");
            }
        }
        return objects;
    }

    private List<?> items(String key) {
        if (look(key) instanceof List<?> list && !list.isEmpty()) {
            return list;
        }
        problem(key, "a list is required");
        return List.of();
    }

    private <T> Optional<T> resolve(String key, Object value, Class<T> kind) {
        if (kind.isInstance(value)) {
            return Optional.of(kind.cast(value));
        }
        if (!(value instanceof Map<?, ?> map) || !(map.get("type") instanceof String type)) {
            problem(key, "a " + kind.getSimpleName() + " is required");
            return Optional.empty();
        }
        PartFactory<?> factory =
                experiment.factories.getOrDefault(kind, Map.of()).get(type);
        if (factory == null) {
            problem(key, "unknown " + kind.getSimpleName() + " " + type);
            return Optional.empty();
        }
        TestParameters child = child(at(key), map);
        child.read.add("type");
        return Optional.ofNullable(kind.cast(child.attempt(factory)));
    }

    @Override
    public int classes() {
        return experiment.classes;
    }

    @Override
    public OptionalInt dimension() {
        return experiment.dimension;
    }
}
