package org.sgdyn.settings;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a value in a tree of settings: {@code learningRate.value}, {@code classes[0].weight} or {@code classes.0.weight}.
 * Objects that are missing on the way are made; lists never grow. Immutable.
 */
public final class KeyPath implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final Pattern STEP = Pattern.compile("([^.\\[\\]\\s]+)|\\[([0-9]{1,9})]");
    /** Keys whose words never name a part. */
    private static final Set<String> TEXTS = Set.of("name", "description");

    private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");

    private final String text;
    private final List<String> steps;
    private final Location location;

    private KeyPath(String text, List<String> steps, Location location) {
        this.text = text;
        this.steps = steps;
        this.location = location;
    }

    /**
     * Reads a path.
     *
     * @param text keys and list indices, with dots between them
     * @param location where the user wrote it
     * @return the path
     * @throws InvalidExperimentException if it cannot be read
     */
    public static KeyPath of(String text, Location location) {
        List<String> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        int at = 0;
        while (at < text.length()) {
            boolean bracket = text.charAt(at) == '[';
            // A dot stands between steps, never first or last, and not before a bracket.
            if (!bracket && !steps.isEmpty()) {
                if (text.charAt(at) != '.' || ++at == text.length() || text.charAt(at) == '[') {
                    throw badPath(location);
                }
            }
            if (!matcher.find(at) || matcher.start() != at || (bracket && steps.isEmpty())) {
                throw badPath(location);
            }
            String step = bracket ? matcher.group(2) : matcher.group(1);
            // 01 and 1 lead to the same item.
            steps.add(INDEX.matcher(step).matches() ? String.valueOf(Integer.parseInt(step)) : step);
            at = matcher.end();
        }
        if (steps.isEmpty()) {
            throw badPath(location);
        }
        return new KeyPath(text, List.copyOf(steps), location);
    }

    private static InvalidExperimentException badPath(Location location) {
        return invalid(location, "", "a key path looks like learningRate.value or classes[0].weight");
    }

    /**
     * Whether two paths lead to the same place, or one to a place within the other's.
     *
     * @param other another path
     * @return true if setting both would lose one
     */
    public boolean overlaps(KeyPath other) {
        int common = Math.min(steps.size(), other.steps.size());
        return steps.subList(0, common).equals(other.steps.subList(0, common));
    }

    /**
     * Whether a problem's place is this one or within it.
     *
     * @param path the key path of a problem, with dots or brackets
     * @return true if so
     */
    public boolean leadsTo(String path) {
        try {
            List<String> other = of(path, location).steps;
            return other.size() >= steps.size()
                    && other.subList(0, steps.size()).equals(steps);
        } catch (InvalidExperimentException notAKeyPath) {
            return false;
        }
    }

    /**
     * Puts a value at this place.
     *
     * @param root the settings, left as they are
     * @param value the value
     * @return the changed settings
     * @throws InvalidExperimentException if the path leads nowhere
     */
    public ConfigNode.Mapping set(ConfigNode.Mapping root, ConfigNode value) {
        return (ConfigNode.Mapping) replaced(root, value, 0, "");
    }

    /**
     * Looks for the value at this place.
     *
     * @param root the settings
     * @return the value; empty if there is none
     */
    public Optional<ConfigNode> find(ConfigNode root) {
        Optional<ConfigNode> found = Optional.of(root);
        for (String step : steps) {
            found = found.flatMap(node -> below(node, step));
        }
        return found;
    }

    private static Optional<ConfigNode> below(ConfigNode node, String step) {
        if (node instanceof ConfigNode.Sequence list) {
            return INDEX.matcher(step).matches()
                            && Integer.parseInt(step) < list.items().size()
                    ? Optional.of(list.items().get(Integer.parseInt(step)))
                    : Optional.empty();
        }
        return node instanceof ConfigNode.Mapping mapping
                ? Optional.ofNullable(mapping.entries().get(step))
                : Optional.empty();
    }

    private ConfigNode replaced(ConfigNode node, ConfigNode value, int depth, String at) {
        if (depth == steps.size()) {
            return value;
        }
        String step = steps.get(depth);
        if (node instanceof ConfigNode.Sequence sequence) {
            int size = sequence.items().size();
            if (!INDEX.matcher(step).matches() || Integer.parseInt(step) >= size) {
                String range =
                        size == 0 ? "it has no items" : "its items are " + at + "[0] to " + at + "[" + (size - 1) + "]";
                throw invalid(location, text, at + " is a list and " + range + ", not " + step);
            }
            int index = Integer.parseInt(step);
            List<ConfigNode> items = new ArrayList<>(sequence.items());
            items.set(index, replaced(items.get(index), value, depth + 1, at + "[" + index + "]"));
            return new ConfigNode.Sequence(items, sequence.location());
        }
        boolean isText = depth > 0 && TEXTS.contains(steps.get(depth - 1));
        ConfigNode.Mapping mapping = (isText ? node : node.named()) instanceof ConfigNode.Mapping given ? given : null;
        if (mapping == null) {
            if (node instanceof ConfigNode.Scalar scalar && scalar.value() != null) {
                throw invalid(location, text, at + " is " + node.describe() + " and has no key " + step);
            }
            if (INDEX.matcher(step).matches()) {
                throw invalid(location, text, "there is no list " + at + " in the experiment");
            }
            mapping = new ConfigNode.Mapping(Map.of(), Map.of(), location);
        }
        String below = at.isEmpty() ? step : at + "." + step;
        Map<String, ConfigNode> entries = new LinkedHashMap<>(mapping.entries());
        Map<String, Location> keys = new HashMap<>(mapping.keyLocations());
        ConfigNode old = entries.getOrDefault(step, new ConfigNode.Scalar(null, location));
        entries.put(step, replaced(old, value, depth + 1, below));
        keys.putIfAbsent(step, location);
        return new ConfigNode.Mapping(entries, keys, mapping.location());
    }

    private static InvalidExperimentException invalid(Location location, String path, String message) {
        return new InvalidExperimentException(List.of(new Problem(location, path, message)));
    }

    /** The path as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
