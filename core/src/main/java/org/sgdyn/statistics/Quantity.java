package org.sgdyn.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sgdyn.spi.Column;
import org.sgdyn.spi.Column.Scale;
import org.sgdyn.spi.OrderParameters;

/**
 * What the columns measure that every run knows. A quantity of the whole problem has one column; one of classes, of outputs or of
 * bands has a column for each, with their numbers from 1 on behind its name.
 */
public enum Quantity {
    /** gamma. */
    LEARNING_RATE("learning rate \u03B3(t)"),
    /** The population risk, and that of a class. */
    RISK("risk R(t)", (i, j) -> "risk of class " + i + ", R" + low(i) + "(t)"),
    /** The probability of an error, and that of a class. */
    ERROR("misclassification error", (i, j) -> "error of class " + i),
    /** |X|^2. */
    NORM_SQUARED("squared norm \u2016X\u2016\u00B2"),
    /** The norm of the risk's gradient. */
    GRADIENT_NORM("norm of the gradient \u2016\u2207R\u2016"),
    /** The population risk at the classes' own labels. */
    CLEAN_RISK("risk at the true labels"),
    /** The probability that a sample is not recognised as what it is. */
    CLEAN_ERROR("error at the true labels"),
    /** What a finite number of held-out samples leaves open in the simulated risk. */
    RISK_HELD_OUT_ERROR("standard error of the risk on held-out samples"),
    /** |V|^2 of an algorithm's velocity. */
    VELOCITY_NORM_SQUARED("squared norm of the velocity \u2016V\u2016\u00B2"),
    /** The scale of an algorithm's second moment: its mean over modes and outputs. */
    PRECONDITIONER_MEAN("scale P, mean"),
    /** Its smallest value. */
    PRECONDITIONER_MIN("scale P, smallest"),
    /** Its largest value. */
    PRECONDITIONER_MAX("scale P, largest"),
    /** |X - X*|. */
    DISTANCE_TO_TEACHER("distance \u2016X \u2212 X*\u2016"),
    /** The mean of output j on class i. */
    LOGIT_MEAN((i, j) -> "mean logit m" + pair(i, j) + "(t)"),
    /** The variance of output j on class i. */
    LOGIT_VARIANCE((i, j) -> "logit variance B" + pair(i, j) + "(t)"),
    /** The cosine of output j with the mean of class i: between -1 and 1, where it is closeness to 1 that matters. */
    COSINE((i, j) -> "cos \u2220(X" + low(j) + ", \u03BC" + low(i) + ")", Scale.LINEAR),
    /** The margin of a class over its deviation. */
    MARGIN((i, j) -> "margin of class " + i),
    /** The squared cosine of output j with the mean of class i on modes of small eigenvalues. */
    ALIGNMENT_CLEAN((i, j) -> "clean alignment" + place(i, j), Scale.LINEAR),
    /** The same on modes of large eigenvalues. */
    ALIGNMENT_NOISY((i, j) -> "noisy alignment" + place(i, j), Scale.LINEAR),
    /** |X|^2 on a band of modes. */
    ENERGY(Of.BANDS, (i, j) -> "energy of band " + i, Scale.AUTOMATIC),
    /** The risk of a class of family i. */
    FAMILY_RISK(Of.FAMILIES, (i, j) -> "risk of family " + i, Scale.AUTOMATIC),
    /** The error of a class of family i. */
    FAMILY_ERROR(Of.FAMILIES, (i, j) -> "error of family " + i, Scale.AUTOMATIC),
    /** The mean of a class's own output, of family i. */
    OWN_LOGIT_MEAN(Of.FAMILIES, (i, j) -> "mean own logit, family " + i, Scale.AUTOMATIC),
    /** Its variance. */
    OWN_LOGIT_VARIANCE(Of.FAMILIES, (i, j) -> "variance of the own logit, family " + i, Scale.AUTOMATIC),
    /** Its cosine with the class's mean. */
    OWN_COSINE(Of.FAMILIES, (i, j) -> "cos of own output and mean, family " + i, Scale.LINEAR),
    /** The mean of an output of family j on another class, of family i. */
    OTHER_LOGIT_MEAN(Of.FAMILIES, (i, j) -> "mean logit of others" + families(i, j), Scale.AUTOMATIC),
    /** Its variance. */
    OTHER_LOGIT_VARIANCE(Of.FAMILIES, (i, j) -> "variance of others' logits" + families(i, j), Scale.AUTOMATIC),
    /** Its cosine with that class's mean. */
    OTHER_COSINE(Of.FAMILIES, (i, j) -> "cos of others' outputs and mean" + families(i, j), Scale.LINEAR),
    /** The probability that class i is predicted as class j. */
    CONFUSION((i, j) -> "class " + i + " predicted as class " + j) {
        @Override
        Column placed(Column column, int classNumber, int predicted) {
            return column.ofClass(classNumber);
        }
    };

    private static final Pattern NUMBERED = Pattern.compile("([a-z_]+?)_([1-9]\\d{0,8})(?:_([1-9]\\d{0,8}))?");

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // a function without a state
    private final NumberedLabel numberedLabel;

    private final Scale scale;

    private final Of numbers;

    /** What the numbers in a column's name count. */
    private enum Of {
        CLASSES,
        BANDS,
        FAMILIES
    }

    Quantity(String label) {
        this(label, (i, j) -> "", Scale.AUTOMATIC);
    }

    Quantity(NumberedLabel numberedLabel) {
        this(numberedLabel, Scale.AUTOMATIC);
    }

    Quantity(NumberedLabel numberedLabel, Scale scale) {
        this("", numberedLabel, scale);
    }

