package org.sgdyn.cli.command;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.PartDocumentation;
import org.sgdyn.catalog.PartKind;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.Location;
import org.sgdyn.settings.Names;

/** Puts the part that an option names in place of another. */
final class PartSwap {

    private PartSwap() {}

    /** The tree with the named part at a key, with those parameters of the former one that both know; the same tree if no name is given. */
    static ConfigNode.Mapping apply(
            ConfigNode.Mapping root, String key, PartKind kind, @Nullable String name, Catalog catalog) {
        if (name == null) {
            return root;
        }
        Set<String> known = catalog.find(kind.type(), name)
                .map(part -> Set.copyOf(PartDocumentation.of(part, catalog).keys()))
                .orElseThrow(() -> new BadInputException("--" + key + " " + name + ": unknown " + kind.title() + "; "
                        + Names.advice(name, catalog.names(kind.type()))));
        Location place = new Location("--" + key + " " + name, 0, 0);
        Map<String, ConfigNode> entries = new LinkedHashMap<>();
        Map<String, Location> keys = new HashMap<>();
        entries.put("type", new ConfigNode.Scalar(name, place));
        if (root.entries().get(key) instanceof ConfigNode.Mapping old) {
            ConfigNode.Mapping kept = old.only(known);
            entries.putAll(kept.entries());
            kept.entries()
                    .keySet()
                    .forEach(parameter -> keys.put(parameter, old.keyLocations().getOrDefault(parameter, place)));
        }
        Map<String, ConfigNode> changed = new LinkedHashMap<>(root.entries());
        changed.put(key, new ConfigNode.Mapping(entries, keys, place));
        return new ConfigNode.Mapping(changed, root.keyLocations(), root.location());
    }
}
