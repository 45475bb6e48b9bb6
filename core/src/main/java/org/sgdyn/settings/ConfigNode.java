package org.sgdyn.settings;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A tree of settings with the place of every node, whatever the syntax it was read from. Immutable. */
public sealed interface ConfigNode extends Serializable {

    /**
     * Where the node stands.
     *
     * @return its place
     */
    Location location();

    /**
     * What the node is, in the user's words: "the number 3", "a list", "an object".
     *
     * @return a phrase for messages
     */
    String describe();

    /**
     * The values alone, as texts, numbers, flags, nulls, lists and maps of the JDK that can be serialized.
     *
     * @return the value of the node; null if it is empty
     */
    @Nullable
    Object plain();

    /**
     * The value as experiment files write it on one line.
     *
     * @return such as {@code {type: huber, delta: 1.0}}; texts are quoted where they have to be
     */
    String flow();

    /**
     * The node as an object, where a word alone names a part: {@code logistic} is {@code {type: logistic}}.
     *
     * @return the object; the node itself if it is no word
     */
    default ConfigNode named() {
        return this;
    }

    /**
     * The tree of plain values.
     *
     * @param value what {@link #plain} gives
     * @param location the place that all nodes get
     * @return the tree
     */
    static ConfigNode of(@Nullable Object value, Location location) {
        if (value instanceof Map<?, ?> map) {
            Map<String, ConfigNode> entries = new LinkedHashMap<>();
            map.forEach((key, entry) -> entries.put((String) key, of(entry, location)));
            return new Mapping(entries, Map.of(), location);
        }
        if (value instanceof List<?> list) {
            return new Sequence(list.stream().map(item -> of(item, location)).toList(), location);
        }
        return new Scalar(value, location);
    }

    /**
     * A single value.
     *
     * @param value a String, Long, Double or Boolean, or null for an empty value
     * @param location its place
     */
    record Scalar(@Nullable Object value, Location location) implements ConfigNode {

        private static final int LONGEST_SHOWN = 80;

        /** Beyond it not every whole number is a double. */
        private static final double LARGEST_WHOLE = 0x1p53;

        private static final Pattern NAME = Pattern.compile("[A-Za-z][\\w-]*");

        private static final Pattern PLAIN = Pattern.compile("[\\w./+-][\\w ./+-]*");

        @Override
        public ConfigNode named() {
            return value instanceof String word && NAME.matcher(word).matches()
                    ? new Mapping(Map.of(PartReader.TYPE, this), Map.of(), location)
                    : this;
        }

        @Override
        public String describe() {
            if (value == null) {
                return "nothing";
            }
            String kind =
                    value instanceof String ? "the text \"" : value instanceof Boolean ? "the flag " : "the number ";
            String text = String.valueOf(value);
            String shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
            return kind + shown + (value instanceof String ? "\"" : "");
        }

        /**
         * The whole number that this is, however it is written: 1000, 1e3, 1000.0.
         *
         * @return the number; empty if this is none
         */
        public OptionalLong whole() {
            if (value instanceof Long whole) {
                return OptionalLong.of(whole);
            }
            return value instanceof Double real && real == Math.rint(real) && Math.abs(real) < LARGEST_WHOLE
                    ? OptionalLong.of(real.longValue())
                    : OptionalLong.empty();
        }

        @Override
        public String flow() {
            String text = String.valueOf(value);
            return value instanceof String && !PLAIN.matcher(text).matches()
                    ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"'
                    : text;
        }

        @Override
        public @Nullable Object plain() {
            return value;
        }
    }

    /**
     * A list.
     *
     * @param items its items in order
     * @param location its place
     */
    record Sequence(List<ConfigNode> items, Location location) implements ConfigNode {

        /** Copies the items. */
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String describe() {
            return items.isEmpty() ? "an empty list" : "a list";
        }

        @Override
        public String flow() {
            return items.stream().map(ConfigNode::flow).collect(Collectors.joining(", ", "[", "]"));
        }

        @Override
        public ArrayList<Object> plain() {
            ArrayList<Object> values = new ArrayList<>();
            items.forEach(item -> values.add(item.plain()));
            return values;
        }
    }

    /**
     * An object: keys with values, in the order of the file.
     *
     * @param entries the values by key; iteration order is the file's
     * @param keyLocations the place of each key
     * @param location its place
     */
    record Mapping(Map<String, ConfigNode> entries, Map<String, Location> keyLocations, Location location)
            implements ConfigNode {

        /** Copies the entries, keeping their order. */
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
            keyLocations = Map.copyOf(keyLocations);
        }

        @Override
        public String describe() {
            return entries.isEmpty() ? "an empty object" : "an object";
        }

        /**
         * The entries of some keys.
         *
         * @param keys the keys; those that are not there do not matter
         * @return the object of these alone
         */
        public Mapping only(Set<String> keys) {
            Map<String, ConfigNode> kept = new LinkedHashMap<>(entries);
            kept.keySet().retainAll(keys);
            return new Mapping(kept, keyLocations, location);
        }

        @Override
        public String flow() {
            return entries.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue().flow())
                    .collect(Collectors.joining(", ", "{", "}"));
        }

        @Override
        public LinkedHashMap<String, Object> plain() {
            LinkedHashMap<String, Object> values = new LinkedHashMap<>();
            entries.forEach((key, entry) -> values.put(key, entry.plain()));
            return values;
        }
    }
}
