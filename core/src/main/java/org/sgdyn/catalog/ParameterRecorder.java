package org.sgdyn.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.sgdyn.catalog.PartParameter.ValueType;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.PartUnavailableException;
import org.sgdyn.spi.Range;

/**
 * Parameters that write down what a factory asks for, and answer with defaults and placeholders. What a factory reads is what
 * there is to say of its parameters, so documentation made from it cannot differ from the program.
 */
final class ParameterRecorder implements Parameters {

    private final Catalog catalog;
    private final boolean nested;
    private final Map<String, PartParameter> recorded = new LinkedHashMap<>();
    private final Map<String, ParameterRecorder> objects = new LinkedHashMap<>();

    private ParameterRecorder(Catalog catalog, boolean nested) {
        this.catalog = catalog;
        this.nested = nested;
    }

    /**
     * Everything a factory reads, in the order of reading. A factory that refuses the placeholders has been read up to there.
     */
    static List<PartParameter> record(Registration<?> part, Catalog catalog) {
        ParameterRecorder recorder = new ParameterRecorder(catalog, false);
        recorder.create(part);
        return recorder.parameters();
    }

    private <T> Optional<T> create(Registration<T> part) {
        try {
            return Optional.ofNullable(part.factory().create(this));
        } catch (RuntimeException | LinkageError refused) {
            // Placeholders may contradict each other, and a plug-in in fault must not spoil the list of the others.
            return Optional.empty();
        }
    }

    private List<PartParameter> parameters() {
        return recorded.values().stream()
                .map(parameter -> objects.containsKey(parameter.key())
                        ? parameter.holding(objects.get(parameter.key()).parameters())
                        : parameter)
                .toList();
    }

    private void note(PartParameter parameter) {
        recorded.put(parameter.key(), parameter);
    }

    @Override
    public double number(String key, Range range) {
        note(PartParameter.required(key, ValueType.NUMBER).within(range));
        return range.sample();
    }

    @Override
    public double number(String key, Range range, double otherwise) {
        note(PartParameter.optional(key, ValueType.NUMBER).within(range).otherwise(otherwise));
        return otherwise;
    }

    @Override
    public Optional<Double> optionalNumber(String key, Range range) {
        note(PartParameter.optional(key, ValueType.NUMBER).within(range));
        return Optional.empty();
    }

    @Override
    public List<Double> numbers(String key, Range range) {
        note(PartParameter.required(key, ValueType.NUMBERS).within(range));
        return List.of(range.sample());
    }

    @Override
    public int integer(String key, Range range, int otherwise) {
        note(PartParameter.optional(key, ValueType.INTEGER).within(range).otherwise(otherwise));
        return otherwise;
    }

    @Override
    public int integer(String key, Range range) {
        note(PartParameter.required(key, ValueType.INTEGER).within(range));
        return (int) range.sample();
    }

    @Override
    public String text(String key) {
        note(PartParameter.required(key, ValueType.TEXT));
        return "text";
    }

    @Override
    public String text(String key, String otherwise) {
        note(PartParameter.optional(key, ValueType.TEXT).otherwise(otherwise));
        return otherwise;
    }

    @Override
    public String choice(String key, List<String> words, String otherwise) {
        note(PartParameter.optional(key, ValueType.CHOICE).among(words).otherwise(otherwise));
        return otherwise;
    }

    @Override
    public boolean flag(String key, boolean otherwise) {
        note(PartParameter.optional(key, ValueType.FLAG).otherwise(otherwise));
        return otherwise;
    }

    @Override
    public int modeIndex(String key, boolean required) {
        note(
                required
                        ? PartParameter.required(key, ValueType.MODE)
                        : PartParameter.optional(key, ValueType.MODE).otherwise("last"));
        return 0;
    }

    @Override
    public double[] csvColumn(String fileKey, String columnKey, Range range) {
        note(PartParameter.required(fileKey, ValueType.FILE).within(range));
        note(PartParameter.required(columnKey, ValueType.COLUMN));
        double[] column = new double[dimension().orElse(1)];
        Arrays.fill(column, range.sample());
        return column;
    }

    @Override
    public <T> T part(String key, Class<T> kind) {
        note(PartParameter.required(key, ValueType.PART).of(PartKind.of(kind)));
        return any(kind).orElseThrow(() -> new PartUnavailableException(key));
    }

    @Override
    public <T> Optional<T> optionalPart(String key, Class<T> kind) {
        note(PartParameter.optional(key, ValueType.PART).of(PartKind.of(kind)));
        return Optional.empty();
    }

    @Override
    public LearningRate schedule(String key, Range range) {
        note(PartParameter.required(key, ValueType.SCHEDULE).within(range).of(PartKind.LEARNING_RATE));
        return LearningRate.of(range.sample());
    }

    @Override
    public <T> List<T> parts(String key, Class<T> kind) {
        note(PartParameter.required(key, ValueType.PARTS).of(PartKind.of(kind)));
        return any(kind).stream().toList();
    }

    /** Some part that needs no other part. */
    private <T> Optional<T> any(Class<T> kind) {
        if (nested) {
            return Optional.empty();
        }
        return catalog.inOrder(kind).stream()
                .flatMap(name -> catalog.find(kind, name).stream())
                .flatMap(part -> new ParameterRecorder(catalog, true).create(part).stream())
                .findFirst();
    }

    @Override
    public Optional<List<Double>> optionalNumbers(String key, Range range) {
        note(PartParameter.optional(key, ValueType.NUMBERS).within(range));
        return Optional.empty();
    }

    @Override
    public Parameters object(String key) {
        note(PartParameter.optional(key, ValueType.OBJECT));
        return objects.computeIfAbsent(key, k -> new ParameterRecorder(catalog, nested));
    }

    @Override
    public List<Parameters> objects(String key) {
        note(PartParameter.required(key, ValueType.OBJECTS));
        List<Parameters> one = new ArrayList<>();
        one.add(objects.computeIfAbsent(key, k -> new ParameterRecorder(catalog, nested)));
        return one;
    }

    @Override
    public int classes() {
        return 2;
    }

    @Override
    public OptionalInt dimension() {
        return OptionalInt.of(1);
    }
}
