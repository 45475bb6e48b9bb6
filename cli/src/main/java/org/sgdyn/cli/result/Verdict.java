package org.sgdyn.cli.result;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
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

    /** From here on a relative difference is said as a factor. */
    private static final double LARGE = 10;

    /** A test that shows only relative differences from here on says nothing. */
    private static final double BLIND = 0.25;

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
        if (Double.isNaN(agreement.end())) {
            return List.of("nothing to compare with the theory, as no time was reached by it and all replicates");
        }
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

    /**
     * The verdict on several curves together.
     *
     * @param agreements what was found of each, by its name, in order; not empty
     * @return part of a sentence
     */
    public static String ofAll(Map<String, Agreement> agreements) {
        Agreement any = agreements.values().iterator().next();
        if (!any.isJudged()) {
            return few(any, REPLICATES);
        }
        List<String> risks =
                names(agreements, agreement -> agreement.risk().stream().anyMatch(Finding::departs));
        List<String> others =
                names(agreements, agreement -> !agreement.departing().isEmpty());
        String risk = risks.isEmpty()
                ? "the risk agrees with the theory on all " + agreements.size() + " curves"
                : "the risk departs from the theory on " + risks.size() + " of " + agreements.size() + " curves: "
                        + String.join(", ", risks);
        String rest = others.isEmpty()
                ? "no other statistic departs from its theory"
                : "of the other statistics some depart on " + others.size() + ": " + String.join(", ", others);
        boolean hasRisk = agreements.values().stream()
                .anyMatch(agreement -> agreement.risk().isPresent());
        return hasRisk ? risk + "; " + rest : rest;
    }

    private static List<String> names(Map<String, Agreement> agreements, Predicate<Agreement> condition) {
        return agreements.entrySet().stream()
                .filter(each -> condition.test(each.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String few(Agreement agreement, String remedy) {
        return (agreement.replicates() == 1 ? "1 replicate is" : agreement.replicates() + " replicates are")
                + " too few to judge whether theory and simulation agree; " + Agreement.ENOUGH
                + " would do (" + remedy + ")";
    }

    private static String tooFew(Agreement agreement, String remedy) {
        return few(agreement, remedy)
                + agreement
                        .risk()
                        .map(risk -> "; the simulated risk is at most " + size(risk.difference()) + " off, at t = "
                                + number(risk.time()))
                        .orElse("");
    }

    /** Whether so little would show that no departure is no agreement, as where d is small or steps are long. */
    private static boolean isBlind(Agreement agreement) {
        return agreement.risk().isPresent() && !(agreement.noticeable() < BLIND);
    }

    private static String harmony(Agreement agreement, Finding risk) {
        String power = Double.isFinite(agreement.noticeable())
                ? "; differences from about " + size(agreement.noticeable()) + " on would show"
                : "";
        if (isBlind(agreement)) {
            return "whether the risk agrees with the theory cannot be told at this dimension and step length ("
                    + probability(risk.p()) + power + ")";
        }
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
            if (isBlind(agreement)) {
                return "the " + others + (count == 1 ? " does not depart" : " do not depart")
                        + " by as much as would show";
            }
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
                ? size(finding.difference())
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

    /** A relative difference: 2.1 %, or a factor of 12. */
    private static String size(double difference) {
        double percent = 100 * Math.abs(difference);
        return difference >= LARGE
                ? String.format(Locale.ROOT, "a factor of %.2g", 1 + difference)
                : String.format(Locale.ROOT, percent < 10 ? "%.2g" : "%.0f", percent) + " %";
    }

    private static String number(double time) {
        return new BigDecimal(time).round(FOUR).stripTrailingZeros().toPlainString();
    }
}
