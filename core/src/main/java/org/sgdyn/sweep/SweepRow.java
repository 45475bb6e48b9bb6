package org.sgdyn.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What a grid point gave. Immutable, and small: a sweep may have a million. */
public final class SweepRow implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The column of the table that says how a point ended. */
    public static final String OUTCOME = "outcome";

    /** The outcome of a point without trouble. */
    public static final String COMPLETED = "completed";

    /** The names of the curves of a plain experiment. */
    private static final String[] PLAIN = {""};

    private final int index;
    private final String[] names;
    /** Per curve and measure a value and its uncertainty. */
    private final double[] numbers;

    private final String outcome;

    /**
     * The measures of one curve.
     *
     * @param name the curve's name, empty for a plain experiment
     * @param values a value per measure, NaN where there is none
     * @param uncertainties the uncertainty of each, NaN where there is none
     */
    public record Curve(String name, List<Double> values, List<Double> uncertainties) {

        /** Copies the lists. */
        public Curve {
            values = List.copyOf(values);
            uncertainties = List.copyOf(uncertainties);
        }
    }

    /**
     * A row.
     *
     * @param index the point's number in the grid, 0-based
     * @param curves a result per curve of the experiment, each with as many measures; none if the point could not be computed at
     *     all
     * @param outcome how it went, in words
     */
    public SweepRow(int index, List<Curve> curves, String outcome) {
        this(index, curves.stream().map(Curve::name).toArray(String[]::new), numbers(curves), outcome);
    }

    private SweepRow(int index, String[] names, double[] numbers, String outcome) {
        this.index = index;
        this.names = Arrays.equals(names, PLAIN) ? PLAIN : names;
        this.numbers = numbers;
        this.outcome = outcome.equals(COMPLETED) ? COMPLETED : outcome;
    }

    /**
     * A row from its numbers.
     *
     * @param index the point's number in the grid, 0-based
     * @param names the name of each curve
     * @param numbers per curve, then per measure, a value and its uncertainty
     * @param outcome how it went, in words
     * @return the row
     */
    public static SweepRow of(int index, List<String> names, double[] numbers, String outcome) {
        return new SweepRow(index, names.toArray(String[]::new), numbers.clone(), outcome);
    }

    private static double[] numbers(List<Curve> curves) {
        int measures = curves.isEmpty() ? 0 : curves.get(0).values().size();
        double[] numbers = new double[2 * measures * curves.size()];
        int next = 0;
        for (Curve curve : curves) {
            for (int m = 0; m < measures; m++) {
                numbers[next++] = curve.values().get(m);
                numbers[next++] = curve.uncertainties().get(m);
            }
        }
        return numbers;
    }

    /**
     * The point's number in the grid.
     *
     * @return 0-based
     */
    public int index() {
        return index;
    }

    /**
     * How it went.
     *
     * @return in words
     */
    public String outcome() {
        return outcome;
    }

    /**
     * The names of its curves.
     *
     * @return a name per curve, empty for that of a plain experiment; none if the point could not be computed at all
     */
    public List<String> names() {
        return Collections.unmodifiableList(Arrays.asList(names));
    }

    /**
     * The number of measures of each curve.
     *
     * @return 0 without curves
     */
    public int measures() {
        return names.length == 0 ? 0 : numbers.length / (2 * names.length);
    }

    /**
     * A value.
     *
     * @param curve the curve's number, 0-based
     * @param measure the measure's number, 0-based
     * @return NaN where there is none
     */
    public double value(int curve, int measure) {
        return number(curve, measure, 0);
    }

    /**
     * The uncertainty of a value.
     *
     * @param curve the curve's number, 0-based
     * @param measure the measure's number, 0-based
     * @return NaN where there is none
     */
    public double uncertainty(int curve, int measure) {
        return number(curve, measure, 1);
    }

    private double number(int curve, int measure, int offset) {
        return curve < names.length ? numbers[2 * (curve * measures() + measure) + offset] : Double.NaN;
    }

    /**
     * The results of all curves.
     *
     * @return a result per curve of the experiment; none if the point could not be computed at all
     */
    public List<Curve> curves() {
        List<Curve> curves = new ArrayList<>();
        for (int c = 0; c < names.length; c++) {
            List<Double> values = new ArrayList<>();
            List<Double> uncertainties = new ArrayList<>();
            for (int m = 0; m < measures(); m++) {
                values.add(value(c, m));
                uncertainties.add(uncertainty(c, m));
            }
            curves.add(new Curve(names[c], values, uncertainties));
        }
        return List.copyOf(curves);
    }

    /**
     * Whether the point was computed to its end.
     *
     * @return true if there was no trouble
     */
    public boolean isComplete() {
        return outcome.equals(COMPLETED);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SweepRow row
                && index == row.index
                && outcome.equals(row.outcome)
                && Arrays.equals(names, row.names)
                && Arrays.equals(numbers, row.numbers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers) * 31 + index;
    }

    @Override
    public String toString() {
        return "point " + index + ": " + curves() + ", " + outcome;
    }
}
