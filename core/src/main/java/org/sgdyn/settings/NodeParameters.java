package org.sgdyn.settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
import java.util.Set;
import java.util.stream.Stream;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.Origin;
import org.sgdyn.catalog.PartKind;
import org.sgdyn.catalog.Registration;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.PartUnavailableException;
import org.sgdyn.spi.Range;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parameters read from an object of the experiment file. It notes which keys were read and what each resolved to, defaults
 * included.
 */
public final class NodeParameters implements Parameters {

    private static final int LARGEST_PLACEHOLDER = 1_000_000;

    private static final int LONGEST_CELL = 80;

    private static final Logger LOG = LoggerFactory.getLogger(NodeParameters.class);

    private final ReaderContext context;
    private final ConfigNode.Mapping node;
    private final String path;
    private final Set<String> known = new LinkedHashSet<>();
    private final Map<String, Object> resolved = new LinkedHashMap<>();

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

    /**
     * A required integer.
     *
     * @param key the key
     * @param range where it must lie
     * @return the integer
     */
    public int requiredInteger(String key, Range range) {
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
        List<String> words = words(kind);
        Optional<ConfigNode> child = child(key);
        Optional<String> given = child.flatMap(node -> text(key, node));
        if (given.isPresent() && !words.contains(given.get())) {
            problem(
                    child.orElseThrow(),
                    path(key),
                    "unknown " + key + " \"" + given.get() + "\"; " + Names.advice(given.get(), words));
        }
        E chosen = Arrays.stream(kind.getEnumConstants())
                .filter(constant -> given.isPresent() && given.get().equals(word(constant)))
                .findFirst()
                .orElse(otherwise);
        resolve(key, word(chosen));
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
        Optional<Long> value = child(key).flatMap(child -> wholeAt(child, path(key)));
        value.ifPresent(x -> resolve(key, x));
        return value;
    }

    private Optional<Long> longAt(ConfigNode child, String at, Range range) {
        return wholeAt(child, at).filter(value -> {
            boolean fits = range.contains(value) && value == value.intValue();
            if (!fits) {
                problem(child, at, range.contains(value) ? "is too large: " + value : range.rule() + ", not " + value);
            }
            return fits;
        });
    }

