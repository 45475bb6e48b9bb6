package org.sgdyn.cli.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sgdyn.catalog.PartKind;

/**
 * What the schema of experiments says of one place in them.
 *
 * @param alternatives the schemas that a value here may fit, references followed
 * @param words what the value means; empty if the schema does not say
 * @param kind the kind of part that stands here, if one does
 * @param definitions what references lead to
 */
record SchemaPlace(List<Map<?, ?>> alternatives, String words, Optional<PartKind> kind, Map<?, ?> definitions) {

    private static final String REFERENCE = "#/definitions/";

    private static final String PROPERTIES = "properties";

    /** The whole of an experiment. */
    static SchemaPlace root(Map<String, Object> schema) {
        return new SchemaPlace(List.of(schema), "", Optional.empty(), map(schema.get("definitions")));
    }

    /** The place of a key in an object with a type, or without one. */
    Optional<SchemaPlace> key(String key, Optional<String> type) {
        return alternatives.stream()
                .<Map<?, ?>>map(each -> map(each.get(PROPERTIES)))
                .filter(properties -> properties.containsKey(key)
                        && type.map(name -> isOf(properties, name)).orElse(true))
                .findFirst()
                .map(properties -> of(properties.get(key)));
    }

    private static boolean isOf(Map<?, ?> properties, String type) {
        return properties.get("type") instanceof Map<?, ?> rule
                && (type.equals(rule.get("const"))
                        || (rule.get("enum") instanceof List<?> names && names.contains(type)));
    }

    /** The place of an item in a list. */
    Optional<SchemaPlace> item() {
        return alternatives.stream()
                .filter(each -> each.containsKey("items"))
                .findFirst()
                .map(each -> of(each.get("items")));
    }

    /** The rule of a number here, if one may stand here. */
    Optional<Map<?, ?>> number() {
        return alternatives.stream()
                .filter(each -> "number".equals(each.get("type")) || "integer".equals(each.get("type")))
                .<Map<?, ?>>map(each -> each)
                .findFirst();
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private SchemaPlace of(@Nullable Object schema) {
        List<Map<?, ?>> found = new ArrayList<>();
        List<PartKind> kinds = new ArrayList<>();
        expand(schema, found, kinds);
        String said = schema instanceof Map<?, ?> map && map.get("description") instanceof String text ? text : "";
        return new SchemaPlace(found, said, kinds.stream().findFirst(), definitions);
    }

    private void expand(@Nullable Object schema, List<Map<?, ?>> found, List<PartKind> kinds) {
        if (!(schema instanceof Map<?, ?> map)) {
            return;
        }
        boolean isLeaf = true;
        if (map.get("$ref") instanceof String reference) {
            String word = reference.substring(REFERENCE.length());
            for (PartKind kind : PartKind.values()) {
                if (kind.word().equals(word)) {
                    kinds.add(kind);
                }
            }
            expand(definitions.get(word), found, kinds);
            isLeaf = false;
        }
        for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
            if (map.get(keyword) instanceof List<?> parts) {
                parts.forEach(part -> expand(part, found, kinds));
                isLeaf = false;
            }
        }
        if (isLeaf) {
            found.add(map);
        }
    }
}
