package org.sgdyn.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.Registration;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.PartUnavailableException;
import org.sgdyn.spi.Range;

/**
 * Parameters read from an object of the experiment file. It notes which keys were read and what each resolved to, defaults
 * included.
 */
public final class NodeParameters implements Parameters {

    private final ReaderContext context;
    private final ValueReader values;
    private final ConfigNode.Mapping node;
    private final String path;
    private final Set<String> known = new LinkedHashSet<>();
    private final Map<String, Object> resolved = new LinkedHashMap<>();
    private Optional<Registration<?>> part = Optional.empty();
    /** Objects handed out by {@link #objects}, whose unknown keys are reported with those of this one. */
    private final List<NodeParameters> children = new ArrayList<>();

    NodeParameters(ReaderContext context, ConfigNode.Mapping node, String path) {
        this.context = context;
        values = new ValueReader(context);
        this.node = node;
        this.path = path;
    }

    /**
     * Parameters of a whole tree, whose size is not known yet.
     *
     * @param root the object
     * @param baseDirectory what relative paths refer to
     * @param catalog the known parts
     * @param problems receives what is wrong
     * @return its parameters
     */
    public static NodeParameters of(
            ConfigNode.Mapping root, Path baseDirectory, Catalog catalog, List<Problem> problems) {
        return new NodeParameters(ReaderContext.of(catalog, baseDirectory, problems), root, "");
    }

    /**
     * The parameters of an object below this one.
     *
     * @param mapping the object
     * @param atPath its key path
     * @return its parameters, whose problems join those of this one
     */
    public NodeParameters below(ConfigNode.Mapping mapping, String atPath) {
        return new NodeParameters(context, mapping, atPath);
    }

    /** Notes which part's factory reads this object: it knows the fields of the objects below. */
    void readFor(Registration<?> registration) {
        part = Optional.of(registration);
    }

    /** The object itself. */
    public ConfigNode.Mapping node() {
        return node;
    }

    /**
     * The same object read with more knowledge of the experiment's size; what was read so far is kept.
     *
     * @param classes how many classes there are
     * @param dimension d; empty if infinite
     * @param hasDimension whether d could be read; rules that depend on it are not checked otherwise
     * @return its parameters, whose problems join those of this one
     */
    public NodeParameters sized(int classes, OptionalInt dimension, boolean hasDimension) {
        NodeParameters copy = new NodeParameters(context.sized(classes, dimension, hasDimension), node, path);
        copy.known.addAll(known);
        copy.resolved.putAll(resolved);
        return copy;
    }

    /** Every key read so far with its value, defaults included. */
    public Map<String, Object> resolved() {
        return resolved;
    }

    /** The parts that were created in the whole reading, nested ones included, in its order. */
    public List<Registration<?>> used() {
        return List.copyOf(context.used());
    }

    /** The path of this object from the root. */
    public String path() {
        return path;
    }

    /** The path of a key of this object from the root. */
    public String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The value of a key, without a rule of its own; empty if the key is absent. */
    public Optional<ConfigNode> child(String key) {
        known.add(key);
        return Optional.ofNullable(node.entries().get(key));
    }

    /** Whether a key is given. */
    public boolean has(String key) {
        return child(key).isPresent();
    }

    /** The value of a key; without it, that {@code what} is to be given is a problem. */
    public Optional<ConfigNode> required(String key, String what) {
        Optional<ConfigNode> child = child(key);
        if (child.isEmpty()) {
            context.problem(node.location(), path(key), "missing; give " + what);
        }
        return child;
    }

    /** Notes what a key resolved to. */
    public void resolve(String key, Object value) {
        resolved.put(key, value);
    }

    /** Notes a problem at a node: the value found, the rule it breaks and what to do. */
    public void problem(ConfigNode at, String atPath, String message) {
        context.problem(at.location(), atPath, message);
    }

    /** Notes a problem with a key of this object, or with its absence. */
    public void problem(String key, String message) {
        problem(node.entries().getOrDefault(key, node), path(key), message);
    }

