package org.sgdyn.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.sgdyn.agreement.Agreement.Finding;
import org.sgdyn.model.Trajectory;
import org.sgdyn.spi.Outcome;

class AgreementTest {

    private static final List<String> COLUMNS = List.of("learning_rate", "risk", "risk_1", "error", "norm_squared");

    private static final int DIMENSION = 10_000;

    /** A constant rate, a risk that is twice that of its one class, an error and a norm, independent of each other and over times. */
    private static Trajectory curve(int times, double risk, double error, double norm) {
        double[][] values = new double[times][];
        double[] at = new double[times];
        for (int k = 0; k < times; k++) {
            at[k] = 0.5 * k;
            values[k] = new double[] {0.3, risk, risk / 2, error, norm};
        }
        return new Trajectory(COLUMNS, at, values, Outcome.completed(at[times - 1]));
    }

    private static List<Trajectory> replicates(int count) {
        SplittableRandom random = new SplittableRandom(3);
        List<Trajectory> replicates = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            replicates.add(curve(
                    5,
                    1 + 0.01 * random.nextGaussian(),
                    0.2 + 0.002 * random.nextGaussian(),
                    4 + 0.04 * random.nextGaussian()));
        }
        return replicates;
    }

    private static Agreement agreement(Trajectory theory, List<Trajectory> replicates) {
        return Agreement.of(theory, replicates, Allowance.of(DIMENSION, 0, 0), column -> true);
    }

    @Test
    void theRiskIsJudgedByItselfAndOthersTogether() {
        Agreement agreement = agreement(curve(5, 1, 0.2, 5), replicates(20));
        assertThat(agreement.isJudged()).isTrue();
        assertThat(agreement.risk().orElseThrow().departs()).isFalse();
        // What does not scatter is not tested, and half the risk has no test beside the risk.
        assertThat(agreement.others()).extracting(Finding::column).containsExactly("error", "norm_squared");
        assertThat(agreement.departing()).extracting(Finding::column).containsExactly("norm_squared");
        // A fifth below, within four standard errors of 0.01 / sqrt(20).
        assertThat(agreement.departing().get(0).difference()).isCloseTo(-0.2, within(0.01));
        assertThat(agreement.of("error")).contains(agreement.others().get(0));
        assertThat(agreement.of("learning_rate")).isEmpty();
    }

    @Test
    void onlyWhatIsComparedIsTested() {
        Agreement agreement = Agreement.of(
                curve(5, 1, 0.2, 5),
                replicates(20),
                Allowance.of(DIMENSION, 0, 0),
                column -> !column.startsWith("norm"));
        assertThat(agreement.others()).extracting(Finding::column).containsExactly("error");
    }

    @Test
    void fewReplicatesGiveDifferencesAlone() {
        Agreement agreement = agreement(curve(5, 2, 0.2, 4), replicates(4));
        assertThat(agreement.isJudged()).isFalse();
        assertThat(agreement.others()).isEmpty();
        Finding risk = agreement.risk().orElseThrow();
        assertThat(risk.p()).isNaN();
        assertThat(risk.departs()).isFalse();
        // Half the theory, within four standard errors.
        assertThat(risk.difference()).isCloseTo(-0.5, within(0.01));
        assertThat(agreement(curve(5, 2, 0.2, 4), replicates(1)).isJudged()).isFalse();
    }

    /** A replicate that ends early ends the comparison; what the others do later is not the mean of all. */
    @Test
    void theComparisonEndsWhereTheFirstReplicateDoes() {
        List<Trajectory> replicates = new ArrayList<>(replicates(6));
        assertThat(agreement(curve(5, 1, 0.2, 4), replicates).isWhole()).isTrue();
        replicates.set(2, curve(3, 1, 0.2, 4));
        Agreement agreement = agreement(curve(5, 1, 0.2, 4), replicates);
        assertThat(agreement.isWhole()).isFalse();
        assertThat(agreement.end()).isEqualTo(1.0);
    }

    /** 1 % is far for 400 replicates of 1 % at d = 10000, and within 3 h d^{1/2} = 3 deviations where steps have length 0.01. */
    @Test
    void longStepsAreGrantedTheirBias() {
        List<Trajectory> replicates = replicates(400);
        Trajectory theory = curve(5, 1.01, 0.2, 4);
        assertThat(agreement(theory, replicates).risk().orElseThrow().departs()).isTrue();
        Agreement coarse = Agreement.of(theory, replicates, Allowance.of(DIMENSION, 0.01, 0), column -> true);
        assertThat(coarse.risk().orElseThrow().p()).isEqualTo(1);
    }
}
