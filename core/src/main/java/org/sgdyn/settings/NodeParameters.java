package org.sgdyn.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.PartUnavailableException;
import org.sgdyn.spi.Range;

/**
 * Parameters read from an object of the experiment file. It notes which keys were read and what each resolved to, defaults
 * included.
 */
public final class NodeParameters implements Parameters {

    private static final String TYPE = "type";

    private final ReaderContext context;
    private final ConfigNode.Mapping node;
    private final String path;
    private final Set<String> known = new LinkedHashSet<>();
    private final Map<String, Object> resolved = new LinkedHashMap<>();
    /** Objects handed out by {@link #objects}, whose unknown keys are reported with those of this one. */
    private final List<NodeParameters> children = new ArrayList<>();

    /** Parameters of an object. */
    public NodeParameters(ReaderContext context, ConfigNode.Mapping node, String path) {
        this.context = context;
        this.node = node;
        this.path = path;
    }

    /**
     * Parameters that are read apart from an experiment, such as those of a sweep.
     *
     * @param root the object
     * @param baseDirectory what relative paths refer to
     * @param catalog the known parts
     * @param problems receives what is wrong
     * @return its parameters
     */
    public static NodeParameters of(
            ConfigNode.Mapping root, Path baseDirectory, Catalog catalog, List<Problem> problems) {
        return new NodeParameters(new ReaderContext(catalog, baseDirectory, 1, OptionalInt.of(1), problems), root, "");
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

    /**
     * The object itself.
     *
     * @return its node
     */
    public ConfigNode.Mapping node() {
        return node;
    }

    /** The same object read with more knowledge of the experiment's size; what was read so far is kept. */
    public NodeParameters in(ReaderContext sized) {
        NodeParameters copy = new NodeParameters(sized, node, path);
        copy.known.addAll(known);
        copy.resolved.putAll(resolved);
        return copy;
    }

    /**
     * Every key read so far with its value.
     *
     * @return the values, defaults included
     */
    public Map<String, Object> resolved() {
        return resolved;
    }

    /**
     * The path of this object.
     *
     * @return its path from the root
     */
    public String path() {
        return path;
    }

    /**
     * The path of a key.
     *
     * @param key a key of this object
     * @return its path from the root
     */
    public String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /**
     * Reads a key without a rule of its own.
     *
     * @param key the key
     * @return its value; empty if it is absent
     */
    public Optional<ConfigNode> child(String key) {
        known.add(key);
        return Optional.ofNullable(node.entries().get(key));
    }

    /**
     * Whether a key is given.
     *
     * @param key the key
     * @return true if it is
     */
    public boolean has(String key) {
        return child(key).isPresent();
    }

    /**
     * Reads a required key; its absence is a problem.
     *
     * @param key the key
     * @param what what to give, for the message
     * @return its value
     */
    public Optional<ConfigNode> required(String key, String what) {
        Optional<ConfigNode> child = child(key);
        if (child.isEmpty()) {
            context.problem(node.location(), path(key), "missing; give " + what);
        }
        return child;
    }

    /**
     * Notes what a key resolved to.
     *
     * @param key the key
     * @param value its value
     */
    public void resolve(String key, Object value) {
        resolved.put(key, value);
    }

    /**
     * Notes a problem.
     *
     * @param at the node at fault
     * @param atPath its key path
     * @param message the value found, the rule it breaks and what to do
     */
    public void problem(ConfigNode at, String atPath, String message) {
        context.problem(at.location(), atPath, message);
    }

    /**
     * Notes a problem with a key of this object, or with its absence.
     *
     * @param key the key
     * @param message the value found, the rule it breaks and what to do
     */
    public void problem(String key, String message) {
        problem(node.entries().getOrDefault(key, node), path(key), message);
    }

    /** Ends the reading if there are problems. */
    public void stopAtProblems() {
        if (!context.problems().isEmpty()) {
            throw new InvalidExperimentException(context.problems());
        }
    }

    /**
     * How many problems were found so far, in all that is read together with this object.
     *
     * @return their number
     */
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

    // --- numbers, flags, texts -------------------------------------------------------------------------------------

    @Override
    public double number(String key, Range range) {
        double value = required(key, "a number; it " + range.rule())
                .flatMap(child -> numberAt(child, path(key), range))
                .orElse(range.sample());
        resolve(key, value);
        return value;
    }

    @Override
    public double number(String key, Range range, double otherwise) {
        double value = optionalNumber(key, range).orElse(otherwise);
        resolve(key, value);
        return value;
    }

    @Override
    public Optional<Double> optionalNumber(String key, Range range) {
        Optional<Double> value = child(key).flatMap(child -> numberAt(child, path(key), range));
        value.ifPresent(x -> resolve(key, x));
        return value;
    }

    private Optional<Double> numberAt(ConfigNode child, String at, Range range) {
        if (child instanceof ConfigNode.Scalar scalar && scalar.value() instanceof Number number) {
            double value = number.doubleValue();
            if (range.contains(value)) {
                return Optional.of(value);
            }
            problem(child, at, (Double.isFinite(value) ? range.rule() : "must be a finite number") + ", not " + number);
        } else {
            problem(child, at, "must be a number, not " + child.describe());
        }
        return Optional.empty();
    }

    @Override
    public List<Double> numbers(String key, Range range) {
        List<Double> values = new ArrayList<>();
        required(key, "a list of numbers").ifPresent(child -> {
            if (child instanceof ConfigNode.Sequence list && !list.items().isEmpty()) {
                for (int k = 0; k < list.items().size(); k++) {
                    values.add(numberAt(list.items().get(k), path(key) + "[" + k + "]", range)
                            .orElse(range.sample()));
                }
            } else {
                problem(child, path(key), "must be a list of numbers, not " + child.describe());
            }
        });
        if (values.isEmpty()) {
            values.add(range.sample());
        }
        resolve(key, List.copyOf(values));
        return values;
    }

    @Override
    public int integer(String key, Range range, int otherwise) {
        int value = child(key)
                .flatMap(child -> longAt(child, path(key), range))
                .map(Math::toIntExact)
                .orElse(otherwise);
        resolve(key, value);
        return value;
    }

    @Override
    public int integer(String key, Range range) {
        int value = required(key, "an integer; it " + range.rule())
                .flatMap(child -> longAt(child, path(key), range))
                .map(Math::toIntExact)
                .orElse((int) range.sample());
        resolve(key, value);
        return value;
    }

    /**
     * One of the constants of an enumeration, written in lower case with hyphens; any other text is a problem.
     *
     * @param key the key
     * @param kind the enumeration
     * @param otherwise the constant if the key is absent or wrong
     * @param <E> the enumeration
     * @return the constant
     */
    public <E extends Enum<E>> E choice(String key, Class<E> kind, E otherwise) {
        String given = choice(key, words(kind), word(otherwise));
        return Arrays.stream(kind.getEnumConstants())
                .filter(constant -> given.equals(word(constant)))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String choice(String key, List<String> words, String otherwise) {
        Optional<ConfigNode> child = child(key);
        Optional<String> given = child.flatMap(node -> text(key, node));
        if (given.isPresent() && !words.contains(given.get())) {
            problem(
                    child.orElseThrow(),
                    path(key),
                    "unknown " + key + " \"" + given.get() + "\"; " + Names.advice(given.get(), words));
        }
        String chosen = given.filter(words::contains).orElse(otherwise);
        resolve(key, chosen);
        return chosen;
    }

    /**
     * How experiment files write the constants of an enumeration.
     *
     * @param kind the enumeration
     * @return the words, in the order of the constants
     */
    public static List<String> words(Class<? extends Enum<?>> kind) {
        return Arrays.stream(kind.getEnumConstants()).map(NodeParameters::word).toList();
    }

    /**
     * How experiment files write a constant of an enumeration.
     *
     * @param constant the constant
     * @return its name in lower case, with hyphens
     */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * A whole number.
     *
     * @param key the key
     * @return the number; empty if the key is absent or wrong
     */
    public Optional<Long> optionalLong(String key) {
        Optional<Long> value = child(key).flatMap(child -> whole(child, path(key)));
        value.ifPresent(x -> resolve(key, x));
        return value;
    }

    private Optional<Long> longAt(ConfigNode child, String at, Range range) {
        return whole(child, at).filter(value -> {
            boolean fits = range.contains(value) && value == value.intValue();
            if (!fits) {
                problem(child, at, range.contains(value) ? "is too large: " + value : range.rule() + ", not " + value);
            }
            return fits;
        });
    }

    /** A whole number, however it is written: 1000, 1e3. */
    Optional<Long> whole(ConfigNode child, String at) {
        OptionalLong whole = child instanceof ConfigNode.Scalar scalar ? scalar.whole() : OptionalLong.empty();
        if (whole.isPresent()) {
            return Optional.of(whole.getAsLong());
        }
        boolean tooLarge = child instanceof ConfigNode.Scalar scalar
                && scalar.value() instanceof Double real
                && real == Math.rint(real)
                && !Double.isInfinite(real);
        problem(
                child,
                at,
                (tooLarge ? "must be an integer of at most 18 digits, not " : "must be an integer, not ")
                        + child.describe());
        return Optional.empty();
    }

    @Override
    public boolean flag(String key, boolean otherwise) {
        boolean value = child(key)
                .map(child -> {
                    if (child instanceof ConfigNode.Scalar scalar && scalar.value() instanceof Boolean flag) {
                        return flag;
                    }
                    problem(child, path(key), "must be true or false, not " + child.describe());
                    return otherwise;
                })
                .orElse(otherwise);
        resolve(key, value);
        return value;
    }

    /**
     * A text.
     *
     * @param key the key
     * @param child its value
     * @return the text; empty after a problem
     */
    public Optional<String> text(String key, ConfigNode child) {
        if (child instanceof ConfigNode.Scalar scalar && scalar.value() instanceof String text) {
            return Optional.of(text);
        }
        problem(child, path(key), "must be a text, not " + child.describe());
        return Optional.empty();
    }

    @Override
    public String text(String key) {
        String text = required(key, "a text").flatMap(child -> text(key, child)).orElse("");
        resolve(key, text);
        return text;
    }

    @Override
    public String text(String key, String otherwise) {
        String text = child(key).flatMap(child -> text(key, child)).orElse(otherwise);
        resolve(key, text);
        return text;
    }

    @Override
    public int modeIndex(String key, boolean isRequired) {
        Optional<ConfigNode> child = isRequired ? required(key, "a mode, 1..d or \"last\"") : child(key);
        if (child.isEmpty() || (child.get() instanceof ConfigNode.Scalar scalar && "last".equals(scalar.value()))) {
            resolve(key, "last");
            return 0;
        }
        Range modes = context.dimension.isPresent() ? Range.closed(1, context.dimension.getAsInt()) : Range.atLeast(1);
        if (child.get() instanceof ConfigNode.Scalar scalar && scalar.value() instanceof String) {
            problem(
                    child.get(),
                    path(key),
                    "must be a mode, 1..d or \"last\", not " + child.get().describe());
            return 0;
        }
        int value = longAt(child.get(), path(key), modes).map(Long::intValue).orElse(0);
        resolve(key, value);
        return value;
    }

    @Override
    public double[] csvColumn(String fileKey, String columnKey, Range range) {
        return new CsvColumn(context, this, fileKey, columnKey, range).read();
    }

    // --- parts -----------------------------------------------------------------------------------------------------

    @Override
    public <T> T part(String key, Class<T> kind) {
        return optionalPart(key, required(key, PartReader.describe(kind)), kind)
                .orElseThrow(() -> new PartUnavailableException(path(key)));
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

    /**
     * A part with a default; parameters without a type are those of the default.
     *
     * @param key the key
     * @param kind the kind of part
     * @param otherwise the name of the default
     * @param <T> the kind of part
     * @return the part, or empty after a problem
     */
    public <T> Optional<T> partOrDefault(String key, Class<T> kind, String otherwise) {
        ConfigNode given = child(key).orElseGet(() -> new ConfigNode.Mapping(Map.of(), Map.of(), node.location()));
        if (given instanceof ConfigNode.Mapping mapping && !mapping.entries().containsKey(TYPE)) {
            Map<String, ConfigNode> entries = new LinkedHashMap<>(mapping.entries());
            entries.put(TYPE, new ConfigNode.Scalar(otherwise, mapping.location()));
            given = new ConfigNode.Mapping(entries, mapping.keyLocations(), mapping.location());
        }
        return optionalPart(key, Optional.of(given), kind);
    }

    /**
     * An object below this one.
     *
     * @param key the key
     * @param what what the object is, for the message
     * @return its parameters; empty if the key is absent, or after a problem
     */
    public Optional<NodeParameters> object(String key, String what) {
        return child(key).flatMap(child -> objectAt(child, path(key), what));
    }

    private Optional<NodeParameters> objectAt(ConfigNode child, String at, String what) {
        if (child instanceof ConfigNode.Mapping mapping) {
            return Optional.of(below(mapping, at));
        }
        problem(child, at, "must be " + what + ", not " + child.describe());
        return Optional.empty();
    }

    /**
     * A list of objects, of one item or more, each read by its own parameters. What they resolve to, this key resolves to.
     *
     * @param key the key
     * @param what what the list is, for the message
     * @param item what an item is, for the message
     * @param reader reads an item; unknown keys are reported afterwards
     * @param <T> what is read
     * @return what could be read; nothing if the key is absent
     */
    public <T> List<T> items(
            String key, String what, String item, Function<NodeParameters, Optional<? extends T>> reader) {
        List<T> items = new ArrayList<>();
        List<Object> settings = new ArrayList<>();
        child(key).ifPresent(child -> {
            if (!(child instanceof ConfigNode.Sequence list) || list.items().isEmpty()) {
                problem(child, path(key), "must be " + what + ", not " + child.describe());
                return;
            }
            for (int k = 0; k < list.items().size(); k++) {
                objectAt(list.items().get(k), path(key) + "[" + k + "]", item).ifPresent(parameters -> {
                    reader.apply(parameters).ifPresent(items::add);
                    parameters.reportUnknownKeys();
                    settings.add(parameters.resolved);
                });
            }
        });
        resolve(key, settings);
        return items;
    }

    @Override
    public <T> List<T> parts(String key, Class<T> kind) {
        List<T> products = new ArrayList<>();
        List<Object> settings = new ArrayList<>();
        required(key, "a list of " + PartReader.title(kind) + "s").ifPresent(child -> {
            if (child instanceof ConfigNode.Sequence list) {
                for (int k = 0; k < list.items().size(); k++) {
                    Map<String, Object> each = new LinkedHashMap<>();
                    create(list.items().get(k), path(key) + "[" + k + "]", kind, each)
                            .ifPresent(products::add);
                    settings.add(each);
                }
            } else {
                problem(child, path(key), "must be a list of " + PartReader.title(kind) + "s, not " + child.describe());
            }
        });
        resolve(key, settings);
        return products;
    }

    @Override
    public List<Parameters> objects(String key) {
        List<Parameters> objects = new ArrayList<>();
        List<Object> settings = new ArrayList<>();
        required(key, "a list of objects").ifPresent(child -> {
            if (child instanceof ConfigNode.Sequence list) {
                for (int k = 0; k < list.items().size(); k++) {
                    objectAt(list.items().get(k), path(key) + "[" + k + "]", "an object")
                            .ifPresent(each -> {
                                settings.add(each.resolved);
                                objects.add(each);
                                children.add(each);
                            });
                }
            } else {
                problem(child, path(key), "must be a list of objects, not " + child.describe());
            }
        });
        resolve(key, settings);
        return objects;
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
        return context.classes;
    }

    @Override
    public OptionalInt dimension() {
        return context.dimension;
    }
}