    Quantity(Of numbers, NumberedLabel numberedLabel, Scale scale) {
        this("", numbers, numberedLabel, scale);
    }

    Quantity(String label, NumberedLabel numberedLabel) {
        this(label, numberedLabel, Scale.AUTOMATIC);
    }

    Quantity(String label, NumberedLabel numberedLabel, Scale scale) {
        this(label, Of.CLASSES, numberedLabel, scale);
    }

    Quantity(String label, Of numbers, NumberedLabel numberedLabel, Scale scale) {
        this.label = label;
        this.numbers = numbers;
        this.numberedLabel = numberedLabel;
        this.scale = scale;
    }

    /** The label of a column with one number or two; the second is 0 if there is one. */
    @FunctionalInterface
    private interface NumberedLabel {
        String of(int first, int second);
    }

    /**
     * The name of its column, with which those of classes, outputs and bands begin.
     *
     * @return such as {@code norm_squared}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The column of a quantity of the whole problem.
     *
     * @return the column, named {@link #word}
     */
    public Column column() {
        return scaled(Column.of(word()).labelled(label));
    }

    /** The column of a class or a band. */
    Column column(int number) {
        return column(number, 0);
    }

    /** The column of two numbers; of one if the second is 0. */
    Column column(int first, int second) {
        String name = word() + "_" + first + (second > 0 ? "_" + second : "");
        return placed(
                scaled(Column.of(name).ofQuantity(word()).labelled(numberedLabel.of(first, second))), first, second);
    }

    /**
     * The column of an output on a class.
     *
     * @param classNumber the class, 1-based
     * @param output the output, 1-based
     * @param outputs how many there are: a single one has no number
     * @return the column
     */
    public Column ofOutput(int classNumber, int output, int outputs) {
        return column(classNumber, outputs == 1 ? 0 : output);
    }

    /** The columns of some quantities side by side, for every output on every class. */
    static List<Column> perOutput(OrderParameters at, Quantity... quantities) {
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= at.classes(); i++) {
            for (int j = 1; j <= at.outputs(); j++) {
                for (Quantity quantity : quantities) {
                    columns.add(quantity.ofOutput(i, j, at.outputs()));
                }
            }
        }
        return columns;
    }

    /** The column with the class and the output that its numbers stand for. */
    Column placed(Column column, int classNumber, int output) {
        if (numbers != Of.CLASSES) {
            return column;
        }
        Column placed = column.ofClass(classNumber);
        return output > 0 ? placed.ofOutput(output) : placed;
    }

    private Column scaled(Column column) {
        return scale == Scale.LINEAR ? column.linear() : column;
    }

    /**
     * The column that an average of the iterate has of a statistic.
     *
     * @param column the statistic's column of the iterate
     * @return such as {@code average_risk}
     */
    public static String averaged(String column) {
        return AveragedStatistic.PREFIX + column;
    }

    /**
     * Whether a distance in standard errors between theory and simulation says nothing of a column: the smallest and the largest of
     * many entries scatter about the theory's by more than any mean does, and what samples leave open is a simulation's alone.
     *
     * @param name the name of the column
     * @return true for the ends of a scale, and for the error of held-out samples
     */
    public static boolean isBeyondCompare(String name) {
        return name.equals(PRECONDITIONER_MIN.word())
                || name.equals(PRECONDITIONER_MAX.word())
                || name.equals(RISK_HELD_OUT_ERROR.word());
    }

    /**
     * Whether a column is linear in the products of the iterate's entries, so that its mean over runs follows from theirs: risks of
     * quadratic losses, norms and means of logits.
     *
     * @param name the name of the column
     * @return false for roots, ratios and probabilities, and for logits' variances, which leave out what their means scatter over runs
     */
    public static boolean isLinearInProducts(String name) {
        return name.startsWith(RISK.word()) || name.equals(NORM_SQUARED.word()) || name.startsWith(LOGIT_MEAN.word());
    }

    /**
     * What a column means of which a file tells the name alone.
     *
     * @param name the name
     * @return the column of the quantity that has such names; one of no meaning if there is none
     */
    public static Column named(String name) {
        if (name.startsWith(AveragedStatistic.PREFIX)) {
            Column column = named(name.substring(AveragedStatistic.PREFIX.length()));
            return column.label().isEmpty() ? Column.of(name) : AveragedStatistic.renamed(column);
        }
        Matcher numbered = NUMBERED.matcher(name);
        boolean hasNumbers = numbered.matches();
        boolean hasTwo = hasNumbers && numbered.group(3) != null;
        String word = hasNumbers ? numbered.group(1) : name;
        return Arrays.stream(values())
                .filter(quantity -> quantity.word().equals(word))
                .map(quantity -> hasNumbers
                        ? quantity.column(
                                Integer.parseInt(numbered.group(2)), hasTwo ? Integer.parseInt(numbered.group(3)) : 0)
                        : quantity.column())
                // A quantity of classes has no column of the whole, and the other way round.
                .filter(column -> !column.label().isEmpty())
                .findFirst()
                .orElseGet(() -> Column.of(name));
    }

    private static String place(int classNumber, int output) {
        return ", class " + classNumber + (output > 0 ? ", output " + output : "");
    }

    private static String families(int first, int second) {
        return ", families " + first + " and " + second;
    }

    private static String pair(int first, int second) {
        return low(first) + (second > 0 ? "\u200A" + low(second) : "");
    }

    /** A number as an index; none for 0. */
    private static String low(int number) {
        StringBuilder text = new StringBuilder();
        (number == 0 ? "" : Integer.toString(number)).chars().forEach(c -> text.append((char) ('\u2080' + c - '0')));
        return text.toString();
    }
}
