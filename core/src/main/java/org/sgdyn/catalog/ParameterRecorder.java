package org.sgdyn.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.sgdyn.catalog.PartParameter.ValueType;
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
                        ? new PartParameter(
                                parameter.key(),
                                parameter.type(),
                                parameter.required(),
                                parameter.range(),
                                parameter.otherwise(),
                                parameter.part(),
                                objects.get(parameter.key()).parameters(),
                                List.of())
                        : parameter)
                .toList();
    }

    private void note(String key, ValueType type, boolean required, Range range, Object otherwise, Class<?> part) {
        note(key, type, required, range, otherwise, part, List.of());
    }

    private void note(
            String key,
            ValueType type,
            boolean required,
            Range range,
            Object otherwise,
            Class<?> part,
            List<String> words) {
        recorded.put(
                key,
                new PartParameter(
                        key,
                        type,
                        required,
                        Optional.ofNullable(range),
                        Optional.ofNullable(otherwise),
                        Optional.ofNullable(part).map(PartKind::of),
                        List.of(),
                        words));
    }

    @Override
    public double number(String key, Range range) {
        note(key, ValueType.NUMBER, true, range, null, null);
        return range.sample();
    }

    @Override
    public double number(String key, Range range, double otherwise) {
        note(key, ValueType.NUMBER, false, range, otherwise, null);
        return otherwise;
    }

    @Override
    public Optional<Double> optionalNumber(String key, Range range) {
        note(key, ValueType.NUMBER, false, range, null, null);
        return Optional.empty();
    }

    @Override
    public List<Double> numbers(String key, Range range) {
        note(key, ValueType.NUMBERS, true, range, null, null);
        return List.of(range.sample());
    }

    @Override
    public int integer(String key, Range range, int otherwise) {
        note(key, ValueType.INTEGER, false, range, otherwise, null);
        return otherwise;
    }

    @Override
    public int integer(String key, Range range) {
        note(key, ValueType.INTEGER, true, range, null, null);
        return (int) range.sample();
    }

    @Override
    public String text(String key) {
        note(key, ValueType.TEXT, true, null, null, null);
        return "text";
    }

    @Override
    public String text(String key, String otherwise) {
        note(key, ValueType.TEXT, false, null, otherwise, null);
        return otherwise;
    }

    @Override
    public String choice(String key, List<String> words, String otherwise) {
        note(key, ValueType.CHOICE, false, null, otherwise, null, words);
        return otherwise;
    }

    @Override
    public boolean flag(String key, boolean otherwise) {
        note(key, ValueType.FLAG, false, null, otherwise, null);
        return otherwise;
    }

    @Override
    public int modeIndex(String key, boolean required) {
        note(key, ValueType.MODE, required, null, required ? null : "last", null);
        return 0;
    }

    @Override
    public double[] csvColumn(String fileKey, String columnKey, Range range) {
        note(fileKey, ValueType.FILE, true, range, null, null);
        note(columnKey, ValueType.COLUMN, true, null, null, null);
        double[] column = new double[dimension().orElse(1)];
        Arrays.fill(column, range.sample());
        return column;
    }

    @Override
    public <T> T part(String key, Class<T> kind) {
        note(key, ValueType.PART, true, null, null, kind);
        return any(kind).orElseThrow(() -> new PartUnavailableException(key));
    }

    @Override
    public <T> List<T> parts(String key, Class<T> kind) {
        note(key, ValueType.PARTS, true, null, null, kind);
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
    public List<Parameters> objects(String key) {
        note(key, ValueType.OBJECTS, true, null, null, null);
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
