package org.sgdyn.experiment;

import static org.sgdyn.settings.JsonSchema.ARRAY;
import static org.sgdyn.settings.JsonSchema.ITEMS;
import static org.sgdyn.settings.JsonSchema.NUMBER;
import static org.sgdyn.settings.JsonSchema.STRING;
import static org.sgdyn.settings.JsonSchema.TYPE;
import static org.sgdyn.settings.JsonSchema.choice;
import static org.sgdyn.settings.JsonSchema.described;
import static org.sgdyn.settings.JsonSchema.map;
import static org.sgdyn.settings.JsonSchema.number;
import static org.sgdyn.settings.JsonSchema.object;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sgdyn.figure.FigureSettings;
import org.sgdyn.figure.FigureSettings.Axis;
import org.sgdyn.figure.FigureSettings.Colour;
import org.sgdyn.figure.FigureSettings.Panel;
import org.sgdyn.figure.FigureSettings.Runs;
import org.sgdyn.figure.FigureSettings.Spacing;
import org.sgdyn.figure.Length;
import org.sgdyn.figure.MathText;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.EnumWords;
import org.sgdyn.settings.Names;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.spi.Range;

/** Reads the key {@code figure}, which has no part in the results. */
final class FigureSettingsReader {

    /** The key. */
    static final String KEY = "figure";

    private static final Range FONT_SIZE = Range.closed(4, 30);
    private static final Range COLUMNS = Range.closed(1, 12);
    private static final int LONGEST = 200;

    private final NodeParameters root;
    private final NodeParameters top;
    private final int curves;

    /** Where each statistic that is to be shown stands. */
    private final Map<ConfigNode, String> shown = new LinkedHashMap<>();

    private FigureSettingsReader(NodeParameters root, NodeParameters top, int curves) {
        this.root = root;
        this.top = top;
        this.curves = curves;
    }

    /**
     * A reader of the key, if it is there.
     *
     * @param root the experiment, read so that the problems of the figure are kept apart from all others
     * @param top the experiment as it is read otherwise, to which the key belongs
     * @param curves how many curves there are
     * @return the reader
     */
    static FigureSettingsReader of(NodeParameters root, NodeParameters top, int curves) {
        return new FigureSettingsReader(root, top, curves);
    }

    FigureSettings read() {
        return top.child(KEY)
                .flatMap(given ->
                        root.object(KEY, "an object, such as {width: 3.3in, panels: [{statistic: risk, scale: log}]}"))
                .map(this::read)
                .orElse(FigureSettings.DEFAULT);
    }

    private FigureSettings read(NodeParameters figure) {
        FigureSettings settings = new FigureSettings(
                label(figure, "title"),
                length(figure, "width"),
                length(figure, "height"),
                optional(figure, "fontSize", FONT_SIZE),
                figure.has("columns") ? OptionalInt.of(figure.integer("columns", COLUMNS)) : OptionalInt.empty(),
                figure.flag("letters", false),
                figure.choice("runs", Runs.class, Runs.BANDS),
                figure.flag("markers", true),
                perCurve(figure, "colours", node -> colour(figure, node)),
                perCurve(
                        figure,
                        "labels",
                        node -> figure.text("labels", node).filter(text -> isLabel(figure, node, "labels", text))),
                figure.object("time", "an object, such as {label: $t$, scale: log}")
                        .map(time -> {
                            Axis axis = axis(time);
                            time.reportUnknownKeys();
                            return axis;
                        })
                        .orElse(Axis.DEFAULT),
                figure.items(
                        "panels",
                        "a list of one panel or more",
                        "an object, such as {statistic: risk, scale: log}",
                        panel -> Optional.of(panel(panel))));
        figure.reportUnknownKeys();
        top.resolve(KEY, figure.node().plain());
        return settings;
    }

    private Panel panel(NodeParameters panel) {
        List<String> statistics = new ArrayList<>();
        if (panel.has("statistics")) {
            texts(
                    panel,
                    "statistics",
                    node -> panel.text("statistics", node).ifPresent(name -> {
                        statistics.add(name);
                        shown.put(node, panel.path("statistics"));
                    }));
            panel.child("statistic")
                    .ifPresent(node -> panel.problem(
                            node, panel.path("statistic"), "stands beside statistics; remove one of them"));
        } else {
            panel.required("statistic", "a column of theory.csv, such as risk")
                    .ifPresent(node -> panel.text("statistic", node).ifPresent(name -> {
                        statistics.add(name);
                        shown.put(node, panel.path("statistic"));
                    }));
        }
        return new Panel(statistics, label(panel, "title").orElse(""), axis(panel));
    }

    private static Axis axis(NodeParameters axis) {
        Optional<Spacing> spacing =
                axis.has("scale") ? Optional.of(axis.choice("scale", Spacing.class, Spacing.LINEAR)) : Optional.empty();
        boolean isLogarithmic = spacing.equals(Optional.of(Spacing.LOG));
        Range range = isLogarithmic ? Range.above(0) : Range.ANY;
        OptionalDouble from = optional(axis, "from", range);
        OptionalDouble to = optional(axis, "to", range);
        if (from.isPresent() && to.isPresent() && from.getAsDouble() >= to.getAsDouble()) {
            axis.problem("to", "must be greater than from, " + from.getAsDouble() + ", not " + to.getAsDouble());
        }
        return new Axis(label(axis, "label"), spacing, from, to);
    }

