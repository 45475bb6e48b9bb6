package org.sgdyn.cli.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.sgdyn.agreement.Agreement;
import org.sgdyn.agreement.Agreement.Finding;

class VerdictTest {

    private static Finding finding(String column, double p, double difference) {
        return new Finding(column, p, 2.5, 1, 1, 1 + difference, difference, true);
    }

    private static List<String> words(Agreement agreement) {
        return Verdict.of(agreement, UnaryOperator.identity(), Verdict.REPLICATES);
    }

    private static Agreement judged(Finding risk, Finding... others) {
        return new Agreement(20, 10, true, Optional.of(risk), List.of(others), 0.0123);
    }

    @Test
    void agreementIsSaidWithWhatItIsWorth() {
        assertThat(words(judged(finding("risk", 0.4321, 0.01), finding("error", 1, 0), finding("norm_squared", 1, 0))))
                .containsExactly(
                        "the risk agrees with the theory as far as 20 replicates can tell (p = 0.43; differences from about"
                                + " 1.2 % on would show)",
                        "the 2 other statistics agree, too");
    }

    @Test
    void aDepartureIsSaidWithSizeAndTime() {
        assertThat(words(judged(finding("risk", 1e-9, -0.123), finding("error", 1, 0))))
                .containsExactly(
                        "the risk departs from the theory: the mean of 20 replicates lies 12 % below it at t = 2.5 (p <"
                                + " 0.0001)",
                        "the one other statistic agrees with the theory");
    }

    @Test
    void whatIsFarOffIsSaidAsAFactor() {
        assertThat(words(judged(finding("risk", 1e-9, 11))))
                .containsExactly(
                        "the risk departs from the theory: the mean of 20 replicates lies a factor of 12 above it at t ="
                                + " 2.5 (p < 0.0001)");
    }

    @Test
    void theMostSignificantStatisticsAreNamedFirstAndNotAllOfMany() {
        Finding crossing = new Finding("cosine_1", 0.001, 2, 2, 0, 0.04, 0.04, false);
        assertThat(words(judged(finding("risk", 1, 0), finding("error", 0.002, 0.02), crossing))
                        .get(1))
                .isEqualTo(
                        "2 of 2 other statistics depart from the theory: cosine_1, 0.040 above it at t = 2 (p = 0.0010);"
                                + " error, 2.0 % above it at t = 2.5 (p = 0.0020)");
        assertThat(words(judged(
                                finding("risk", 1, 0),
                                finding("a", 0.004, 0.02),
                                finding("b", 0.003, 0.02),
                                finding("c", 0.002, 0.02),
                                finding("d", 0.001, 0.02)))
                        .get(1))
                .contains(": d, ", "; c, ", "; b, ", "; and others")
                .doesNotContain("; a, ");
    }

    @Test
    void withoutARiskTheOthersAreSaidAlone() {
        Agreement agreement =
                new Agreement(20, 1, false, Optional.empty(), List.of(finding("error", 1, 0)), Double.NaN);
        assertThat(words(agreement))
                .containsExactly("the one statistic agrees with the theory, up to t = 1, which all reached");
        assertThat(words(new Agreement(20, 1, true, Optional.empty(), List.of(), Double.NaN)))
                .containsExactly("nothing that differs between replicates to compare with the theory");
    }

    @Test
    void whereNothingWasReachedNothingIsCompared() {
        assertThat(words(new Agreement(20, Double.NaN, false, Optional.empty(), List.of(), Double.NaN)))
                .containsExactly("nothing to compare with the theory, as no time was reached by it and all replicates");
    }

    @Test
    void ofSeveralCurvesThoseThatDepartAreNamed() {
        Agreement good = judged(finding("risk", 1, 0), finding("error", 1, 0));
        Agreement bad = judged(finding("risk", 1e-9, 0.1), finding("error", 1, 0));
        Agreement partly = judged(finding("risk", 1, 0), finding("error", 1e-9, 0.1));
        assertThat(Verdict.ofAll(new TreeMap<>(Map.of("a", good, "b", good))))
                .isEqualTo(
                        "the risk agrees with the theory on all 2 curves; no other statistic departs from its theory");
        assertThat(Verdict.ofAll(new TreeMap<>(Map.of("a", bad, "b", good, "c", partly, "d", partly))))
                .isEqualTo(
                        "the risk departs from the theory on 1 of 4 curves: a; of the other statistics some depart on 2: c, d");
        Agreement few = new Agreement(2, 10, true, Optional.empty(), List.of(), Double.NaN);
        assertThat(Verdict.ofAll(new TreeMap<>(Map.of("a", few, "b", few))))
                .isEqualTo("2 replicates are too few to judge whether theory and simulation agree; 20 would do"
                        + " (simulation.replicates)");
    }

    @Test
    void fewReplicatesAreSaidToBeFewAndNoRatioIsGiven() {
        Finding risk = new Finding("risk", Double.NaN, 2.5, 2.5, 1, 1.015, 0.015, true);
        assertThat(words(new Agreement(2, 10, true, Optional.of(risk), List.of(), Double.NaN)))
                .containsExactly("2 replicates are too few to judge whether theory and simulation agree; 20 would do"
                        + " (simulation.replicates); the simulated risk is at most 1.5 % off, at t = 2.5");
        assertThat(words(new Agreement(1, 10, true, Optional.empty(), List.of(), Double.NaN)))
                .containsExactly("1 replicate is too few to judge whether theory and simulation agree; 20 would do"
                        + " (simulation.replicates)");
    }
}
