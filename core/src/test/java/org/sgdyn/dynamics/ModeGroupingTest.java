package org.sgdyn.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgdyn.dynamics.Problems.Quadratic;
import org.sgdyn.model.Continuum;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeGrouping;
import org.sgdyn.model.ModeTable;
import org.sgdyn.spi.ProfileLimit;
import org.sgdyn.spi.SpectrumLimit;

/** Merged and limiting modes against the plain ones. */
class ModeGroupingTest {

    private static final double[] WEIGHTS = {0.5, 0.3, 0.2};

    /** Merging changes nothing but the cost: same curves, at most (number of vectors) slots per group. */
    @ParameterizedTest
    @CsvSource({"1, 0, 0", "1, 1, 0", "2, 2, 0", "1, 0, 0.5"})
    void mergedModesMoveAsThePlainOnes(int outputs, int teacherOutputs, double cut) {
        LearningProblem plain =
                coarse(Problems.random(new Quadratic(outputs, teacherOutputs, 0.1), WEIGHTS, 60, 0.7, 0.1));
        ModeTable modes = ModeGrouping.merge(plain.modes(), cut);
        assertThat(modes.groups()).isEqualTo(cut == 0 ? 3 : 4);
        assertThat(modes.slots()).isLessThanOrEqualTo(modes.groups() * (3 + teacherOutputs + outputs));
        LearningProblem merged =
                new LearningProblem(modes, plain.loss(), plain.learningRate(), plain.ridge(), 1, plain.expectation());
        ModeOrderParameters one = new ModeOrderParameters(plain);
        ModeOrderParameters two = new ModeOrderParameters(merged);
        one.read(0, Problems.rungeKutta(new MeanField(plain), one.initialState(), 2, 200));
        two.read(0, Problems.rungeKutta(new MeanField(merged), two.initialState(), 2, 200));
        for (int i = 0; i < 3; i++) {
            // The same dynamics in another basis: rounding, amplified by 200 steps at most a little.
            assertThat(two.risk(i)).isCloseTo(one.risk(i), within(1e-12));
            assertThat(two.logitMean(i, outputs - 1)).isCloseTo(one.logitMean(i, outputs - 1), within(1e-12));
            assertThat(two.squaredMeanNorm(i)).isCloseTo(one.squaredMeanNorm(i), within(1e-12));
        }
        assertThat(two.squaredNorm(0)).isCloseTo(one.squaredNorm(0), within(1e-12));
    }

    @Test
    void distinctModesAreLeftAlone() {
        ModeTable modes =
                Problems.random(new Quadratic(1, 0, 0), WEIGHTS, 20, 0.7, 0).modes();
        assertThat(ModeGrouping.merge(modes)).isSameAs(modes);
    }

    /** Integrals of powers: |mu|^2 = 1 / (2 beta + 1) down to a nearly singular exponent, and tr K / d = 1 / (alpha + 1). */
    @ParameterizedTest
    @CsvSource({"0, 1", "0.5, 0.3", "1, 4", "-0.45, 0.1"})
    void powersAreIntegratedToRounding(double beta, double alpha) {
        ModeTable modes = powerLaw(beta, alpha, 10);
        double norm = Arrays.stream(modes.slotMeans(0)).map(v -> v * v).sum();
        double trace = 0;
        for (int g = 0; g < modes.groups(); g++) {
            trace += modes.groupWeights()[g] * modes.groupEigenvalues(0)[g];
        }
        // Gauss-Legendre with 10 nodes on panels of ratio 2 integrates powers to rounding.
        assertThat(norm).isCloseTo(1 / (2 * beta + 1), within(1e-12 / (2 * beta + 1)));
        assertThat(trace).isCloseTo(1 / (alpha + 1), within(1e-13));
        assertThat(Arrays.stream(modes.groupWeights()).sum()).isCloseTo(1, within(1e-13));
    }

    /** Doubling the nodes per panel changes nothing: the integrand of the dynamics is resolved as well. */
    @Test
    void theLimitIsResolved() {
        double coarse = riskAt(powerLaw(0.2, 1.1, 8), 20);
        double fine = riskAt(powerLaw(0.2, 1.1, 16), 20);
        assertThat(coarse).isCloseTo(fine, within(1e-12));
    }

    /** Finite sums differ from the integrals by the end-point rule, (f(1) - f(0)) / 2d to first order: the gap falls like 1/d. */
    @Test
    void largeDimensionsApproachTheLimit() {
        double limit = riskAt(powerLaw(0.5, 1, 10), 5);
        double gap = riskAt(finitePowerLaw(0.5, 1, 16_000), 5) - limit;
        double smallerGap = riskAt(finitePowerLaw(0.5, 1, 64_000), 5) - limit;
        assertThat(Math.abs(gap)).isBetween(1e-8, 1e-3);
        // What remains is of second order: the ratio is 3.89 at a sixteenth of these dimensions, so 4 - 0.11 / 16 here.
        assertThat(gap / smallerGap).isCloseTo(4, within(0.02));
    }

