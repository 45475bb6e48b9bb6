package org.sgdyn.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sgdyn.catalog.PartParameter.ValueType;
import org.sgdyn.spi.Description;
import org.sgdyn.spi.Range;

/**
 * Everything there is to say of a part: what its author wrote, and the parameters that its factory reads.
 *
 * @param kind the kind of part
 * @param name its name in experiment files
 * @param description what its author says
 * @param parameters what its factory reads, in the order of reading
 * @param plugin the class of the plug-in that brings it
 */
public record PartDocumentation(
        PartKind kind, String name, Description description, List<PartParameter> parameters, Class<?> plugin) {

    /** Copies the list. */
    public PartDocumentation {
        parameters = List.copyOf(parameters);
    }

    /**
     * Documents a part by letting its factory read.
     *
     * @param part the part
     * @param catalog the known parts; nested ones are taken from it
     * @return its documentation
     */
    public static PartDocumentation of(Registration<?> part, Catalog catalog) {
        return new PartDocumentation(
                PartKind.of(part.kind()),
                part.name(),
                part.description(),
                ParameterRecorder.record(part, catalog),
                part.plugin());
    }

    /**
     * Documents all parts of a kind.
     *
     * @param kind the kind
     * @param catalog the known parts
     * @return their documentation, in the order of registration
     */
    public static List<PartDocumentation> all(PartKind kind, Catalog catalog) {
        return catalog.inOrder(kind.type()).stream()
                .flatMap(name -> catalog.find(kind.type(), name).stream())
                .map(part -> of(part, catalog))
                .toList();
    }

    /**
     * What a parameter means.
     *
     * @param key its key, or {@code key.field}
     * @return the author's words; empty if there are none
     */
    public String meaning(String key) {
        return description.parameters().getOrDefault(key, "");
    }

    /**
     * The keys of all parameters, those of nested objects as {@code key.field}.
     *
     * @return the keys in the order of reading
     */
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (PartParameter parameter : parameters) {
            keys.add(parameter.key());
            parameter.fields().forEach(field -> keys.add(parameter.key() + "." + field.key()));
        }
        return keys;
    }

    /**
     * The part as an experiment file writes it: the author's example, or one with every parameter that has a default or a
     * plausible value.
     *
     * @return such as {@code {type: huber, delta: 1.0}}
     */
    public String example() {
        if (!description.example().isEmpty()) {
            return description.example();
        }
        String values = parameters.stream()
                .flatMap(parameter -> value(parameter).map(v -> ", " + parameter.key() + ": " + v).stream())
                .collect(Collectors.joining());
        return "{type: " + name + values + "}";
    }

    /** Within braces a text needs quotes where it has brackets or commas. */
    private static String quoted(Object text) {
        return '"' + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static Optional<String> value(PartParameter parameter) {
        if (parameter.otherwise().isPresent()) {
            return parameter.otherwise().map(value -> parameter.type() == ValueType.TEXT ? quoted(value) : "" + value);
        }
        String number =
                parameter.range().map(Range::sample).map(String::valueOf).orElse("1");
        return switch (parameter.type()) {
            case NUMBER, SCHEDULE -> parameter.required() ? Optional.of(number) : Optional.empty();
            case INTEGER ->
                parameter
                        .range()
                        .filter(range -> parameter.required())
                        .map(range -> String.valueOf((int) range.sample()));
            case FLAG, CHOICE -> Optional.empty();
            case TEXT -> Optional.of(quoted("text"));
            case NUMBERS -> parameter.required() ? Optional.of("[" + number + "]") : Optional.empty();
            case MODE -> Optional.of("last");
            case FILE -> Optional.of("data.csv");
            case COLUMN -> Optional.of("1");
            case PART -> parameter.part().filter(kind -> parameter.required()).map(PartKind::sample);
            case PARTS -> Optional.of("[" + parameter.part().orElseThrow().sample() + "]");
            case OBJECT -> Optional.empty();
            case OBJECTS ->
                Optional.of(parameter.fields().stream()
                        .map(field -> field.key() + ": " + value(field).orElse("1"))
                        .collect(Collectors.joining(", ", "[{", "}]")));
        };
    }
}
