package org.sgdyn.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A tree of settings with the place of every node, whatever the syntax it was read from. Immutable. */
public sealed interface ConfigNode {

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
     * A single value.
     *
     * @param value a String, Long, Double or Boolean, or null for an empty value
     * @param location its place
     */
    record Scalar(Object value, Location location) implements ConfigNode {

        private static final int LONGEST_SHOWN = 80;

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
    }
}
