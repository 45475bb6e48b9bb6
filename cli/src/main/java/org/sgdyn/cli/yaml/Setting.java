package org.sgdyn.cli.yaml;

import java.util.List;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.KeyPath;
import org.sgdyn.settings.Location;
import org.sgdyn.settings.Problem;

/**
 * One change to an experiment from the command line, {@code key.path=value}: {@code learningRate.value=2},
 * {@code classes[0].weight=0.3} (or {@code classes.0.weight}), {@code learningRate={type: constant, value: 2}}. Objects that
 * are missing on the way are made; lists never grow.
 */
public final class Setting {

    private final KeyPath path;
    private final ConfigNode value;

    private Setting(KeyPath path, ConfigNode value) {
        this.path = path;
        this.value = value;
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
            throw new InvalidExperimentException(List.of(new Problem(
                    new Location("--set " + text, 0, 0), "", "write key.path=value, such as learningRate.value=2")));
        }
        String path = text.substring(0, equals).strip();
        Location location = new Location("--set " + path, 0, 0);
        return new Setting(
                KeyPath.of(path, location), YamlReader.readValue(text.substring(equals + 1), location.source()));
    }

    /**
     * Applies the setting.
     *
     * @param root the experiment's settings, left as they are
     * @return the changed settings
     * @throws InvalidExperimentException if the path leads nowhere
     */
    public ConfigNode.Mapping apply(ConfigNode.Mapping root) {
        return path.set(root, value);
    }

    /**
     * Reads and applies settings one after the other.
     *
     * @param root the experiment's settings, left as they are
     * @param texts as for {@link #of}
     * @param problems receives what is wrong with some; they change nothing
     * @return the changed settings
     */
    public static ConfigNode.Mapping applyAll(ConfigNode.Mapping root, List<String> texts, List<Problem> problems) {
        ConfigNode.Mapping changed = root;
        for (String text : texts) {
            try {
                changed = of(text).apply(changed);
            } catch (InvalidExperimentException invalid) {
                problems.addAll(invalid.problems());
            }
        }
        return changed;
    }
}
