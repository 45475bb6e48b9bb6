package org.sgdyn.cli.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;

/** The command lines that run what the page shows: a preset, with what was changed in it. Thread-safe. */
final class RunCommands {

    /** A longer line is worse than a file. */
    private static final int MOST_CHANGES = 8;

    private static final Pattern PLAIN = Pattern.compile("[\\w./-]+");

    private final List<Preset> presets;
    private @Nullable Map<String, ConfigNode> trees;

    RunCommands(List<Preset> presets) {
        this.presets = presets.stream().filter(preset -> preset.map().isEmpty()).toList();
    }

    /**
     * The shortest command.
     *
     * @param text an experiment's YAML text
     * @return such as {@code sgdyn run logistic-isotropic --set learningRate.value=0.2 --out logistic-isotropic}; empty if the experiment
     *     is none of the presets with a few words and numbers changed
     * @throws InvalidExperimentException if the text is no YAML
     */
    String of(String text) {
        ConfigNode.Mapping root = TheoryText.tree(text);
        String best = "";
        int fewest = MOST_CHANGES + 1;
        for (Map.Entry<String, ConfigNode> preset : trees().entrySet()) {
            List<String> changes = new ArrayList<>();
            if (isAlike(preset.getValue(), root, "", changes) && changes.size() < fewest) {
                fewest = changes.size();
                best = "sgdyn run " + quoted(preset.getKey())
                        + changes.stream().map(change -> " --set " + change).collect(Collectors.joining())
                        + " --out " + quoted(fileName(preset.getKey()));
            }
        }
        return best;
    }

    private synchronized Map<String, ConfigNode> trees() {
        if (trees == null) {
            Map<String, ConfigNode> read = new LinkedHashMap<>();
            for (Preset preset : presets) {
                tree(preset).ifPresent(tree -> read.put(preset.name(), tree));
            }
            trees = read;
        }
        return trees;
    }

    private static Optional<ConfigNode> tree(Preset preset) {
        try {
            return Optional.of(TheoryText.tree(preset.text()));
        } catch (InvalidExperimentException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether two trees differ in numbers and words alone, which are added to the changes. */
    private static boolean isAlike(ConfigNode old, ConfigNode present, String path, List<String> changes) {
        if (old instanceof ConfigNode.Mapping before && present instanceof ConfigNode.Mapping after) {
            return before.entries().keySet().equals(after.entries().keySet())
                    && before.entries().entrySet().stream()
                            .allMatch(entry -> isAlike(
                                    entry.getValue(),
                                    after.entries().getOrDefault(entry.getKey(), present),
                                    path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                                    changes));
        }
        if (old instanceof ConfigNode.Sequence before && present instanceof ConfigNode.Sequence after) {
            int size = before.items().size();
            boolean isAlike = size == after.items().size();
            for (int k = 0; k < size && isAlike; k++) {
                isAlike = isAlike(before.items().get(k), after.items().get(k), path + "." + k, changes);
            }
            return isAlike;
        }
        if (!(old instanceof ConfigNode.Scalar before) || !(present instanceof ConfigNode.Scalar after)) {
            return false;
        }
        if (!before.flow().equals(after.flow())) {
            changes.add(path + "=" + after.flow());
        }
        return changes.size() <= MOST_CHANGES
                && (before.flow().equals(after.flow())
                        || PLAIN.matcher(after.flow()).matches());
    }

    private static String fileName(String name) {
        return name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.ya?ml$", "");
    }

    private static String quoted(String name) {
        return PLAIN.matcher(name).matches() ? name : "'" + name.replace("'", "'\\''") + "'";
    }
}
