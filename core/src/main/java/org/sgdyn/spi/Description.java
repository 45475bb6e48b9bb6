package org.sgdyn.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a part is, in words, for {@code sgdyn list}, {@code describe}, {@code cite} and {@code schema}. Types, ranges and
 * defaults of the parameters are not repeated here: they are read off the part's factory.
 *
 * <pre>{@code
 * loss("huber", parameters -> new Huber(parameters.number("delta", Range.POSITIVE, 1.0)),
 *         Description.of("quadratic near the target, linear far from it")
 *                 .formula("e^2 / 2 if |e| <= delta, else delta (|e| - delta / 2), e = r - y")
 *                 .parameter("delta", "where the quadratic part ends")
 *                 .reference(HUBER));
 * }</pre>
 *
 * @param meaning one line: what the part is; empty if its author says nothing
 * @param formula what it computes, in plain text; possibly empty
 * @param parameters what each parameter means, by key
 * @param example the part as an experiment file writes it; empty if the defaults of its parameters make a good one
 * @param references the sources to cite where the part is used
 * @since 0.1
 */
public record Description(
        String meaning, String formula, Map<String, String> parameters, String example, List<Reference> references) {

    /** Copies the map, keeping its order, and the list. */
    public Description {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        references = List.copyOf(references);
    }

    /**
     * Nothing said.
     *
     * @return a description without words
     */
    public static Description none() {
        return new Description("", "", Map.of(), "", List.of());
    }

    /**
     * A description.
     *
     * @param meaning one line without a full stop: what the part is
     * @return the description
     */
    public static Description of(String meaning) {
        return new Description(meaning, "", Map.of(), "", List.of());
    }

    /**
     * Adds the formula.
     *
     * @param text what the part computes, in plain text and the notation of {@link org.sgdyn.spi}
     * @return the description with it
     */
    public Description formula(String text) {
        return new Description(meaning, text, parameters, example, references);
    }

    /**
     * Adds the meaning of a parameter.
     *
     * @param key the key that the factory reads; {@code key.field} for a field of its objects
     * @param text what it means
     * @return the description with it
     */
    public Description parameter(String key, String text) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(key, text);
        return new Description(meaning, formula, more, example, references);
    }

    /**
     * Adds an example, where parameters without a default depend on each other.
     *
     * @param text such as <code>{type: piecewise, times: [5.0], values: [1.0, 0.1]}</code>
     * @return the description with it
     */
    public Description example(String text) {
        return new Description(meaning, formula, parameters, text, references);
    }

    /**
     * Adds a source.
     *
     * @param reference what to cite where the part is used
     * @return the description with it
     */
    public Description reference(Reference reference) {
        List<Reference> more = new ArrayList<>(references);
        more.add(reference);
        return new Description(meaning, formula, parameters, example, more);
    }
}