    /** Ends the reading if there are problems. */
    public void stopAtProblems() {
        if (!context.problems().isEmpty()) {
            throw new InvalidExperimentException(context.problems());
        }
    }

    /** How many problems were found so far, in all that is read together with this object. */
    public int problems() {
        return context.problems().size();
    }

    /** Reports every key that was never read. */
    public void reportUnknownKeys() {
        for (String key : node.entries().keySet()) {
            if (!known.contains(key)) {
                context.problem(
                        node.keyLocations().getOrDefault(key, node.location()),
                        path(key),
                        "unknown key; " + Names.advice(key, known));
            }
        }
    }

    // --- values ----------------------------------------------------------------------------------------------------

    /** Notes a value, and hands it on. */
    private <T> T noted(String key, T value) {
        resolve(key, value);
        return value;
    }

    @Override
    public double number(String key, Range range) {
        return noted(
                key,
                required(key, "a number; it " + range.rule())
                        .flatMap(child -> values.number(child, path(key), range))
                        .orElse(range.sample()));
    }

    @Override
    public double number(String key, Range range, double otherwise) {
        return noted(key, optionalNumber(key, range).orElse(otherwise));
    }

    @Override
    public Optional<Double> optionalNumber(String key, Range range) {
        Optional<Double> value = child(key).flatMap(child -> values.number(child, path(key), range));
        value.ifPresent(x -> resolve(key, x));
        return value;
    }

    @Override
    public List<Double> numbers(String key, Range range) {
        return noted(
                key,
                required(key, ValueReader.NUMBERS)
                        .flatMap(child -> values.numbers(child, path(key), range))
                        .orElse(List.of(range.sample())));
    }

    /** Rows of numbers in a range, which {@code what} describes; one of one number after a problem. */
    public List<List<Double>> rows(String key, String what, Range range) {
        return noted(
                key,
                required(key, what)
                        .flatMap(child -> values.rows(child, path(key), what, range))
                        .orElse(List.of(List.of(range.sample()))));
    }

    @Override
    public int integer(String key, Range range, int otherwise) {
        return noted(
                key,
                child(key)
                        .flatMap(child -> values.integer(child, path(key), range))
                        .orElse(otherwise));
    }

    @Override
    public int integer(String key, Range range) {
        return noted(
                key,
                required(key, "an integer; it " + range.rule())
                        .flatMap(child -> values.integer(child, path(key), range))
                        .orElse((int) range.sample()));
    }

