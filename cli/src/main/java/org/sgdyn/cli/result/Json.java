package org.sgdyn.cli.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON text of maps, lists, texts, numbers and flags, the same on every system. Numbers that JSON lacks become null. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final int LONGEST_SHOWN = 40;

    private Json() {}

    /**
     * Writes a value.
     *
     * @param value maps, lists, texts, numbers, flags and nulls
     * @return indented text, ending in a line feed
     */
    public static String text(Object value) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        return write(MAPPER.writer(printer), value) + "\n";
    }

    /**
     * Writes a value without blanks and line feeds.
     *
     * @param value maps, lists, texts, numbers, flags and nulls
     * @return one line
     */
    public static String line(Object value) {
        return write(MAPPER.writer(), value);
    }

    /**
     * Reads an object.
     *
     * @param text its JSON text
     * @return its values by key, in their order
     * @throws IOException if it is none
     */
    static Map<String, @Nullable Object> object(String text) throws IOException {
        try {
            return MAPPER.readValue(text, new TypeReference<LinkedHashMap<String, @Nullable Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "\"" + text.substring(0, Math.min(text.length(), LONGEST_SHOWN)) + "\" is no JSON object", e);
        }
    }

    private static String write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(finite(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists, texts and numbers always have a JSON form", e);
        }
    }

    private static @Nullable Object finite(@Nullable Object value) {
        if (value instanceof Double number) {
            return Double.isFinite(number) ? number : null;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, entry) -> copy.put(String.valueOf(key), finite(entry)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(finite(item)));
            return copy;
        }
        return value;
    }
}
