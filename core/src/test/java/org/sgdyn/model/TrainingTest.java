package org.sgdyn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgdyn.model.LabelNoise.Shown;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GradientShape;
import org.sgdyn.spi.Memory;
import org.sgdyn.spi.UpdateRule;

/** Weights in time, averages, and what counts as plain. */
class TrainingTest {

    private static final double[][] ROWS = {{1, 0}, {0.5, 0.5}, {0.2, 0.8}};

    private static double first(ClassWeights weights, double time) {
        double[] row = new double[2];
        weights.at(time, row);
        assertThat(row[0] + row[1]).isCloseTo(1, within(1e-15));
        return row[0];
    }

    /** A jump's own time belongs to what follows; the number before it to what precedes. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1.9999, 1", "2, 0.5", "2.5, 0.5", "3, 0.2", "1e9, 0.2"})
    void pieces(double time, double expected) {
        ClassWeights weights = ClassWeights.piecewise(new double[] {2, 3}, ROWS);
        assertThat(first(weights, time)).isEqualTo(expected);
        assertThat(first(weights, Math.nextDown(2.0))).isEqualTo(1);
        assertThat(weights.moves()).isTrue();
        assertThat(weights.breakpoints()).containsExactly(2, 3);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "1.5, 0.75", "2, 0.5", "3, 0.35", "4, 0.2", "9, 0.2"})
    void lines(double time, double expected) {
        ClassWeights weights = ClassWeights.linear(new double[] {1, 2, 4}, ROWS);
        assertThat(first(weights, time)).isCloseTo(expected, within(1e-15));
        assertThat(weights.breakpoints()).containsExactly(1, 2, 4);
    }

    @Test
    void constantsDoNotMoveAndKeepTheirOwnCopy() {
        double[] row = {0.3, 0.7};
        ClassWeights weights = ClassWeights.constant(row);
        row[0] = 9;
        assertThat(first(weights, 5)).isEqualTo(0.3);
        assertThat(weights.moves()).isFalse();
        assertThat(weights.breakpoints()).isEmpty();
    }

    @Test
    void rowsMustFitTheTimes() {
        double[] times = {2, 3};
        assertThatThrownBy(() -> ClassWeights.linear(times, ROWS)).hasMessageContaining("as many rows");
        assertThatThrownBy(() -> ClassWeights.piecewise(new double[] {2}, ROWS)).hasMessageContaining("one row");
        assertThatThrownBy(() -> ClassWeights.linear(new double[0], new double[0][]))
                .hasMessageContaining("as many rows");
    }

    @Test
    void aTailStartsAtItsTime() {
        IterateAverage tail = new IterateAverage(IterateAverage.Kind.TAIL, 3);
        assertThat(tail.pull(2.9)).isZero();
        assertThat(tail.pull(3)).isEqualTo(1);
        assertThat(tail.factor(3)).isZero();
        assertThat(tail.factor(5)).isEqualTo(0.5);
        assertThat(tail.start()).isZero();
        assertThat(tail.decay()).isZero();
        assertThat(tail.breakpoints()).containsExactly(3);
        IterateAverage exponential = new IterateAverage(IterateAverage.Kind.EXPONENTIAL, 3);
        assertThat(exponential.pull(0)).isEqualTo(3);
        assertThat(exponential.decay()).isEqualTo(3);
        assertThat(exponential.start()).isEqualTo(1);
        assertThat(exponential.factor(0)).isEqualTo(1);
        assertThat(exponential.breakpoints()).isEmpty();
    }

    /** Each of the keys takes plain SGD away from the theory that holds for it alone. */
    @Test
    void onlyPlainSgdIsPlain() {
        assertThat(Training.PLAIN.isPlain()).isTrue();
        Optional<ClassWeights> weights = Optional.of(ClassWeights.constant(new double[] {1}));
        LabelNoise noise = new LabelNoise(List.of(List.of(new Shown(ClassTarget.of(0, 1), 1))));
        UpdateRule sgd = UpdateRule.SGD;
        Optional<IterateAverage> average = Optional.of(new IterateAverage(IterateAverage.Kind.TAIL, 1));
        Optional<ClassWeights> none = Optional.empty();
        OptionalDouble fraction = OptionalDouble.of(0.5);
        assertThat(List.of(
                        Training.of(shaped()),
                        Training.of(remembering()),
                        new Training(sgd, average, none, none, LabelNoise.NONE, OptionalDouble.empty()),
                        new Training(sgd, Optional.empty(), weights, none, LabelNoise.NONE, OptionalDouble.empty()),
                        new Training(sgd, Optional.empty(), none, weights, LabelNoise.NONE, OptionalDouble.empty()),
                        new Training(sgd, Optional.empty(), none, none, noise, OptionalDouble.empty()),
                        new Training(sgd, Optional.empty(), none, none, LabelNoise.NONE, fraction)))
                .allSatisfy(training -> assertThat(training.isPlain()).isFalse());
        assertThat(Training.of(shaped()).hasPlainStep()).isTrue();
        assertThat(Training.of(shaped()).hasOwnGradients()).isFalse();
        assertThat(Training.of(remembering()).hasPlainStep()).isFalse();
        assertThat(Training.of(remembering()).hasOwnGradients()).isTrue();
        assertThat(Training.of(remembering()).withoutRule().isPlain()).isTrue();
    }

    private static UpdateRule shaped() {
        return new UpdateRule() {
            @Override
            public GradientShape shape() {
                return (squaredFeature, gradient) -> gradient[0] = 1;
            }
        };
    }

    private static UpdateRule remembering() {
        return new UpdateRule() {
            @Override
            public Memory memory() {
                return new Memory() {
                    @Override
                    public int slots() {
                        return 2;
                    }

                    @Override
                    public void at(double time, double rate, double[] transition, double[] gain) {
                        transition[1] = -rate;
                    }

                    @Override
                    public double[] breakpoints() {
                        return new double[] {7};
                    }
                };
            }
        };
    }

    @Test
    void allBreakpointsCount() {
        Training training = new Training(
                remembering(),
                Optional.of(new IterateAverage(IterateAverage.Kind.TAIL, 1)),
                Optional.of(ClassWeights.linear(new double[] {2, 5}, new double[][] {{1}, {1}})),
                Optional.empty(),
                LabelNoise.NONE,
                OptionalDouble.empty());
        assertThat(training.breakpoints()).containsExactlyInAnyOrder(1, 2, 5, 7);
        assertThat(training.hasMovingWeights()).isTrue();
    }
}
