package org.sgdyn.cli.explore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.PartDocumentation;
import org.sgdyn.catalog.PartKind;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.Location;

/** The list of an experiment's classes, from which some are removed and to which others are added. Immutable and thread-safe. */
final class ClassList {

    private static final String WEIGHT = "weight";

    private static final String LABEL = "label";

    private static final String MEAN = "mean";

    private static final String TYPE = "type";

    private static final String AMPLITUDE = "amplitude";

    private static final List<String> SAID = List.of(LABEL, MEAN, "covariance");

    /** The profiles that have an amplitude, with the one that they have unless told. */
    private final Map<String, Double> amplitudes;

    ClassList(Catalog catalog) {
        amplitudes = PartDocumentation.all(PartKind.PROFILE, catalog).stream()
                .filter(part -> part.keys().contains(AMPLITUDE))
                .collect(Collectors.toMap(PartDocumentation::name, ClassList::amplitude));
    }

    private static double amplitude(PartDocumentation part) {
        return part.parameters().stream()
                .filter(parameter -> parameter.key().equals(AMPLITUDE))
                .flatMap(parameter -> parameter.otherwise().stream())
                .filter(Number.class::isInstance)
                .mapToDouble(value -> ((Number) value).doubleValue())
                .findFirst()
                .orElse(1);
    }

    /**
     * The classes, if they are a list.
     *
     * @param classes what stands under the experiment's key {@code classes}
     * @return for each its place, its words and its weight, if it has one; and the text of one more, without weight: the last one
     *     with the opposite mean and the label of the one before
     */
    Optional<Map<String, Object>> data(ConfigNode classes) {
        if (!(classes instanceof ConfigNode.Sequence list) || list.items().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("items", list.items().stream().map(ClassList::item).toList());
        map.put("added", added(list.items()));
        return Optional.of(map);
    }

    private static Map<String, Object> item(ConfigNode one) {
        Map<String, Object> map = new LinkedHashMap<>(place(one.location()));
        if (one instanceof ConfigNode.Mapping object) {
            if (object.entries().get(WEIGHT) instanceof ConfigNode.Scalar weight
                    && weight.value() instanceof Number number) {
                Map<String, Object> known = place(weight.location());
                known.put("value", number.doubleValue());
                map.put(WEIGHT, known);
            }
            map.put(
                    "words",
                    SAID.stream()
                            .flatMap(
                                    key -> Optional.ofNullable(object.entries().get(key))
                                            .map(value -> key + " " + word(value))
                                            .stream())
                            .collect(Collectors.joining(", ")));
        }
        return map;
    }

    /** The name of a part, or a value as it stands. */
    private static String word(ConfigNode node) {
        return node instanceof ConfigNode.Mapping part && part.entries().get(TYPE) instanceof ConfigNode.Scalar type
                ? String.valueOf(type.value())
                : node.flow();
    }

    private static Map<String, Object> place(Location location) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("line", location.line());
        map.put("column", location.column());
        return map;
    }

    private String added(List<ConfigNode> items) {
        ConfigNode last = items.get(items.size() - 1);
        if (!(last instanceof ConfigNode.Mapping object)) {
            return last.flow();
        }
        Map<String, ConfigNode> entries = new LinkedHashMap<>(object.entries());
        entries.remove(WEIGHT);
        entries.computeIfPresent(MEAN, (key, mean) -> opposite(mean));
        if (items.size() > 1
                && entries.containsKey(LABEL)
                && items.get(items.size() - 2) instanceof ConfigNode.Mapping before
                && before.entries().containsKey(LABEL)) {
            entries.put(LABEL, before.entries().get(LABEL));
        }
        return new ConfigNode.Mapping(entries, Map.of(), object.location()).flow();
    }

    /** A mean of the opposite sign, if its profile has one. */
    private ConfigNode opposite(ConfigNode mean) {
        if (!(mean.named() instanceof ConfigNode.Mapping object)
                || !(object.entries().get(TYPE) instanceof ConfigNode.Scalar type)) {
            return mean;
        }
        Double usual = amplitudes.get(String.valueOf(type.value()));
        ConfigNode given = object.entries().get(AMPLITUDE);
        Object value = given instanceof ConfigNode.Scalar scalar ? scalar.value() : null;
        if (usual == null || (given != null && !(value instanceof Number))) {
            return mean;
        }
        double amplitude = value instanceof Number number ? number.doubleValue() : usual;
        Map<String, ConfigNode> entries = new LinkedHashMap<>(object.entries());
        entries.put(AMPLITUDE, new ConfigNode.Scalar(-amplitude, mean.location()));
        return new ConfigNode.Mapping(entries, Map.of(), mean.location());
    }
}
