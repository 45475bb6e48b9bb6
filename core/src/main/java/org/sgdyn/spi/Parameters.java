package org.sgdyn.spi;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The parameters of one part, as the experiment gives them. Reading notes the key as known; keys never read are reported as
 * unknown. A missing or unusable value is recorded as a problem with its place in the file, and a placeholder within the
 * range is returned, so that reading goes on and all problems surface together.
 *
 * @since 0.1
 */
public interface Parameters {

    /**
     * A required number.
     *
     * @param key the key
     * @param range where it must lie
     * @return the number
     */
    double number(String key, Range range);

    /**
     * A number with a default.
     *
     * @param key the key
     * @param range where it must lie
     * @param otherwise the value if the key is absent
     * @return the number
     */
    double number(String key, Range range, double otherwise);

    /**
     * An optional number.
     *
     * @param key the key
     * @param range where it must lie
     * @return the number, or empty if the key is absent
     */
    Optional<Double> optionalNumber(String key, Range range);

    /**
     * A required list of numbers.
     *
     * @param key the key
     * @param range where each must lie
     * @return the numbers, at least one
     */
    List<Double> numbers(String key, Range range);

    /**
     * An integer with a default.
     *
     * @param key the key
     * @param range where it must lie
     * @param otherwise the value if the key is absent
     * @return the integer
     */
    int integer(String key, Range range, int otherwise);

    /**
     * A required integer.
     *
     * @param key the key
     * @param range where it must lie
     * @return the integer
     * @since 0.2
     */
    default int integer(String key, Range range) {
        double value = number(key, range);
        if (value != Math.rint(value)) {
            throw new IllegalArgumentException(key + " must be an integer, not " + value);
        }
        return (int) value;
    }

    /**
     * A required text.
     *
     * @param key the key
     * @return the text, as it is
     * @since 0.2
     */
    default String text(String key) {
        throw new UnsupportedOperationException("these parameters were written before there were texts");
    }

    /**
     * A text with a default.
     *
     * @param key the key
     * @param otherwise the value if the key is absent
     * @return the text, as it is
     * @since 0.2
     */
    default String text(String key, String otherwise) {
        throw new UnsupportedOperationException("these parameters were written before there were texts");
    }

    /**
     * One of a few words, with a default.
     *
     * @param key the key
     * @param words the words to choose from
     * @param otherwise the word if the key is absent, one of them
     * @return one of the words
     * @since 0.2
     */
    default String choice(String key, List<String> words, String otherwise) {
        String word = text(key, otherwise);
        if (!words.contains(word)) {
            throw new IllegalArgumentException(key + " must be one of " + String.join(", ", words) + ", not " + word);
        }
        return word;
    }

    /**
     * A flag with a default.
     *
     * @param key the key
     * @param otherwise the value if the key is absent
     * @return true or false
     */
    boolean flag(String key, boolean otherwise);

    /**
     * A mode index, {@code 1..d} or {@code last}.
     *
     * @param key the key
     * @param required whether it must be given; otherwise the default is {@code last}
     * @return 1..d, or 0 for {@code last}
     */
    int modeIndex(String key, boolean required);

    /**
     * A column of a CSV file with one row per mode; the file's path is taken relative to the experiment file.
     *
     * @param fileKey the key of the file's path
     * @param columnKey the key of the column: a name in the header line, or a 1-based number
     * @param range where each number must lie
     * @return d numbers
     */
    double[] csvColumn(String fileKey, String columnKey, Range range);

    /**
     * A required nested part, {@code key: {type: NAME, ...}}.
     *
     * @param key the key
     * @param kind the kind of part, such as {@code CovarianceSpectrum.class}
     * @param <T> the kind of part
     * @return the part
     * @throws PartUnavailableException if it could not be created, which has been recorded as a problem; let it pass
     */
    <T> T part(String key, Class<T> kind);

    /**
     * An optional nested part.
     *
     * @param key the key
     * @param kind the kind of part
     * @param <T> the kind of part
     * @return the part, or empty if the key is absent
     * @throws PartUnavailableException if it could not be created, which has been recorded as a problem; let it pass
     * @since 0.2
     */
    default <T> Optional<T> optionalPart(String key, Class<T> kind) {
        throw new UnsupportedOperationException("these parameters were written before there were optional parts");
    }

    /**
     * A required function of time: a number, {@code key: 2.0}, or a learning-rate rule that reads nothing but the time,
     * {@code key: {type: power-decay, ...}}.
     *
     * @param key the key
     * @param range where a number must lie; a rule is &gt;= 0 by itself
     * @return the function, whose {@link LearningRate#at} may be asked; {@link LearningRate#isSchedule} is true
     * @throws PartUnavailableException if a rule could not be created, which has been recorded as a problem; let it pass
     * @since 0.2
     */
    default LearningRate schedule(String key, Range range) {
        return LearningRate.of(number(key, range));
    }

    /**
     * A required list of nested parts, {@code key: [{type: NAME, ...}, ...]}.
     *
     * @param key the key
     * @param kind the kind of part
     * @param <T> the kind of part
     * @return the parts that could be created; the others are recorded as problems
     */
    <T> List<T> parts(String key, Class<T> kind);

    /**
     * A required list of nested objects without a type, such as {@code spikes: [{index: 1, value: 3.0}]}.
     *
     * @param key the key
     * @return the parameters of each
     */
    List<Parameters> objects(String key);

    /**
     * A list of one number or more, which need not be given.
     *
     * @param key the key
     * @param range where the numbers must lie
     * @return the numbers; empty if the key is absent
     * @since 0.2
     */
    default Optional<List<Double>> optionalNumbers(String key, Range range) {
        throw new UnsupportedOperationException("these parameters were written before there were optional lists");
    }

    /**
     * An object below this one, which need not be given.
     *
     * @param key the key
     * @return its parameters; those of an empty object if the key is absent
     * @since 0.2
     */
    default Parameters object(String key) {
        throw new UnsupportedOperationException("these parameters were written before there were single objects");
    }

    /**
     * The number of classes of the experiment.
     *
     * @return L &gt;= 1
     */
    int classes();

    /**
     * The dimension of the experiment, empty if infinite.
     *
     * @return d &gt;= 1
     */
    OptionalInt dimension();
}
