package org.sgdyn.agreement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.sgdyn.model.Trajectory;
import org.sgdyn.statistics.Quantity;

/**
 * The verdict on theory and simulation. The risk has a test of its own over all its times; the other statistics have
 * one each, of which p-values are corrected for their number by Holm's method. Statistics that do not differ between replicates are
 * not tested, and of those that follow from each other by a factor only the first is.
 *
 * @param replicates how many were simulated
 * @param end the last time that all of them and the theory reached, up to which they are compared; NaN if there is none
 * @param isWhole whether none of them went further
 * @param risk the finding on the risk; empty if it is no statistic of the run, or the same in all replicates
 * @param others the findings on the other statistics, in the order of the columns; empty if nothing is judged
 * @param noticeable the relative difference of the risk that the test notices with even odds at a typical time; NaN if nothing is judged
 */
public record Agreement(
        int replicates, double end, boolean isWhole, Optional<Finding> risk, List<Finding> others, double noticeable) {

    /** A statistic departs if its p-value is below: of a hundred theories that hold, at most one is blamed. */
    public static final double LEVEL = 0.01;

    /** With fewer replicates nothing is judged. */
    public static final int FEWEST = 5;

    /** So many replicates at d = 1000 notice 2 % of the risk. */
    public static final int ENOUGH = 20;

    /**
     * What is found of a statistic.
     *
     * @param column the statistic
     * @param p the p-value, corrected for the number of statistics; NaN if nothing is judged
     * @param time where the mean departs most, in standard errors beyond the allowance
     * @param first the first time at which it departs significantly by itself; {@code time} if it does nowhere
     * @param theory the theory's value at {@code time}
     * @param mean the simulated mean there
     * @param difference how far the simulation lies above the theory there, relative to it (by geometric means) if {@code isRelative}
     * @param isRelative whether all values have one sign there
     */
    public record Finding(
            String column,
            double p,
            double time,
            double first,
            double theory,
            double mean,
            double difference,
            boolean isRelative) {

        /**
         * Whether the statistic departs from the theory.
         *
         * @return false if it agrees, or nothing is judged
         */
        public boolean departs() {
            return p < LEVEL;
        }

        private Finding withP(double adjusted) {
            return new Finding(column, adjusted, time, first, theory, mean, difference, isRelative);
        }
    }

    /**
     * Whether there are replicates enough to judge by.
     *
     * @return false if the findings are differences alone
     */
    public boolean isJudged() {
        return replicates >= FEWEST;
    }

    /**
     * The other statistics that depart.
     *
     * @return none if all agree
     */
    public List<Finding> departing() {
        return others.stream().filter(Finding::departs).toList();
    }

    /**
     * The finding on a statistic.
     *
     * @param column its name
     * @return empty if it was not tested
     */
    public Optional<Finding> of(String column) {
        return risk.filter(finding -> finding.column().equals(column))
                .or(() -> others.stream()
                        .filter(finding -> finding.column().equals(column))
                        .findFirst());
    }

    /**
     * Compares a theory with simulated replicates.
     *
     * @param theory the theory's curves
     * @param replicates the replicates' curves of the same columns and times, in their order
     * @param allowance how far a mean may lie beside the theory
     * @param isCompared which columns are compared
     * @return the verdict
     */
    public static Agreement of(
            Trajectory theory, Collection<Trajectory> replicates, Allowance allowance, Predicate<String> isCompared) {
        int reached = theory.times().length;
        int furthest = reached;
        for (Trajectory replicate : replicates) {
            reached = Math.min(reached, replicate.times().length);
            furthest = Math.max(furthest, replicate.times().length);
        }
        Curves curves = new Curves(theory, List.copyOf(replicates), reached);
        double end = reached == 0 ? Double.NaN : theory.times()[reached - 1];
        int riskColumn = theory.columns().indexOf(Quantity.RISK.word());
        if (replicates.size() < FEWEST) {
            return new Agreement(
                    replicates.size(),
                    end,
                    reached == furthest,
                    riskColumn < 0 ? Optional.empty() : curves.largestDifference(riskColumn),
                    List.of(),
                    Double.NaN);
        }
        Optional<CurveTest> risk = riskColumn < 0 ? Optional.empty() : curves.test(riskColumn, allowance);
        Set<CurveTest.Fingerprint> known = new HashSet<>();
        risk.ifPresent(test -> known.add(test.fingerprint()));
        List<Finding> others = new ArrayList<>();
        for (int c = 0; c < theory.columns().size(); c++) {
            String column = theory.columns().get(c);
            if (c != riskColumn && isCompared.test(column)) {
                curves.test(c, allowance)
                        .filter(test -> known.add(test.fingerprint()))
                        .ifPresent(test -> others.add(curves.finding(column, test)));
            }
        }
        return new Agreement(
                replicates.size(),
                end,
                reached == furthest,
                risk.map(test -> curves.finding(Quantity.RISK.word(), test)),
                adjusted(others),
                risk.map(test -> test.noticeable(LEVEL)).orElse(Double.NaN));
    }

    private static List<Finding> adjusted(List<Finding> findings) {
        double[] p = Holm.adjusted(findings.stream().mapToDouble(Finding::p).toArray());
        List<Finding> adjusted = new ArrayList<>();
        for (double each : p) {
            adjusted.add(findings.get(adjusted.size()).withP(each));
        }
        return List.copyOf(adjusted);
    }

    /** Theory and replicates up to the last time that all reached. */
    private record Curves(Trajectory theory, List<Trajectory> replicates, int reached) {

        private double[] theory(int column) {
            double[] values = new double[reached];
            for (int k = 0; k < reached; k++) {
                values[k] = theory.values()[k][column];
            }
            return values;
        }

        Optional<CurveTest> test(int column, Allowance allowance) {
            double[][] values = new double[replicates.size()][reached];
            for (int i = 0; i < values.length; i++) {
                for (int k = 0; k < reached; k++) {
                    values[i][k] = replicates.get(i).values()[k][column];
                }
            }
            return CurveTest.of(values, theory(column), allowance);
        }

        private double mean(int column, int time) {
            double first = replicates.get(0).values()[time][column];
            return first
                    + replicates.stream()
                                    .mapToDouble(replicate -> replicate.values()[time][column] - first)
                                    .sum()
                            / replicates.size();
        }

        Finding finding(String column, CurveTest test) {
            int c = theory.columns().indexOf(column);
            int k = test.largest();
            return new Finding(
                    column,
                    test.p(),
                    theory.times()[k],
                    theory.times()[test.first(LEVEL)],
                    theory.values()[k][c],
                    mean(c, k),
                    test.difference(),
                    test.isRelative());
        }

        /** Where the mean differs most from the theory, relative to it. */
        Optional<Finding> largestDifference(int column) {
            Finding largest = null;
            for (int k = 0; k < reached; k++) {
                double value = theory.values()[k][column];
                double mean = mean(column, k);
                double difference = (mean - value) / Math.abs(value);
                if (Double.isFinite(difference)
                        && (largest == null || Math.abs(difference) > Math.abs(largest.difference()))) {
                    double time = theory.times()[k];
                    largest = new Finding(
                            theory.columns().get(column), Double.NaN, time, time, value, mean, difference, true);
                }
            }
            return Optional.ofNullable(largest);
        }
    }
}