    /** A whole number of any size; empty if the key is absent or wrong. */
    public OptionalLong whole(String key) {
        Optional<Long> value = child(key).flatMap(child -> values.whole(child, path(key)));
        value.ifPresent(x -> resolve(key, x));
        return value.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** One of an enumeration's constants, written in lower case with hyphens; {@code otherwise} if the key is absent or wrong. */
    public <E extends Enum<E>> E choice(String key, Class<E> kind, E otherwise) {
        String given = choice(key, EnumWords.of(kind), EnumWords.of(otherwise));
        return Arrays.stream(kind.getEnumConstants())
                .filter(constant -> given.equals(EnumWords.of(constant)))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String choice(String key, List<String> words, String otherwise) {
        return noted(
                key,
                child(key)
                        .flatMap(child -> values.word(child, path(key), key, words))
                        .orElse(otherwise));
    }

    @Override
    public boolean flag(String key, boolean otherwise) {
        return noted(
                key, child(key).flatMap(child -> values.flag(child, path(key))).orElse(otherwise));
    }

    /** The text that a key has as its value; empty after a problem. */
    public Optional<String> text(String key, ConfigNode child) {
        return values.text(child, path(key));
    }

    @Override
    public String text(String key) {
        return noted(
                key, required(key, "a text").flatMap(child -> text(key, child)).orElse(""));
    }

    @Override
    public String text(String key, String otherwise) {
        return noted(key, child(key).flatMap(child -> text(key, child)).orElse(otherwise));
    }

    @Override
    public int modeIndex(String key, boolean isRequired) {
        Optional<ConfigNode> child = isRequired ? required(key, "a mode, 1..d or \"last\"") : child(key);
        int index = child.flatMap(node -> values.mode(node, path(key))).orElse(0);
        resolve(key, index == 0 ? "last" : (Object) index);
        return index;
    }

    @Override
    public double[] csvColumn(String fileKey, String columnKey, Range range) {
        Optional<ConfigNode> fileNode = required(fileKey, "the path of a CSV file, relative to the experiment");
        Optional<ConfigNode> columnNode = required(columnKey, "a column: its name in the header, or its number from 1");
        Optional<String> file = fileNode.flatMap(child -> text(fileKey, child));
        Optional<Object> column = columnNode.flatMap(child -> values.column(child, path(columnKey)));
        file.ifPresent(name -> resolve(fileKey, name));
        column.ifPresent(wanted -> resolve(columnKey, wanted));
        return file.isEmpty() || column.isEmpty()
                ? CsvColumn.placeholder(dimension(), range)
                : new CsvColumn(context, fileNode.get(), path(fileKey), columnNode.get(), path(columnKey), range)
                        .read(file.get(), column.get());
    }

    @Override
    public <T> T part(String key, Class<T> kind) {
        return optionalPart(key, required(key, PartReader.describe(kind)), kind)
                .orElseThrow(() -> new PartUnavailableException(path(key)));
    }

    @Override
    public <T> Optional<T> optionalPart(String key, Class<T> kind) {
        return child(key)
                .map(given -> optionalPart(key, Optional.of(given), kind)
                        .orElseThrow(() -> new PartUnavailableException(path(key))));
    }

    @Override
    public LearningRate schedule(String key, Range range) {
        Optional<ConfigNode> given =
                required(key, "a number, which " + range.rule() + ", or a function of time {type: NAME, ...}");
        if (given.isEmpty() || !(given.get() instanceof ConfigNode.Mapping)) {
            double number = given.flatMap(child -> values.number(child, path(key), range))
                    .orElse(range.sample());
            return LearningRate.of(noted(key, number));
        }
        LearningRate rule = part(key, LearningRate.class);
        if (!rule.isSchedule()) {
            problem(key, "must be a number or a function of time alone; this rule reads the state of the run");
        }
        return rule;
    }

    /**
     * A part.
     *
     * @param key the key
     * @param child its value
     * @param kind the kind of part
     * @param <T> the kind of part
     * @return the part, or empty after a problem
     */
    public <T> Optional<T> optionalPart(String key, Optional<ConfigNode> child, Class<T> kind) {
        return child.flatMap(part -> {
            Map<String, Object> settings = new LinkedHashMap<>();
            Optional<T> product = create(part, path(key), kind, settings);
            resolve(key, settings);
            return product;
        });
    }

    /** A part with a default, whose parameters may stand without a type; empty after a problem. */
    public <T> Optional<T> partOrDefault(String key, Class<T> kind, String otherwise) {
        ConfigNode given = child(key).orElseGet(() -> new ConfigNode.Mapping(Map.of(), Map.of(), node.location()));
        return optionalPart(key, Optional.of(PartReader.orOfType(otherwise, given)), kind);
    }

    /**
     * A part, or a list of parts; empty after a problem.
     *
     * @param given the value of the key
     */
    public <T> Optional<List<T>> partOrParts(String key, ConfigNode given, Class<T> kind) {
        if (!(given instanceof ConfigNode.Sequence list)) {
            return optionalPart(key, Optional.of(given), kind).map(List::of);
        }
        List<Object> settings = new ArrayList<>();
        List<T> products = new ArrayList<>();
        for (int k = 0; k < list.items().size(); k++) {
            Map<String, Object> own = new LinkedHashMap<>();
            create(list.items().get(k), path(key) + "[" + k + "]", kind, own).ifPresent(products::add);
            settings.add(own);
        }
        resolve(key, settings);
        if (list.items().isEmpty()) {
            problem(key, "must be " + PartReader.describe(kind) + ", or a list of such, not an empty list");
        }
        return !products.isEmpty() && products.size() == list.items().size() ? Optional.of(products) : Optional.empty();
    }

    /** An object below this one, which {@code what} describes; empty if the key is absent, or after a problem. */
    public Optional<NodeParameters> object(String key, String what) {
        return child(key).flatMap(child -> objectAt(child, path(key), what));
    }

    private Optional<NodeParameters> objectAt(ConfigNode child, String at, String what) {
        return values.object(child, at, what).map(mapping -> below(mapping, at));
    }

    /**
     * A list of one object or more, each read by its own parameters, which {@code what} and {@code item} describe. What they resolve
     * to, this key resolves to; unknown keys are reported, and what could be read is returned: nothing if the key is absent.
     */
    public <T> List<T> items(
            String key, String what, String item, Function<NodeParameters, Optional<? extends T>> reader) {
        List<Object> settings = new ArrayList<>();
        Optional<List<T>> items = child(key)
                .flatMap(child -> values.filledList(
                        child,
                        path(key),
                        what,
                        (each, at) -> objectAt(each, at, item).flatMap(parameters -> {
                            settings.add(parameters.resolved);
                            Optional<? extends T> read = reader.apply(parameters);
                            parameters.reportUnknownKeys();
                            return read;
                        })));
        resolve(key, settings);
        return items.orElse(List.of());
    }

    @Override
    public <T> List<T> parts(String key, Class<T> kind) {
        String what = "a list of " + PartReader.title(kind) + "s";
        List<Object> settings = new ArrayList<>();
        Optional<List<T>> parts = required(key, what)
                .flatMap(child -> values.list(child, path(key), what, (item, at) -> {
                    Map<String, Object> each = new LinkedHashMap<>();
                    settings.add(each);
                    return create(item, at, kind, each);
                }));
        resolve(key, settings);
        return parts.orElse(List.of());
    }

    @Override
    public Optional<List<Double>> optionalNumbers(String key, Range range) {
        return child(key).map(given -> numbers(key, range));
    }

    @Override
    public Parameters object(String key) {
        String fields = part.map(known -> PartReader.fields(context.catalog(), known, key, child(key)))
                .orElse("");
        NodeParameters own = child(key)
                .flatMap(given -> objectAt(given, path(key), "an object" + fields))
                .orElseGet(() -> below(new ConfigNode.Mapping(Map.of(), Map.of(), node.location()), path(key)));
        children.add(own);
        resolve(key, own.resolved);
        return own;
    }

    @Override
    public List<Parameters> objects(String key) {
        String fields = part.map(known -> PartReader.fields(context.catalog(), known, key, child(key)))
                .orElse("");
        String what = "a list of objects" + fields;
        List<NodeParameters> objects = required(key, what)
                .flatMap(child -> values.<NodeParameters>list(
                        child, path(key), what, (item, at) -> objectAt(item, at, "an object" + fields)))
                .orElse(List.of());
        children.addAll(objects);
        resolve(key, objects.stream().map(each -> (Object) each.resolved).toList());
        return List.copyOf(objects);
    }

    /**
     * Creates a part.
     *
     * @param part the object {@code {type: NAME, ...}}
     * @param at its key path
     * @param kind the kind of part
     * @param settings receives every key of the part with its value
     * @param <T> the kind of part
     * @return the part, or empty after a problem
     */
    public <T> Optional<T> create(ConfigNode part, String at, Class<T> kind, Map<String, Object> settings) {
        return new PartReader<>(context, kind).create(part, at, settings);
    }

    /** Reports the unknown keys of this object and of those that {@link #objects} handed out. */
    void reportAllUnknownKeys() {
        reportUnknownKeys();
        children.forEach(NodeParameters::reportUnknownKeys);
    }

    @Override
    public int classes() {
        return context.classes();
    }

    @Override
    public OptionalInt dimension() {
        return context.dimension();
    }
}
