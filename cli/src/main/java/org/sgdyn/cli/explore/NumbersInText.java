package org.sgdyn.cli.explore;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sgdyn.cli.yaml.YamlWriter;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.KeyPath;
import org.sgdyn.settings.Location;

/**
 * Changes numbers in an experiment's text and leaves all else, comments included, as its author wrote it.
 *
 * @param text the text
 * @param experiment the settings that it holds
 */
record NumbersInText(String text, ConfigNode.Mapping experiment) {

    private static final Pattern NUMBER = Pattern.compile("[-+.0-9][-+.0-9eE_xa-fA-F]*");

    /** A number to be written in place of another. */
    private record Change(Location place, String number) {}

    /**
     * The text with other numbers.
     *
     * @param keys where numbers change
     * @param wanted the settings that the text is to hold
     * @return the text; it is written anew where a number cannot be put in its place, as one that the text leaves out
     */
    String set(List<KeyPath> keys, ConfigNode.Mapping wanted) {
        StringBuilder changed = new StringBuilder(text);
        keys.stream()
                .flatMap(key -> change(key, wanted).stream())
                // From the end, so that places before it stay.
                .sorted(Comparator.comparingInt((Change change) -> offset(change.place()))
                        .reversed())
                .distinct()
                .forEach(change -> {
                    int start = offset(change.place());
                    Matcher old = NUMBER.matcher(text).region(start, text.length());
                    if (old.lookingAt()) {
                        changed.replace(start, old.end(), change.number());
                    }
                });
        return holds(changed.toString(), wanted) ? changed.toString() : YamlWriter.text(wanted.plain());
    }

    private Optional<Change> change(KeyPath key, ConfigNode.Mapping wanted) {
        return key.find(experiment)
                .filter(node -> node.plain() instanceof Number)
                .flatMap(node -> key.find(wanted)
                        .filter(value -> !value.equals(node))
                        .map(value -> new Change(node.location(), value.flow())));
    }

    /** Whether a text says just that; an alias may have changed more. */
    private static boolean holds(String text, ConfigNode.Mapping wanted) {
        try {
            return TheoryText.tree(text).plain().equals(wanted.plain());
        } catch (InvalidExperimentException unreadable) {
            return false;
        }
    }

    /** Where a place is in the text; columns count characters, of which some take two places. */
    private int offset(Location place) {
        int start = 0;
        for (int line = 1; line < place.line(); line++) {
            start = text.indexOf('\n', start) + 1;
        }
        return text.offsetByCodePoints(start, place.column() - 1);
    }
}
