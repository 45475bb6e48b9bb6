package org.sgdyn.cli.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sgdyn.experiment.ConfigNode;
import org.sgdyn.experiment.InvalidExperimentException;
import org.sgdyn.experiment.Location;
import org.sgdyn.experiment.Problem;

/**
 * One change to an experiment from the command line, {@code key.path=value}: {@code learningRate.value=2},
 * {@code classes[0].weight=0.3} (or {@code classes.0.weight}), {@code learningRate={type: constant, value: 2}}. Objects that
 * are missing on the way are made; lists never grow.
 */
public final class Setting {

    private static final Pattern STEP = Pattern.compile("([^.\\[\\]\\s]+)|\\[([0-9]{1,9})]");
    private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");

    private final String path;
    private final List<String> steps;
    private final ConfigNode value;
    private final Location location;

    private Setting(String path, List<String> steps, ConfigNode value, Location location) {
        this.path = path;
        this.steps = steps;
        this.value = value;
        this.location = location;
    }

    /**
     * Reads a setting.
     *
     * @param text {@code key.path=value}, the value in YAML flow style
     * @return the setting
     * @throws InvalidExperimentException if the path or the value cannot be read
     */
    public static Setting of(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw invalid(
                    new Location("--set " + text, 0, 0), "", "write key.path=value, such as learningRate.value=2");
        }
        String path = text.substring(0, equals).strip();
        Location location = new Location("--set " + path, 0, 0);
        return new Setting(
                path,
                steps(path, location),
                YamlReader.readValue(text.substring(equals + 1), location.source()),
                location);
    }

    private static List<String> steps(String path, Location location) {
        List<String> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        int at = 0;
        while (at < path.length()) {
            boolean bracket = path.charAt(at) == '[';
            // A dot stands between steps, never first or last, and not before a bracket.
            if (!bracket && !steps.isEmpty()) {
                if (path.charAt(at) != '.' || ++at == path.length() || path.charAt(at) == '[') {
                    throw badPath(location);
                }
            }
            if (!matcher.find(at) || matcher.start() != at || (bracket && steps.isEmpty())) {
                throw badPath(location);
            }
            steps.add(bracket ? matcher.group(2) : matcher.group(1));
            at = matcher.end();
        }
        return List.copyOf(steps);
    }

    private static InvalidExperimentException badPath(Location location) {
        return invalid(location, "", "a key path looks like learningRate.value or classes[0].weight");
    }

    /**
     * Applies the setting.
     *
     * @param root the experiment's settings, left as they are
     * @return the changed settings
     * @throws InvalidExperimentException if the path leads nowhere
     */
    public ConfigNode.Mapping apply(ConfigNode.Mapping root) {
        return (ConfigNode.Mapping) replaced(root, 0, "");
    }

    private ConfigNode replaced(ConfigNode node, int depth, String at) {
        if (depth == steps.size()) {
            return value;
        }
        String step = steps.get(depth);
        if (node instanceof ConfigNode.Sequence sequence) {
            int size = sequence.items().size();
            if (!INDEX.matcher(step).matches() || Integer.parseInt(step) >= size) {
                String range =
                        size == 0 ? "it has no items" : "its items are " + at + "[0] to " + at + "[" + (size - 1) + "]";
                throw invalid(location, path, at + " is a list and " + range + ", not " + step);
            }
            int index = Integer.parseInt(step);
            List<ConfigNode> items = new ArrayList<>(sequence.items());
            items.set(index, replaced(items.get(index), depth + 1, at + "[" + index + "]"));
            return new ConfigNode.Sequence(items, sequence.location());
        }
        ConfigNode.Mapping mapping = node instanceof ConfigNode.Mapping given ? given : null;
        if (mapping == null) {
            if (node instanceof ConfigNode.Scalar scalar && scalar.value() != null) {
                throw invalid(location, path, at + " is " + node.describe() + " and has no key " + step);
            }
            if (INDEX.matcher(step).matches()) {
                throw invalid(location, path, "there is no list " + at + " in the experiment");
            }
            mapping = new ConfigNode.Mapping(Map.of(), Map.of(), location);
        }
        String below = at.isEmpty() ? step : at + "." + step;
        Map<String, ConfigNode> entries = new LinkedHashMap<>(mapping.entries());
        Map<String, Location> keys = new HashMap<>(mapping.keyLocations());
        ConfigNode old = entries.getOrDefault(step, new ConfigNode.Scalar(null, location));
        entries.put(step, replaced(old, depth + 1, below));
        keys.putIfAbsent(step, location);
        return new ConfigNode.Mapping(entries, keys, mapping.location());
    }

    private static InvalidExperimentException invalid(Location location, String path, String message) {
        return new InvalidExperimentException(List.of(new Problem(location, path, message)));
    }
}
