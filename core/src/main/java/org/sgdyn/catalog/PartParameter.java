package org.sgdyn.catalog;

import java.util.List;
import java.util.Optional;
import org.sgdyn.spi.Range;

/**
 * A parameter of a part, as its factory reads it.
 *
 * @param key its key
 * @param type what kind of value it takes
 * @param required whether it must be given
 * @param range where a number must lie
 * @param otherwise the value if it is not given, if there is one
 * @param part the kind of the nested part or parts
 * @param fields the parameters of the nested object, or of each
 * @param words what there is to choose from
 */
public record PartParameter(
        String key,
        ValueType type,
        boolean required,
        Optional<Range> range,
        Optional<Object> otherwise,
        Optional<PartKind> part,
        List<PartParameter> fields,
        List<String> words) {

    /** What kind of value a parameter takes. */
    public enum ValueType {
        /** A number. */
        NUMBER,
        /** A whole number. */
        INTEGER,
        /** A number, or a nested learning-rate rule that is a function of time. */
        SCHEDULE,
        /** A list of numbers, at least one. */
        NUMBERS,
        /** True or false. */
        FLAG,
        /** A text. */
        TEXT,
        /** One of a few words. */
        CHOICE,
        /** A mode: 1..d, or {@code last}. */
        MODE,
        /** The path of a CSV file. */
        FILE,
        /** A column of a CSV file: its name, or its number from 1. */
        COLUMN,
        /** A nested part. */
        PART,
        /** A list of nested parts. */
        PARTS,
        /** A list of objects. */
        OBJECTS,
        /** An object. */
        OBJECT
    }

    /** Copies the lists. */
    public PartParameter {
        fields = List.copyOf(fields);
        words = List.copyOf(words);
    }

    /** One that must be given. */
    static PartParameter required(String key, ValueType type) {
        return of(key, type, true);
    }

    /** One that may be left out. */
    static PartParameter optional(String key, ValueType type) {
        return of(key, type, false);
    }

    private static PartParameter of(String key, ValueType type, boolean required) {
        return new PartParameter(
                key, type, required, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    /** The same, its numbers within a range. */
    PartParameter within(Range bounds) {
        return new PartParameter(key, type, required, Optional.of(bounds), otherwise, part, fields, words);
    }

    /** The same with a value for files that leave it out. */
    PartParameter otherwise(Object value) {
        return new PartParameter(key, type, required, range, Optional.of(value), part, fields, words);
    }

    /** The same for nested parts of a kind. */
    PartParameter of(PartKind kind) {
        return new PartParameter(key, type, required, range, otherwise, Optional.of(kind), fields, words);
    }

    /** The same for nested objects with these parameters. */
    PartParameter holding(List<PartParameter> parameters) {
        return new PartParameter(key, type, required, range, otherwise, part, parameters, words);
    }

    /** The same with what there is to choose from. */
    PartParameter among(List<String> choices) {
        return new PartParameter(key, type, required, range, otherwise, part, fields, choices);
    }

    /**
     * The type and the rule in words.
     *
     * @return such as "number &gt; 0"
     */
    public String rule() {
        String bounds = range.map(Range::rule)
                .filter(rule -> !rule.contains("finite"))
                .map(rule -> rule.replace("must be ", " "))
                .orElse("");
        return switch (type) {
            case NUMBER -> "number" + bounds;
            case INTEGER -> "integer" + bounds;
            case SCHEDULE -> "number" + bounds + ", or a " + part.orElseThrow().title();
            case NUMBERS -> "list of numbers" + bounds;
            case FLAG -> "true or false";
            case TEXT -> "text";
            case CHOICE -> "one of " + String.join(", ", words);
            case MODE -> "mode: 1 to the dimension, or last";
            case FILE -> "path of a CSV file with a row per mode, numbers" + (bounds.isEmpty() ? "" : bounds);
            case COLUMN -> "name or number of a column";
            case PART -> part.orElseThrow().title();
            case PARTS -> "list of " + part.orElseThrow().plural();
            case OBJECTS -> "list of objects";
            case OBJECT -> "object";
        };
    }
}
