package org.sgdyn.sweep;

import static org.sgdyn.settings.JsonSchema.INTEGER;
import static org.sgdyn.settings.JsonSchema.NUMBER;
import static org.sgdyn.settings.JsonSchema.STRING;
import static org.sgdyn.settings.JsonSchema.TYPE;
import static org.sgdyn.settings.JsonSchema.choice;
import static org.sgdyn.settings.JsonSchema.described;
import static org.sgdyn.settings.JsonSchema.list;
import static org.sgdyn.settings.JsonSchema.map;
import static org.sgdyn.settings.JsonSchema.number;
import static org.sgdyn.settings.JsonSchema.object;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.PartKind;
import org.sgdyn.experiment.ExperimentSchema;
import org.sgdyn.settings.EnumWords;
import org.sgdyn.settings.Spacing;
import org.sgdyn.spi.Range;

/**
 * The sweep file as a JSON Schema (draft 7), for editors. The experiment in it may lack what the grid gives, so that nothing is
 * required of it; names of axes, measures and columns, formulas and key paths are left to {@link SweepReader}.
 */
public final class SweepSchema {

    private static final String DEFINITIONS = "definitions";

    private static final String NAME = "name";

    private SweepSchema() {}

    /**
     * The schema.
     *
     * @param catalog the parts that sweeps and their experiments may name
     * @return maps, lists, texts, numbers and flags, ready to be written as JSON
     */
    public static Map<String, Object> of(Catalog catalog) {
        Map<String, Object> experiment = asMap(relaxed(ExperimentSchema.of(catalog)));
        Object schema = experiment.remove("$schema");
        Object definitions = experiment.remove(DEFINITIONS);
        experiment.remove("title");

        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(NAME, described("what the results are called", text()));
        properties.put("description", described("free text", text()));
        properties.put(
                "experiment",
                described(
                        "a file, the name of a bundled experiment, or the experiment itself",
                        map("anyOf", List.of(text(), experiment))));
        properties.put(
                "grid",
                described(
                        "axes, which are crossed; the last one runs fastest; with refine, cells where a measure changes are"
                                + " halved",
                        map("anyOf", List.of(list(axis()), refinedGrid()))));
        properties.put(
                "set",
                described(
                        "further keys, by formulas in the names of axes",
                        map(TYPE, "object", "additionalProperties", formula())));
        properties.put("measure", described("what is read off every point", list(measure())));
        properties.put("executor", described("what works the points off; local by default", part(PartKind.EXECUTOR)));
        properties.put("figure", figure());

        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", schema);
        root.put("title", "sgdyn sweep");
        root.putAll(object(properties, List.of(NAME, "experiment", "grid", "measure")));
        root.put(DEFINITIONS, definitions);
        return root;
    }

    private static Map<String, Object> refinedGrid() {
        Map<String, Object> refine = object(
                map(
                        "measure",
                        described("the name of a measure", text()),
                        "tolerance",
                        described("the difference that a cell may hide", number(Range.POSITIVE)),
                        "levels",
                        described(
                                "how often a cell may be halved",
                                map(TYPE, INTEGER, "minimum", (int) GridReader.LEVELS.low(), "maximum", (int)
                                        GridReader.LEVELS.high()))),
                List.of("measure", "tolerance", "levels"));
        return object(map("axes", list(axis()), "refine", refine), List.of("axes"));
    }

    private static Map<String, Object> axis() {
        return map(
                "anyOf",
                List.of(
                        axis(map("values", list(map())), List.of("values")),
                        axis(
                                map(
                                        "from",
                                        map(TYPE, NUMBER),
                                        "to",
                                        map(TYPE, NUMBER),
                                        "points",
                                        map(TYPE, INTEGER, "minimum", (int) GridReader.POINTS.low(), "maximum", (int)
                                                GridReader.POINTS.high()),
                                        "spacing",
                                        choice("", Spacing.class, "linear")),
                                List.of("from", "to", "points"))));
    }

    private static Map<String, Object> axis(Map<String, Object> values, List<String> required) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(NAME, described("the column of the table; the key by default", text()));
        properties.put("key", described("the key path that the axis sets, such as learningRate.value", text()));
        properties.put("keys", described("several key paths that move together", list(text())));
        properties.putAll(values);
        Map<String, Object> axis = object(properties, required);
        axis.put(
                "anyOf",
                List.of(
                        map("required", List.of("key")),
                        map("required", List.of("keys")),
                        map("required", List.of(NAME))));
        axis.put("not", map("required", List.of("key", "keys")));
        return axis;
    }

    /** Only some kinds take a level, and those need it. */
    private static Map<String, Object> measure() {
        return map("anyOf", List.of(measure(false, map()), measure(true, map("level", map(TYPE, NUMBER)))));
    }

    private static Map<String, Object> measure(boolean needsLevel, Map<String, Object> level) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(
                TYPE,
                map(
                        "enum",
                        Arrays.stream(MeasureKind.values())
                                .filter(kind -> kind.needsLevel() == needsLevel)
                                .map(EnumWords::of)
                                .toList()));
        properties.put("statistic", described("a column of theory.csv such as risk, or a formula in some", text()));
        properties.put("of", choice("whose curve", SweepReader.Of.class, "theory"));
        properties.put(NAME, described("the column of the table", text()));
        properties.putAll(level);
        return object(properties, needsLevel ? List.of(TYPE, "statistic", "level") : List.of(TYPE, "statistic"));
    }

    private static Map<String, Object> figure() {
        return described(
                "what is drawn, and what is laid over it",
                object(
                        map(
                                "measures",
                                described("names of measures", map(TYPE, "array", "items", text())),
                                "boundary",
                                described(
                                        "a predicted curve: an axis by a formula in the other one",
                                        object(map("axis", text(), "formula", formula()), List.of("axis", "formula"))),
                                "contour",
                                described(
                                        "where a measure crosses a level",
                                        object(
                                                map("measure", text(), "level", map(TYPE, NUMBER)),
                                                List.of("measure", "level")))),
                        List.of()));
    }

    private static Map<String, Object> text() {
        return map(TYPE, STRING);
    }

    private static Map<String, Object> formula() {
        return map(TYPE, List.of(STRING, NUMBER));
    }

    private static Map<String, Object> part(PartKind kind) {
        return map("allOf", List.of(map("$ref", "#/" + DEFINITIONS + "/" + kind.word())));
    }

    /** The schema without demands: without the key that tells alternatives apart several may hold. */
    private static Object relaxed(Object schema) {
        if (schema instanceof List<?> list) {
            return list.stream().map(SweepSchema::relaxed).toList();
        }
        if (!(schema instanceof Map<?, ?> map)) {
            return schema;
        }
        Map<String, Object> relaxed = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (!(key.equals("required") && value instanceof List<?>)) {
                relaxed.put(key.equals("oneOf") ? "anyOf" : (String) key, relaxed(value));
            }
        });
        return relaxed;
    }

    @SuppressWarnings("unchecked") // made by relaxed
    private static Map<String, Object> asMap(Object object) {
        return (Map<String, Object>) object;
    }
}
