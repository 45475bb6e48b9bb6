package org.sgdyn.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.sgdyn.dynamics.ModeOrderParameters;
import org.sgdyn.dynamics.Problems;
import org.sgdyn.dynamics.Problems.Quadratic;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeGrouping;
import org.sgdyn.model.ModeTable;
import org.sgdyn.spi.OrderParameters;
import org.sgdyn.spi.Statistic;

class SpectralStatisticsTest {

    /** Four modes, two clean: everything can be done by hand. */
    private static final ModeTable HALF_CLEAN = ModeTable.of(
            Problems.targets(1),
            new double[] {1},
            new double[][] {{0, 0, 2, 2}},
            new double[][] {{3, 4, 0, 5}},
            new double[0][],
            new double[][] {{3, 4, 1, 1}});

    @Test
    void alignmentSplitsTheMeanAtTheMedianEigenvalue() {
        double[] values = evaluate(SpectralStatistics.alignment(OptionalDouble.empty()), HALF_CLEAN);
        // Clean: <X, P mu> = 25, |X|^2 = 27, |P mu|^2 = 25. Noisy: 5, 27, 25.
        assertThat(values[0]).isCloseTo(25.0 * 25 / (27 * 25), within(1e-15));
        assertThat(values[1]).isCloseTo(5.0 * 5 / (27 * 25), within(1e-15));
    }

    @Test
    void aThresholdAboveAllEigenvaluesLeavesNoNoisyPart() {
        double[] values = evaluate(SpectralStatistics.alignment(OptionalDouble.of(3)), HALF_CLEAN);
        // <X, mu> = 30, |mu|^2 = 50.
        assertThat(values[0]).isCloseTo(900.0 / (27 * 50), within(1e-15));
        assertThat(values[1]).isNaN();
    }

    @Test
    void bandsOfEnergySumToTheNorm() {
        assertThat(evaluate(SpectralStatistics.energy(2), HALF_CLEAN)).containsExactly(25, 2);
        assertThat(evaluate(SpectralStatistics.energy(4), HALF_CLEAN)).containsExactly(9, 16, 1, 1);
    }

    /** Version 0.1 had the modes in OrderParameters itself, and no way to say that they are read. */
    @Test
    @SuppressWarnings("deprecation")
    void aStatisticOfVersion01StillRuns() {
        Statistic old = new Statistic() {
            @Override
            public List<String> columns(OrderParameters parameters) {
                return List.of("moment");
            }

            @Override
            public void evaluate(OrderParameters at, double[] values, int offset) {
                for (int g = 0; g < at.groups(); g++) {
                    for (int s = at.slotStart(g); s < at.slotStart(g + 1); s++) {
                        values[offset] += at.groupEigenvalue(g, 0) * at.slotIterate(s, 0) * at.slotMean(s, 0);
                        values[offset] += at.groupWeight(g) * at.groupPosition(g) + at.groupCovariance(g, 0, 0);
                    }
                }
            }
        };
        // 2 (1 * 0) + 2 (1 * 5), and (1/4) (1/4 + 2/4 + 3/4 + 1).
        assertThat(evaluate(old, HALF_CLEAN)).containsExactly(10 + 0.625);
    }

    @Test
    void mergedModesHaveTheSameStatistics() {
        Statistic energy = SpectralStatistics.energy(4);
        ModeTable merged = ModeGrouping.merge(HALF_CLEAN, energy.cuts());
        // The cut at a half falls between the two eigenvalues anyway; those at a quarter and three quarters split them.
        assertThat(merged.groups()).isEqualTo(4);
        assertThat(evaluate(energy, merged)).containsExactly(9, 16, 1, 1);
        Statistic alignment = SpectralStatistics.alignment(OptionalDouble.empty());
        double[] plain = evaluate(alignment, HALF_CLEAN);
        double[] grouped = evaluate(alignment, ModeGrouping.merge(HALF_CLEAN));
        // Orthonormal bases of the same span: rounding only.
        assertThat(grouped).containsExactly(plain, within(1e-14));
    }

    @Test
    void teacherDistanceAndGradientNorm() {
        LearningProblem problem = Problems.random(new Quadratic(1, 1, 0), new double[] {0.5, 0.5}, 6, 1, 0);
        ModeOrderParameters at = new ModeOrderParameters(problem);
        double[] value = new double[1];
        Statistics.distanceToTeacher().evaluate(at, value, 0);
        double sum = 0;
        for (int s = 0; s < 6; s++) {
            sum += Math.pow(problem.modes().slotInitials(0)[s] - problem.modes().slotTeachers(0)[s], 2);
        }
        assertThat(value[0]).isCloseTo(Math.sqrt(sum), within(1e-15));
        Statistics.gradientNorm().evaluate(at, value, 0);
        // Without ridge the descent is the squared norm; its own test is the chain rule in MeanFieldTest.
        assertThat(value[0] * value[0]).isCloseTo(at.geometry().riskDescent(), within(1e-14));
    }

    private static double[] evaluate(Statistic statistic, ModeTable modes) {
        LearningProblem problem = Problems.of(modes, new Quadratic(1, 0, 0), Problems.constant(1), 0);
        ModeOrderParameters at = new ModeOrderParameters(problem);
        double[] values = new double[statistic.columns(at).size() + 2];
        statistic.evaluate(at, values, 1);
        assertThat(values[0]).isZero();
        assertThat(values[values.length - 1]).isZero();
        return Arrays.copyOfRange(values, 1, values.length - 1);
    }
}
