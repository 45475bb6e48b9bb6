package org.sgdyn.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sgdyn.spi.Range;

/** The words that JSON Schemas (draft 7) are made of, as maps, lists, texts, numbers and flags. */
public final class JsonSchema {

    /** The keyword of a value's type. */
    public static final String TYPE = "type";

    /** The type of a list. */
    public static final String ARRAY = "array";

    /** The type of a number. */
    public static final String NUMBER = "number";

    /** The type of a whole number. */
    public static final String INTEGER = "integer";

    /** The type of a text. */
    public static final String STRING = "string";

    /** The keyword of what a list holds. */
    public static final String ITEMS = "items";

    private JsonSchema() {}

    /** Keys and values in turn, in their order. */
    public static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int k = 0; k < keysAndValues.length; k += 2) {
            map.put((String) keysAndValues[k], keysAndValues[k + 1]);
        }
        return map;
    }

    /** A schema with words for its reader, unless they are empty. */
    public static Map<String, Object> described(String words, Map<String, Object> schema) {
        if (!words.isEmpty()) {
            schema.put("description", words);
        }
        return schema;
    }

    /** An object of these properties and no others. */
    public static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        Map<String, Object> object = map(TYPE, "object", "properties", properties);
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        object.put("additionalProperties", false);
        return object;
    }

    /** A list of one item or more. */
    public static Map<String, Object> list(Map<String, Object> item) {
        return map(TYPE, ARRAY, "minItems", 1, ITEMS, item);
    }

    /** One of the constants of an enumeration, as files write them. */
    public static Map<String, Object> choice(String words, Class<? extends Enum<?>> kind, String otherwise) {
        return described(words, map("enum", EnumWords.of(kind), "default", otherwise));
    }

    /** A number within a range, with a default. */
    public static Map<String, Object> number(Range range, double otherwise) {
        return withDefault(number(range), Optional.of(otherwise));
    }

    /** A number within a range. */
    public static Map<String, Object> number(Range range) {
        Map<String, Object> number = map(TYPE, NUMBER);
        if (!Double.isInfinite(range.low())) {
            number.put(range.lowOpen() ? "exclusiveMinimum" : "minimum", range.low());
        }
        if (!Double.isInfinite(range.high())) {
            number.put(range.highOpen() ? "exclusiveMaximum" : "maximum", range.high());
        }
        return number;
    }

    /** A schema with a default, if there is one. */
    public static Map<String, Object> withDefault(Map<String, Object> schema, Optional<Object> otherwise) {
        otherwise.ifPresent(value -> schema.put("default", value));
        return schema;
    }
}
