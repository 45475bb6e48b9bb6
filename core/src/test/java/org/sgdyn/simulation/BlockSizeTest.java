package org.sgdyn.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.sgdyn.dynamics.Problems;
import org.sgdyn.model.IterateAverage;
import org.sgdyn.model.LabelNoise;
import org.sgdyn.model.Training;
import org.sgdyn.numerics.Matrices;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.LossGeometry;
import org.sgdyn.spi.UpdateRule;

/** Which simulations take their steps in blocks. */
final class BlockSizeTest {

    private static final LearningRate CONSTANT = Problems.constant(1);

    /** A rate that answers to the run. */
    private record Answering(boolean accumulates, boolean readsGeometry) implements LearningRate {

        @Override
        public double value(double time, double accumulated, LossGeometry geometry) {
            return 1;
        }
    }

    private static int size(LearningRate rate, int outputs, int dimension, int batch) {
        return BlockSize.of(Training.PLAIN, rate, outputs, dimension, batch);
    }

    @Test
    void fewOutputsAreNotWorthIt() {
        assertThat(size(CONSTANT, 1, 1000, 1)).isZero();
        assertThat(size(CONSTANT, 3, 1000, 1)).isZero();
        assertThat(size(CONSTANT, 8, 1000, 1) > 0).isEqualTo(Matrices.get().isNative());
        assertThat(size(CONSTANT, 16, 1000, 1)).isPositive();
        assertThat(size(CONSTANT, 100, 1000, 1)).isGreaterThan(size(CONSTANT, 16, 1000, 1));
    }

    @Test
    void aRateMayAccumulateButNotReadTheIterate() {
        assertThat(size(new Answering(true, false), 16, 1000, 1)).isPositive();
        assertThat(size(new Answering(false, true), 16, 1000, 1)).isZero();
    }

    @Test
    void anAlgorithmWithAnAverageGoesStepByStep() {
        Training averaging = new Training(
                UpdateRule.SGD,
                Optional.of(new IterateAverage(IterateAverage.Kind.EXPONENTIAL, 1)),
                Optional.empty(),
                Optional.empty(),
                LabelNoise.NONE,
                OptionalDouble.empty());
        assertThat(BlockSize.of(averaging, CONSTANT, 16, 1000, 1)).isZero();
    }

    /** Large batches are blocks of their own as long as memory and the products of samples with each other are small. */
    @Test
    void batchesFitIntoBlocks() {
        assertThat(size(CONSTANT, 16, 1000, 5)).isEqualTo(size(CONSTANT, 16, 1000, 1));
        assertThat(size(CONSTANT, 16, 1000, 500)).isEqualTo(500);
        assertThat(size(CONSTANT, 16, 100_000, 500)).isZero();
        assertThat(size(new Answering(true, false), 16, 1000, 500)).isZero();
        assertThat(size(CONSTANT, 16, 10_000_000, 1)).isBetween(2, 8);
    }
}
