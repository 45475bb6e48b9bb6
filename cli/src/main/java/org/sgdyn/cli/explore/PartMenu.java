package org.sgdyn.cli.explore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.PartDocumentation;
import org.sgdyn.catalog.PartKind;
import org.sgdyn.catalog.PartParameter;
import org.sgdyn.catalog.PartParameter.ValueType;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.settings.ConfigNode;

/** The parts that may stand in the place of another, each as the text that would replace it. Immutable and thread-safe. */
final class PartMenu {

    private static final String TYPE = "type";

    /** A part that may be chosen. */
    private record Choice(PartDocumentation part, ConfigNode.Mapping example) {}

    private final Map<PartKind, List<Choice>> choices = new LinkedHashMap<>();

    PartMenu(Catalog catalog) {
        for (PartKind kind : PartKind.values()) {
            choices.put(
                    kind,
                    PartDocumentation.all(kind, catalog).stream()
                            .filter(part -> part.parameters().stream().noneMatch(PartMenu::isFile))
                            .map(part -> new Choice(part, example(part)))
                            .toList());
        }
    }

    private static boolean isFile(PartParameter parameter) {
        return parameter.type() == ValueType.FILE;
    }

    private static ConfigNode.Mapping example(PartDocumentation part) {
        return YamlReader.readValue(part.example(), "example").named() instanceof ConfigNode.Mapping mapping
                ? mapping
                : (ConfigNode.Mapping) YamlReader.readValue("{type: " + part.name() + "}", "example");
    }

    /**
     * The menu in the place of a part.
     *
     * @param kind what stands there
     * @param path its key path
     * @param present the part; its parameters are kept by those that know them
     */
    Map<String, Object> data(PartKind kind, String path, ConfigNode present) {
        ConfigNode.Mapping old = present.named() instanceof ConfigNode.Mapping mapping
                ? mapping
                : new ConfigNode.Mapping(Map.of(), Map.of(), present.location());
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("path", path);
        map.put("title", kind.title());
        map.put("line", present.location().line());
        map.put("column", present.location().column());
        map.put("type", old.entries().get(TYPE) instanceof ConfigNode.Scalar type ? String.valueOf(type.value()) : "");
        map.put(
                "choices",
                choices.getOrDefault(kind, List.of()).stream()
                        .map(choice -> data(choice, old))
                        .toList());
        return map;
    }

    private static Map<String, Object> data(Choice choice, ConfigNode.Mapping old) {
        Map<String, ConfigNode> entries = new LinkedHashMap<>(choice.example().entries());
        entries.putAll(old.only(Set.copyOf(choice.part().keys())).entries());
        String formula = choice.part().description().formula();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", choice.part().name());
        map.put("words", choice.part().description().meaning() + (formula.isEmpty() ? "" : ": " + formula));
        map.put(
                "text",
                new ConfigNode.Mapping(entries, Map.of(), choice.example().location()).flow());
        return map;
    }
}