    @Test
    void gaussianVectorsBecomeOrthogonal() {
        ProfileLimit first = ProfileLimit.gaussian(u -> 1.5);
        ProfileLimit second = ProfileLimit.gaussian(u -> 0.5).plus(ProfileLimit.of(u -> 2.0));
        SpectrumLimit flat = SpectrumLimit.of(u -> 1.0);
        ModeTable modes = ModeGrouping.merge(new Continuum(
                        Problems.targets(2),
                        List.of(0.5, 0.5),
                        List.of(flat, flat),
                        List.of(first, second),
                        List.of(),
                        List.of(ProfileLimit.of(u -> 1.0)))
                .infinite(10));
        assertThat(modes.groups()).isEqualTo(1);
        assertThat(dot(modes.slotMeans(0), modes.slotMeans(0))).isCloseTo(2.25, within(1e-12));
        assertThat(dot(modes.slotMeans(1), modes.slotMeans(1))).isCloseTo(4.25, within(1e-12));
        assertThat(dot(modes.slotMeans(0), modes.slotMeans(1))).isCloseTo(0, within(1e-12));
        assertThat(dot(modes.slotMeans(1), modes.slotInitials(0))).isCloseTo(2, within(1e-12));
    }

    @Test
    void outliersKeepTheirEigenvalueAndCarryNoNoise() {
        SpectrumLimit spiked = new SpectrumLimit(u -> 0.3, new double[0], new double[0], Map.of(0, 3.3));
        ModeTable modes = new Continuum(
                        Problems.targets(1),
                        List.of(1.0),
                        List.of(spiked),
                        List.of(ProfileLimit.outlier(0, 0.7).plus(ProfileLimit.of(u -> 1.0))),
                        List.of(),
                        List.of(ProfileLimit.outlier(2, 0.1)))
                .infinite(10);
        int last = modes.groups() - 1;
        // Index 0, the last mode, is listed first among the outliers; index 2 follows.
        assertThat(modes.groupEigenvalues(0)[last - 1]).isEqualTo(3.3);
        assertThat(modes.groupEigenvalues(0)[last]).isEqualTo(0.3);
        assertThat(modes.groupWeights()[last - 1]).isZero();
        assertThat(modes.slotMeans(0)[modes.slots() - 2]).isEqualTo(0.7);
        assertThat(modes.slotInitials(0)[modes.slots() - 1]).isEqualTo(0.1);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    /** Three distinct eigenvalue vectors, each on 20 modes in alternation. */
    private static LearningProblem coarse(LearningProblem problem) {
        ModeTable modes = problem.modes();
        int d = modes.slots();
        double[][] eigenvalues = new double[3][d];
        for (int i = 0; i < 3; i++) {
            for (int mode = 0; mode < d; mode++) {
                // Blocks of modes, so that a cut in the middle splits one group only.
                eigenvalues[i][mode] = (i + 1) * (mode / 20) * 0.3;
            }
        }
        ModeTable table = ModeTable.of(
                modes.targets(),
                WEIGHTS,
                eigenvalues,
                rows(3, modes::slotMeans),
                rows(modes.teacherOutputs(), modes::slotTeachers),
                rows(modes.outputs(), modes::slotInitials));
        return new LearningProblem(
                table, problem.loss(), problem.learningRate(), problem.ridge(), 1, problem.expectation());
    }

    private static double[][] rows(int count, IntFunction<double[]> row) {
        double[][] rows = new double[count][];
        Arrays.setAll(rows, row);
        return rows;
    }

    private static ModeTable powerLaw(double beta, double alpha, int nodes) {
        SpectrumLimit spectrum = SpectrumLimit.of(u -> Math.pow(u, alpha));
        return new Continuum(
                        Problems.targets(2),
                        List.of(0.5, 0.5),
                        List.of(spectrum, spectrum),
                        List.of(ProfileLimit.of(u -> Math.pow(u, beta)), ProfileLimit.of(u -> -Math.pow(u, beta))),
                        List.of(),
                        List.of(ProfileLimit.of(u -> 0.0)))
                .infinite(nodes);
    }

    private static ModeTable finitePowerLaw(double beta, double alpha, int d) {
        double[][] eigenvalues = new double[2][d];
        double[][] means = new double[2][d];
        for (int mode = 0; mode < d; mode++) {
            double u = (mode + 1.0) / d;
            eigenvalues[0][mode] = Math.pow(u, alpha);
            eigenvalues[1][mode] = eigenvalues[0][mode];
            means[0][mode] = Math.pow(u, beta) / Math.sqrt(d);
            means[1][mode] = -means[0][mode];
        }
        return ModeTable.of(
                Problems.targets(2), new double[] {0.5, 0.5}, eigenvalues, means, new double[0][], new double[1][d]);
    }

    private static double riskAt(ModeTable modes, double time) {
        LearningProblem problem = Problems.of(modes, new Quadratic(1, 0, 0), Problems.constant(0.8), 0);
        ModeOrderParameters at = new ModeOrderParameters(problem);
        at.read(0, Problems.rungeKutta(new MeanField(problem), at.initialState(), time, (int) (50 * time)));
        return 0.5 * at.risk(0) + 0.5 * at.risk(1);
    }
}