    private Optional<Long> wholeAt(ConfigNode child, String at) {
        if (child instanceof ConfigNode.Scalar scalar) {
            if (scalar.value() instanceof Long whole) {
                return Optional.of(whole);
            }
            if (scalar.value() instanceof Double real && real == Math.rint(real) && Math.abs(real) < 0x1p53) {
                return Optional.of(real.longValue());
            }
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

    // --- CSV columns -----------------------------------------------------------------------------------------------

    @Override
    public double[] csvColumn(String fileKey, String columnKey, Range range) {
        Optional<ConfigNode> fileNode = required(fileKey, "the path of a CSV file, relative to the experiment");
        Optional<ConfigNode> columnNode = required(columnKey, "a column: its name in the header, or its number from 1");
        Optional<String> file = fileNode.flatMap(child -> text(fileKey, child));
        file.ifPresent(name -> resolve(fileKey, name));
        columnNode.ifPresent(child -> {
            if (child instanceof ConfigNode.Scalar scalar) {
                resolve(columnKey, scalar.value());
            }
        });
        if (file.isEmpty() || columnNode.isEmpty()) {
            return placeholder(range);
        }
        if (context.dimension.isEmpty()) {
            problem(
                    fileNode.get(),
                    path(fileKey),
                    "a table has no limit as the dimension grows; give a finite dimension");
            return placeholder(range);
        }
        try {
            Path csv = context.baseDirectory.resolve(file.get());
            return readColumn(csv, fileNode.get(), columnKey, columnNode.get(), range)
                    .orElseGet(() -> placeholder(range));
        } catch (CharacterCodingException e) {
            problem(fileNode.get(), path(fileKey), "\"" + file.get() + "\" is not a text file in UTF-8");
        } catch (IOException | InvalidPathException e) {
            problem(fileNode.get(), path(fileKey), "cannot read \"" + file.get() + "\": give a readable CSV file");
        }
        return placeholder(range);
    }

    /** Serves until the problem is reported; a dimension that is a slip should not cost its memory. */
    private double[] placeholder(Range range) {
        double[] values = new double[Math.min(context.dimension.orElse(0), LARGEST_PLACEHOLDER)];
        Arrays.fill(values, range.sample());
        return values;
    }

    /** Reads a column line by line; of rows beyond the dimension nothing is kept but their number. */
    private Optional<double[]> readColumn(
            Path csv, ConfigNode fileNode, String columnKey, ConfigNode columnNode, Range range) throws IOException {
        int length = context.dimension.orElseThrow();
        List<Double> values = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(csv, StandardCharsets.UTF_8)) {
            String first = nextRow(reader);
            if (first == null) {
                problem(
                        fileNode,
                        path("file"),
                        "\"" + csv.getFileName() + "\" is empty; it needs a header line and a row per mode");
                return Optional.empty();
            }
            List<String> header =
                    Stream.of(first.split(",", -1)).map(String::strip).toList();
            int column = columnOf(header, columnKey, columnNode);
            if (column < 0) {
                return Optional.empty();
            }
            long rows = 0;
            for (String line = nextRow(reader); line != null; line = nextRow(reader)) {
                if (++rows > length) {
                    continue;
                }
                String[] cells = line.split(",", -1);
                String cell = column < cells.length ? cells[column].strip() : "";
                double value = parsed(cell);
                if (!range.contains(value)) {
                    problem(
                            columnNode,
                            path(columnKey),
                            "row " + rows + " of \"" + csv.getFileName() + "\", column \"" + header.get(column)
                                    + "\": " + range.rule() + ", not \""
                                    + cell.substring(0, Math.min(cell.length(), LONGEST_CELL)) + "\"");
                    return Optional.empty();
                }
                values.add(value);
            }
            if (rows != length) {
                problem(
                        fileNode,
                        path("file"),
                        "\"" + csv.getFileName() + "\" has " + rows
                                + " rows below its header; the table needs one per mode, dimension = " + length);
                return Optional.empty();
            }
        }
        return Optional.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The next line that is not blank; null at the end. */
    private static String nextRow(BufferedReader reader) throws IOException {
        String line = reader.readLine();
        while (line != null && line.isBlank()) {
            line = reader.readLine();
        }
        return line;
    }

    private static double parsed(String cell) {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private int columnOf(List<String> header, String columnKey, ConfigNode columnNode) {
        Object wanted = columnNode instanceof ConfigNode.Scalar scalar ? scalar.value() : null;
        if (wanted instanceof Long number) {
            if (number >= 1 && number <= header.size()) {
                return (int) (number - 1);
            }
            problem(columnNode, path(columnKey), "the file has columns 1 to " + header.size() + ", not " + number);
            return -1;
        }
        if (wanted instanceof String name) {
            int column = header.indexOf(name);
            if (column < 0) {
                problem(columnNode, path(columnKey), "no column \"" + name + "\"; " + Names.advice(name, header));
            }
            return column;
        }
        problem(columnNode, path(columnKey), "must be a column's name or number, not " + columnNode.describe());
        return -1;
    }

    // --- parts -----------------------------------------------------------------------------------------------------

    @Override
    public <T> T part(String key, Class<T> kind) {
        return optionalPart(key, required(key, describe(kind)), kind)
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

    @Override
    public <T> List<T> parts(String key, Class<T> kind) {
        List<T> products = new ArrayList<>();
        List<Object> settings = new ArrayList<>();
        required(key, "a list of " + title(kind) + "s").ifPresent(child -> {
            if (child instanceof ConfigNode.Sequence list) {
                for (int k = 0; k < list.items().size(); k++) {
                    Map<String, Object> each = new LinkedHashMap<>();
                    create(list.items().get(k), path(key) + "[" + k + "]", kind, each)
                            .ifPresent(products::add);
                    settings.add(each);
                }
            } else {
                problem(child, path(key), "must be a list of " + title(kind) + "s, not " + child.describe());
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
                    if (list.items().get(k) instanceof ConfigNode.Mapping mapping) {
                        NodeParameters each = new NodeParameters(context, mapping, path(key) + "[" + k + "]");
                        settings.add(each.resolved);
                        objects.add(each);
                        children.add(each);
                    } else {
                        ConfigNode item = list.items().get(k);
                        problem(item, path(key) + "[" + k + "]", "must be an object, not " + item.describe());
                    }
                }
            } else {
                problem(child, path(key), "must be a list of objects, not " + child.describe());
            }
        });
        resolve(key, settings);
        return objects;
    }

    /** Objects handed out by {@link #objects}, whose unknown keys are reported with those of this one. */
    private final List<NodeParameters> children = new ArrayList<>();

    /** Creates a part {type: NAME, ...}; a bare NAME stands for {type: NAME} where that is said to be allowed. */
    public <T> Optional<T> create(ConfigNode part, String at, Class<T> kind, Map<String, Object> settings) {
        if (!(part instanceof ConfigNode.Mapping mapping)) {
            problem(part, at, "must be " + describe(kind) + ", not " + part.describe());
            return Optional.empty();
        }
        NodeParameters parameters = new NodeParameters(context, mapping, at);
        Optional<ConfigNode> type = parameters.required("type", "the name of " + withArticle(kind));
        Optional<String> name = type.flatMap(child -> parameters.text("type", child));
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<Registration<T>> registration = context.catalog.find(kind, name.get());
        if (registration.isEmpty()) {
            problem(
                    type.orElseThrow(),
                    at + ".type",
                    "unknown " + title(kind) + " \"" + name.get() + "\"; "
                            + Names.advice(name.get(), context.catalog.names(kind)));
            return Optional.empty();
        }
        parameters.resolve("type", name.get());
        Optional<T> product = parameters.guarded(mapping, parameters, registration.get());
        settings.putAll(parameters.resolved);
        return product;
    }

    /** Runs a factory; contradictions become problems, and unknown keys are reported unless reading was cut short. */
    private <T> Optional<T> guarded(ConfigNode at, NodeParameters parameters, Registration<T> part) {
        int before = context.problems().size();
        try {
            T product = part.factory().create(parameters);
            parameters.reportUnknownKeys();
            parameters.children.forEach(NodeParameters::reportUnknownKeys);
            return context.problems().size() > before ? Optional.empty() : Optional.of(product);
        } catch (PartUnavailableException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            // A contradiction that only placeholders cause is not the user's.
            if (context.problems().size() == before) {
                problem(at, parameters.path, String.valueOf(e.getMessage()));
            }
            return Optional.empty();
        } catch (RuntimeException | LinkageError fault) {
            LOG.debug("the factory of {} failed", parameters.path, fault);
            if (context.problems().size() == before) {
                problem(
                        at,
                        parameters.path,
                        "its plug-in " + Origin.jar(part.plugin()) + " fails: " + fault
                                + "; report that to its author");
            }
            return Optional.empty();
        }
    }

    private static String title(Class<?> kind) {
        return PartKind.of(kind).title();
    }

    private static String withArticle(Class<?> kind) {
        String title = title(kind);
        return ("aeio".indexOf(title.charAt(0)) >= 0 ? "an " : "a ") + title;
    }

    private static String describe(Class<?> kind) {
        return "an object {type: NAME, ...} naming " + withArticle(kind);
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
