package org.sgdyn.cli.result;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.sgdyn.agreement.Agreement;
import org.sgdyn.agreement.Agreement.Finding;

/** What is said of the agreement of theory and simulation: first the risk, then the other statistics. */
public final class Verdict {

    /** The key that asks for more replicates in a run. */
    public static final String REPLICATES = "simulation.replicates";

    /** As many statistics that depart are named. */
    private static final int MOST_NAMED = 3;

    /** Below, only that p is smaller is said. */
    private static final double SMALLEST = 1e-4;

    private static final MathContext FOUR = new MathContext(4);

    private Verdict() {}

    /**
     * The verdict.
     *
     * @param agreement what was found
     * @param label what a column is called
     * @param remedy the key or the option that asks for more replicates
     * @return one or two parts of a sentence, the first on the risk if it was compared
     */
    public static List<String> of(Agreement agreement, UnaryOperator<String> label, String remedy) {
        List<String> words = new ArrayList<>();
        if (!agreement.isJudged()) {
            return List.of(tooFew(agreement, remedy));
        }
        String scope = agreement.isWhole() ? "" : ", up to t = " + number(agreement.end()) + ", which all reached";
        agreement
                .risk()
                .ifPresent(risk ->
                        words.add((risk.departs() ? departure(agreement, risk) : harmony(agreement, risk)) + scope));
        if (!agreement.others().isEmpty()) {
            words.add(others(agreement, label) + (words.isEmpty() ? scope : ""));
        }
        return words.isEmpty()
                ? List.of("nothing that differs between replicates to compare with the theory" + scope)
                : words;
    }

    private static String tooFew(Agreement agreement, String remedy) {
        return (agreement.replicates() == 1 ? "1 replicate is" : agreement.replicates() + " replicates are")
                + " too few to judge whether theory and simulation agree; " + Agreement.ENOUGH
                + " would do (" + remedy + ")"
                + agreement
                        .risk()
                        .map(risk -> "; the simulated risk is at most " + percent(risk.difference()) + " off, at t = "
                                + number(risk.time()))
                        .orElse("");
    }

    private static String harmony(Agreement agreement, Finding risk) {
        String power = Double.isFinite(agreement.noticeable())
                ? "; differences from about " + percent(agreement.noticeable()) + " on would show"
                : "";
        return "the risk agrees with the theory as far as " + agreement.replicates() + " replicates can tell ("
                + probability(risk.p()) + power + ")";
    }

    private static String departure(Agreement agreement, Finding risk) {
        return "the risk departs from the theory: the mean of " + agreement.replicates() + " replicates lies "
                + distance(risk);
    }

    private static String others(Agreement agreement, UnaryOperator<String> label) {
        List<Finding> departing = agreement.departing().stream()
                .sorted(Comparator.comparingDouble(Finding::p))
                .toList();
        int count = agreement.others().size();
        boolean hasRisk = agreement.risk().isPresent();
        String others =
                (count == 1 ? "one" : count) + (hasRisk ? " other" : "") + (count == 1 ? " statistic" : " statistics");
        if (departing.isEmpty()) {
            boolean isTrueOfRisk = agreement.risk().map(risk -> !risk.departs()).orElse(false);
            return "the " + others + (count == 1 ? " agrees" : " agree")
                    + (isTrueOfRisk ? ", too" : " with the theory");
        }
        String named = departing.stream()
                .limit(MOST_NAMED)
                .map(finding -> label.apply(finding.column()) + ", " + distance(finding))
                .collect(Collectors.joining("; "));
        return (count == 1 ? "the " : departing.size() + " of ")
                + others
                + (departing.size() == 1 ? " departs from the theory: " : " depart from the theory: ")
                + named
                + (departing.size() > MOST_NAMED ? "; and others" : "");
    }

    /** Such as: 2.1 % above it at t = 3 (p = 0.002). */
    private static String distance(Finding finding) {
        String size = finding.isRelative()
                ? percent(finding.difference())
                : String.format(Locale.ROOT, "%.2g", Math.abs(finding.difference()));
        return size + (finding.difference() > 0 ? " above" : " below") + " it at t = " + number(finding.time()) + " ("
                + probability(finding.p()) + ")";
    }

    /**
     * A p-value to read.
     *
     * @param p the value
     * @return such as {@code p = 0.043} or {@code p < 0.0001}
     */
    public static String probability(double p) {
        return p < SMALLEST ? "p < 0.0001" : "p = " + (p > 0.995 ? "1" : String.format(Locale.ROOT, "%.2g", p));
    }

    private static String percent(double part) {
        double percent = 100 * Math.abs(part);
        return String.format(Locale.ROOT, percent < 10 ? "%.2g" : "%.0f", percent) + " %";
    }

    private static String number(double time) {
        return new BigDecimal(time).round(FOUR).stripTrailingZeros().toPlainString();
    }
}
