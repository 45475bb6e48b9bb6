package org.sgdyn.losses.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sgdyn.spi.Activation;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.Range;

/** Reads a {@link Committee}. */
public final class CommitteeReader {

    private static final Range UNITS = Range.closed(1, 1000);

    private CommitteeReader() {}

    /**
     * A committee from its parameters.
     *
     * @param parameters {@code activation, hidden, output, criterion, teacher, noise}
     * @return the loss
     * @throws IllegalArgumentException if they contradict each other
     */
    public static Committee read(Parameters parameters) {
        Activation activation = parameters.part("activation", Activation.class);
        int hidden = parameters.integer("hidden", UNITS);
        Criterion criterion = criterion(parameters);
        Parameters output = parameters.object("output");
        int outputs = criterion == Criterion.SOFTMAX ? parameters.classes() : 1;
        double[] weights = output.optionalNumbers("weights", Range.ANY)
                .map(CommitteeReader::array)
                .orElseGet(() -> filled(hidden * outputs, 1));
        double[] offsets = filled(outputs, output.number("offset", Range.ANY, 0));
        boolean isTrained = output.flag("train", false);
        double rate = output.number("rate", Range.NON_NEGATIVE, 1);
        Committee loss = Committee.of(activation, hidden, weights, offsets, isTrained ? rate : -1, criterion);
        Parameters teacher = parameters.object("teacher");
        Optional<List<Double>> units = teacher.optionalNumbers("weights", Range.ANY);
        Optional<Activation> own = teacher.optionalPart("activation", Activation.class);
        if (units.isEmpty() && own.isPresent()) {
            throw new IllegalArgumentException(
                    "a teacher has weights, one for each of its units; give teacher: {weights: [1, 1]}, or remove it");
        }
        Activation ofTeacher = own.orElse(activation);
        double noise = parameters.number("noise", Range.NON_NEGATIVE, 0);
        if (units.isEmpty() && noise > 0) {
            throw new IllegalArgumentException(
                    "noise is added to a teacher's output; give teacher: {weights: [1, 1]}, or remove noise");
        }
        return units.isEmpty() ? loss : loss.imitating(ofTeacher, array(units.get()), noise);
    }

    private static Criterion criterion(Parameters parameters) {
        List<String> words = Arrays.stream(Criterion.values())
                .map(known -> known.name().toLowerCase(Locale.ROOT))
                .toList();
        return Criterion.valueOf(
                parameters.choice("criterion", words, words.get(0)).toUpperCase(Locale.ROOT));
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] filled(int count, double value) {
        double[] numbers = new double[count];
        Arrays.fill(numbers, value);
        return numbers;
    }
}