    private static OptionalDouble optional(NodeParameters parameters, String key, Range range) {
        return parameters.optionalNumber(key, range).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private static OptionalDouble length(NodeParameters figure, String key) {
        return figure.child(key)
                .flatMap(node -> figure.text(key, node))
                .map(text -> {
                    try {
                        return OptionalDouble.of(Length.points(text));
                    } catch (IllegalArgumentException noLength) {
                        figure.problem(key, String.valueOf(noLength.getMessage()));
                        return OptionalDouble.empty();
                    }
                })
                .orElse(OptionalDouble.empty());
    }

    private static Optional<String> label(NodeParameters parameters, String key) {
        return parameters
                .child(key)
                .flatMap(node -> parameters.text(key, node).filter(text -> isLabel(parameters, node, key, text)));
    }

    private static boolean isLabel(NodeParameters parameters, ConfigNode node, String key, String text) {
        try {
            MathText.of(text);
            if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("must be one line of at most " + LONGEST + " characters");
            }
            return true;
        } catch (IllegalArgumentException unreadable) {
            parameters.problem(node, parameters.path(key), String.valueOf(unreadable.getMessage()));
            return false;
        }
    }

    private static Optional<Colour> colour(NodeParameters figure, ConfigNode node) {
        List<String> known = EnumWords.of(Colour.class);
        return figure.text("colours", node).flatMap(name -> {
            Optional<Colour> colour = Arrays.stream(Colour.values())
                    .filter(each -> EnumWords.of(each).equals(name))
                    .findFirst();
            if (colour.isEmpty()) {
                figure.problem(
                        node, figure.path("colours"), "unknown colour \"" + name + "\"; " + Names.advice(name, known));
            }
            return colour;
        });
    }

    private <T> List<T> perCurve(NodeParameters figure, String key, Function<ConfigNode, Optional<T>> reader) {
        List<T> read = new ArrayList<>();
        int items = texts(figure, key, node -> reader.apply(node).ifPresent(read::add));
        if (items > curves) {
            figure.problem(
                    key, "has " + items + " entries, and there are " + curves + " curves; take one for each at most");
        }
        return read;
    }

    /** Reads each item of a list, if the key is there; returns how many there are. */
    private static int texts(NodeParameters parameters, String key, Consumer<ConfigNode> reader) {
        return parameters
                .child(key)
                .map(node -> {
                    if (!(node instanceof ConfigNode.Sequence list)
                            || list.items().isEmpty()) {
                        parameters.problem(key, "must be a list of one text or more, not " + node.describe());
                        return 0;
                    }
                    list.items().forEach(reader);
                    return list.items().size();
                })
                .orElse(0);
    }

    /** Reports what is to be shown and is no column of the results. */
    void requireColumns(List<String> known) {
        shown.forEach((node, path) -> {
            if (node instanceof ConfigNode.Scalar scalar
                    && scalar.value() instanceof String name
                    && !known.contains(name)) {
                root.problem(node, path, "unknown statistic \"" + name + "\"; " + Names.advice(name, known));
            }
        });
    }

    /** The key in a schema. */
    static Map<String, Object> schema() {
        Map<String, Object> axis = map(
                "label",
                described("its name; mathematics between dollar signs", map(TYPE, STRING)),
                "scale",
                map("enum", EnumWords.of(Spacing.class)),
                "from",
                map(TYPE, NUMBER),
                "to",
                map(TYPE, NUMBER));
        Map<String, Object> panel = new LinkedHashMap<>();
        panel.put("statistic", described("a column of theory.csv", map(TYPE, STRING)));
        panel.put("statistics", described("several columns in one panel", texts()));
        panel.put("title", map(TYPE, STRING));
        panel.putAll(axis);
        Map<String, Object> length = map(TYPE, STRING, "pattern", "^" + Length.FORM + "$");
        Map<String, Object> shown = object(panel, List.of());
        shown.put("anyOf", List.of(map("required", List.of("statistic")), map("required", List.of("statistics"))));
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("title", described("what stands above; mathematics between dollar signs", map(TYPE, STRING)));
        properties.put("width", described(Length.EXAMPLES, length));
        properties.put("height", described(Length.EXAMPLES, length));
        properties.put("fontSize", described("the size of labels in points", number(FONT_SIZE)));
        properties.put(
                "columns", described("the most panels in a row", map(TYPE, "integer", "minimum", 1, "maximum", 12)));
        properties.put("letters", described("whether panels have letters", map(TYPE, "boolean")));
        properties.put("runs", choice("how the spread of simulated runs is drawn", Runs.class, "bands"));
        properties.put("markers", described("whether simulated means have markers", map(TYPE, "boolean")));
        properties.put(
                "colours",
                described(
                        "a colour for each curve",
                        map(TYPE, ARRAY, "minItems", 1, ITEMS, map("enum", EnumWords.of(Colour.class)))));
        properties.put("labels", described("a name for each curve; mathematics between dollar signs", texts()));
        properties.put("time", described("the horizontal axis", object(axis, List.of())));
        properties.put("panels", map(TYPE, ARRAY, "minItems", 1, ITEMS, shown));
        return described("how figures of results look", object(properties, List.of()));
    }

    private static Map<String, Object> texts() {
        return map(TYPE, ARRAY, "minItems", 1, ITEMS, map(TYPE, STRING));
    }
}
