package org.sgdyn.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.sgdyn.spi.Range;

/** Reads single values and lists of them; what is wrong with one becomes a problem, and the value is empty. */
final class ValueReader {

    static final String NUMBERS = "a list of numbers";

    private final ReaderContext context;

    ValueReader(ReaderContext context) {
        this.context = context;
    }

    private <T> Optional<T> problem(ConfigNode node, String at, String message) {
        context.problem(node.location(), at, message);
        return Optional.empty();
    }

    Optional<Double> number(ConfigNode node, String at, Range range) {
        if (!(node instanceof ConfigNode.Scalar scalar) || !(scalar.value() instanceof Number number)) {
            return problem(node, at, "must be a number, not " + node.describe());
        }
        double value = number.doubleValue();
        return range.contains(value)
                ? Optional.of(value)
                : problem(
                        node,
                        at,
                        (Double.isFinite(value) ? range.rule() : "must be a finite number") + ", not " + number);
    }

    /** A list of numbers; in place of a wrong one stands a sample. */
    Optional<List<Double>> numbers(ConfigNode node, String at, Range range) {
        return filledList(
                node,
                at,
                NUMBERS,
                (item, place) -> Optional.of(number(item, place, range).orElse(range.sample())));
    }

    /** A list of rows of numbers. */
    Optional<List<List<Double>>> rows(ConfigNode node, String at, String what, Range range) {
        return filledList(node, at, what, (row, place) -> numbers(row, place, range));
    }

    /** A whole number, however it is written: 1000, 1e3. */
    Optional<Long> whole(ConfigNode node, String at) {
        OptionalLong whole = node instanceof ConfigNode.Scalar scalar ? scalar.whole() : OptionalLong.empty();
        if (whole.isPresent()) {
            return Optional.of(whole.getAsLong());
        }
        boolean tooLarge = node instanceof ConfigNode.Scalar scalar
                && scalar.value() instanceof Double real
                && real == Math.rint(real)
                && !Double.isInfinite(real);
        return problem(
                node,
                at,
                (tooLarge ? "must be an integer of at most 18 digits, not " : "must be an integer, not ")
                        + node.describe());
    }

    Optional<Integer> integer(ConfigNode node, String at, Range range) {
        return whole(node, at).flatMap(value -> {
            if (!range.contains(value)) {
                return problem(node, at, range.rule() + ", not " + value);
            }
            return value == value.intValue()
                    ? Optional.of(value.intValue())
                    : problem(node, at, "is too large: " + value);
        });
    }

    Optional<Boolean> flag(ConfigNode node, String at) {
        return node instanceof ConfigNode.Scalar scalar && scalar.value() instanceof Boolean flag
                ? Optional.of(flag)
                : problem(node, at, "must be true or false, not " + node.describe());
    }

    Optional<String> text(ConfigNode node, String at) {
        return node instanceof ConfigNode.Scalar scalar && scalar.value() instanceof String text
                ? Optional.of(text)
                : problem(node, at, "must be a text, not " + node.describe());
    }

    /** One of some words. */
    Optional<String> word(ConfigNode node, String at, String what, List<String> words) {
        return text(node, at)
                .flatMap(given -> words.contains(given)
                        ? Optional.of(given)
                        : problem(
                                node,
                                at,
                                "unknown " + what + " " + CsvTable.shown(given) + "; " + Names.advice(given, words)));
    }

    /** A column of a table: its name, or its number. */
    Optional<Object> column(ConfigNode node, String at) {
        if (node instanceof ConfigNode.Scalar scalar && scalar.value() instanceof String name) {
            return Optional.of(name);
        }
        return node instanceof ConfigNode.Scalar scalar && scalar.value() instanceof Number
                ? whole(node, at).map(number -> number)
                : problem(node, at, "must be a column's name or number, not " + node.describe());
    }

    /** The mode 1..d, or 0 for {@code last}. */
    Optional<Integer> mode(ConfigNode node, String at) {
        if (node instanceof ConfigNode.Scalar scalar && scalar.value() instanceof String text) {
            return text.equals("last")
                    ? Optional.of(0)
                    : problem(node, at, "must be a mode, 1..d or \"last\", not " + node.describe());
        }
        return integer(
                node,
                at,
                context.dimension().isPresent() && context.hasDimension()
                        ? Range.closed(1, context.dimension().getAsInt())
                        : Range.atLeast(1));
    }

    Optional<ConfigNode.Mapping> object(ConfigNode node, String at, String what) {
        return node instanceof ConfigNode.Mapping mapping
                ? Optional.of(mapping)
                : problem(node, at, "must be " + what + ", not " + node.describe());
    }

    /** The items of a list that could be read; empty if there is no list. */
    <T> Optional<List<T>> list(
            ConfigNode node, String at, String what, BiFunction<ConfigNode, String, Optional<? extends T>> reader) {
        if (!(node instanceof ConfigNode.Sequence list)) {
            return problem(node, at, "must be " + what + ", not " + node.describe());
        }
        List<T> items = new ArrayList<>();
        for (int k = 0; k < list.items().size(); k++) {
            reader.apply(list.items().get(k), at + "[" + k + "]").ifPresent(items::add);
        }
        return Optional.of(items);
    }

    /** The same for a list that must hold something. */
    <T> Optional<List<T>> filledList(
            ConfigNode node, String at, String what, BiFunction<ConfigNode, String, Optional<? extends T>> reader) {
        return node instanceof ConfigNode.Sequence list && list.items().isEmpty()
                ? problem(node, at, "must be " + what + ", not " + node.describe())
                : list(node, at, what, reader);
    }
}
