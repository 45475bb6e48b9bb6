package org.sgdyn.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.dynamics.ModeOrderParameters;
import org.sgdyn.dynamics.Problems;
import org.sgdyn.dynamics.Problems.Quadratic;
import org.sgdyn.model.ClassWeights;
import org.sgdyn.model.DenseCovariances;
import org.sgdyn.model.LabelNoise;
import org.sgdyn.model.LabelNoise.Shown;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.model.Training;
import org.sgdyn.numerics.GaussianQuadrature;
import org.sgdyn.numerics.Matrices;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GradientShape;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossGeometry;
import org.sgdyn.spi.RandomStream;
import org.sgdyn.spi.UpdateRule;

/** Blocks of steps against the same steps one by one, on the same random numbers. */
final class BlockedSgdTest {

    private static final int D = 37;
    private static final int OUTPUTS = 9;
    private static final LearningRate CONSTANT = Problems.constant(0.6);
    private static final LearningRate SCHEDULE = (time, accumulated, geometry) -> 0.8 / (1 + time);

    /** AdaGrad-Norm with eta = offset = 1. */
    private record Accumulating() implements LearningRate {

        @Override
        public double value(double time, double accumulated, LossGeometry geometry) {
            return 1 / Math.sqrt(1 + accumulated);
        }

        @Override
        public boolean accumulates() {
            return true;
        }
    }

    /** Every output learns a multiple of one teacher's logit. */
    private record OneTeacher() implements Loss {

        @Override
        public int outputs() {
            return OUTPUTS;
        }

        @Override
        public int teacherOutputs() {
            return 1;
        }

        @Override
        public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
            double sum = 0;
            for (int j = 0; j < OUTPUTS; j++) {
                sum += Math.pow(logits[j] - (j + 1) * teacherLogits[0], 2) / 2;
            }
            return sum;
        }

        @Override
        public void gradient(
                ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
            for (int j = 0; j < OUTPUTS; j++) {
                gradient[j] = logits[j] - (j + 1) * teacherLogits[0];
            }
        }
    }

    /** Gradients that are the shorter, the longer the features. */
    private record Shaped() implements UpdateRule {

        @Override
        public GradientShape shape() {
            return (squared, gradient) -> {
                for (int j = 0; j < gradient.length; j++) {
                    gradient[j] /= 1 + squared;
                }
            };
        }
    }

    /** What is simulated, each with something that the others do without. */
    private enum Case {
        ONE_HOT,
        SOFTMAX,
        TEACHER,
        ONE_TEACHER_OUTPUT,
        RIDGE,
        FORGETTING,
        ADAGRAD_NORM,
        BATCH,
        WHOLE_BLOCK,
        SHAPED,
        LABEL_NOISE;

        LearningProblem problem() {
            return switch (this) {
                case ONE_HOT -> ManyOutputs.problem(new ManyOutputs.OneHot(OUTPUTS), D, CONSTANT);
                case SOFTMAX -> ManyOutputs.problem(new ManyOutputs.Softmax(OUTPUTS), D, SCHEDULE);
                case TEACHER -> teacher(CONSTANT, 0, 1);
                case ONE_TEACHER_OUTPUT -> oneTeacherOutput();
                case RIDGE -> teacher(SCHEDULE, 0.3, 1);
                // gamma delta = d: a step forgets all of the iterate.
                case FORGETTING -> teacher(Problems.constant(0.5), 2 * D, 1);
                case ADAGRAD_NORM -> teacher(new Accumulating(), 0.3, 1);
                case BATCH -> teacher(new Accumulating(), 0.3, 3);
                case WHOLE_BLOCK -> teacher(CONSTANT, 0, 8);
                case SHAPED -> SOFTMAX.problem().with(Training.of(new Shaped()));
                case LABEL_NOISE ->
                    SOFTMAX.problem()
                            .with(new Training(
                                    UpdateRule.SGD,
                                    Optional.empty(),
                                    Optional.of(ClassWeights.linear(
                                            new double[] {0, 1}, new double[][] {weights(0), weights(3)})),
                                    Optional.empty(),
                                    flipped(),
                                    OptionalDouble.empty()));
            };
        }

        private static LearningProblem oneTeacherOutput() {
            LearningProblem random = Problems.random(new Quadratic(1, 1, 0), new double[] {1}, D, 1, 0);
            ModeTable modes = ModeTable.of(
                    Problems.targets(1),
                    new double[] {1},
                    new double[][] {random.modes().slotEigenvalues(0)},
                    new double[][] {random.modes().slotMeans(0)},
                    new double[][] {random.modes().slotTeachers(0)},
                    new double[OUTPUTS][D]);
            return new LearningProblem(modes, new OneTeacher(), CONSTANT, 0, 1, GaussianQuadrature.standard());
        }

        private static LearningProblem teacher(LearningRate rate, double ridge, int batch) {
            LearningProblem random =
                    Problems.random(new Quadratic(OUTPUTS, OUTPUTS, 0.3), new double[] {0.3, 0.7}, D, 1, 0);
            // The first class has no variance at the ends and between.
            Arrays.fill(random.modes().slotEigenvalues(0), 0, 2, 0);
            Arrays.fill(random.modes().slotEigenvalues(0), 20, 23, 0);
            Arrays.fill(random.modes().slotEigenvalues(0), D - 1, D, 0);
            return new LearningProblem(random.modes(), random.loss(), rate, ridge, batch, random.expectation());
        }

        private static double[] weights(int favourite) {
            double[] weights = new double[OUTPUTS];
            Arrays.fill(weights, 0.1);
            weights[favourite] = 0.2;
            return weights;
        }

        private static LabelNoise flipped() {
            List<List<Shown>> shown = new ArrayList<>();
            for (int i = 0; i < OUTPUTS; i++) {
                int other = (i + 1) % OUTPUTS;
                shown.add(List.of(new Shown(ClassTarget.of(i, i), 0.7), new Shown(ClassTarget.of(other, other), 0.3)));
            }
            return new LabelNoise(shown);
        }
    }

    private static SampleStream mixture(LearningProblem problem, RandomStream random) {
        return new MixtureStream(problem, FeatureLaws.gaussian(), Optional.empty(), random);
    }

    private static OnePassSgd single(
            LearningProblem problem, BiFunction<LearningProblem, RandomStream, SampleStream> source) {
        RandomStream random = RandomStreams.of(3, 0, 0);
        return new OnePassSgd(problem, new ModeOrderParameters(problem), source.apply(problem, random), random);
    }

    private static BlockedSgd blocked(
            LearningProblem problem, BiFunction<LearningProblem, RandomStream, SampleStream> source) {
        RandomStream random = RandomStreams.of(3, 0, 0);
        return new BlockedSgd(
                problem, new ModeOrderParameters(problem), source.apply(problem, random), random, Matrices.get(), 8);
    }

    /** Goes on until some number of steps, or as far as it goes; returns the steps there have been. */
    private static long advance(Dynamics dynamics, long from, long to) {
        long step = from;
        while (step < to) {
            long taken = dynamics.advance(step, to);
            if (taken == 0) {
                return step;
            }
            step += taken;
        }
        return step;
    }

    private static void agree(Dynamics blocked, Dynamics single, double scale) {
        // Rounding of some tens of steps on numbers of the order of the scale, far below what one wrong sample would
        // do.
        assertThat(blocked.state()).containsExactly(single.state(), within(1e-10 * scale));
        assertThat(blocked.accumulated()).isCloseTo(single.accumulated(), within(1e-10 * scale * scale));
    }

    @ParameterizedTest
    @EnumSource
    void blocksAreTheSameSteps(Case what) {
        Dynamics single = single(what.problem(), BlockedSgdTest::mixture);
        Dynamics blocked = blocked(what.problem(), BlockedSgdTest::mixture);
        double[] start = single.state().clone();
        long step = 0;
        // Ends within blocks, behind single steps and behind whole blocks.
        for (long end : new long[] {1, 14, 15, 31, 100}) {
            assertThat(advance(single, step, end)).isEqualTo(end);
            assertThat(advance(blocked, step, end)).isEqualTo(end);
            agree(blocked, single, 1);
            step = end;
        }
        assertThat(Arrays.equals(single.state(), start))
                .as("nothing is learned")
                .isFalse();
    }

    @Test
    void realSamplesAreTakenInTheSameOrder() {
        int n = 60;
        double[] rows = new double[n * D];
        RandomStreams.of(1, 0, 0).fillNormals(rows, 0, rows.length);
        int[] labels = new int[n];
        Arrays.setAll(labels, k -> k % OUTPUTS);
        Samples samples = new Samples(rows, D, labels);
        double[] matrices = new double[OUTPUTS * D * D];
        for (int s = 0; s < OUTPUTS * D; s++) {
            matrices[s * D + s % D] = 1;
        }
        LearningProblem modewise = Case.SOFTMAX.problem();
        double[] weights = new double[OUTPUTS];
        Arrays.fill(weights, 1.0 / OUTPUTS);
        ModeTable modes = ModeTable.dense(
                IntStream.range(0, OUTPUTS).mapToObj(i -> ClassTarget.of(i, i)).toList(),
                weights,
                new double[OUTPUTS][D],
                new double[0][],
                new double[OUTPUTS][D],
                new DenseCovariances(
                        Arrays.copyOf(labels, OUTPUTS), matrices, D, DenseCovariances.Form.SECOND_MOMENT, D));
        LearningProblem problem = modewise.with(modes);
        for (BiFunction<LearningProblem, RandomStream, SampleStream> source :
                List.<BiFunction<LearningProblem, RandomStream, SampleStream>>of(
                        BlockedSgdTest::mixture, (known, random) -> new ShuffledSamples(samples, known, random))) {
            Dynamics single = single(problem, source);
            Dynamics blocked = blocked(problem, source);
            assertThat(advance(single, 0, n)).isEqualTo(n);
            assertThat(advance(blocked, 0, n)).isEqualTo(n);
            agree(blocked, single, 1);
        }
    }

    /** A step that is refused within a block leaves the steps before it. */
    @Test
    void divergenceIsSeenAtTheSameStep() {
        LearningProblem problem = Case.TEACHER.problem().with(Problems.constant(1e5));
        Dynamics single = single(problem, BlockedSgdTest::mixture);
        Dynamics blocked = blocked(problem, BlockedSgdTest::mixture);
        long end = advance(single, 0, 1000);
        assertThat(end).isBetween(9L, 999L).matches(steps -> steps % 8 != 0, "within a block");
        assertThat(advance(blocked, 0, 1000)).isEqualTo(end);
        double largest = Arrays.stream(single.state()).map(Math::abs).max().orElseThrow();
        agree(blocked, single, largest);
        assertThat(blocked.notANumber(0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aLossThatIsNotANumberIsNamed(int batch) {
        Loss edged = new Loss() {
            private final Loss inner = new ManyOutputs.OneHot(OUTPUTS);

            @Override
            public int outputs() {
                return OUTPUTS;
            }

            @Override
            public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
                return inner.value(target, logits, teacherLogits, noise);
            }

            @Override
            public void gradient(
                    ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
                inner.gradient(target, logits, teacherLogits, noise, gradient);
                gradient[3] = logits[3] > 0.3 ? Double.NaN : gradient[3];
            }
        };
        LearningProblem plain = ManyOutputs.problem(edged, D, CONSTANT);
        LearningProblem problem = new LearningProblem(plain.modes(), edged, CONSTANT, 0, batch, plain.expectation());
        Dynamics single = single(problem, BlockedSgdTest::mixture);
        Dynamics blocked = blocked(problem, BlockedSgdTest::mixture);
        long end = advance(single, 0, 1000);
        assertThat(end).isLessThan(1000);
        assertThat(advance(blocked, 0, 1000)).isEqualTo(end);
        assertThat(blocked.notANumber(0))
                .isEqualTo(single.notANumber(0))
                .get()
                .asString()
                .startsWith("the loss's gradient at a sample of class ");
    }

    @Test
    void aRateOrAFeatureThatIsNotANumberIsNamed() {
        LearningProblem problem = Case.ONE_HOT.problem().with((LearningRate)
                (time, accumulated, geometry) -> time < 0.3 ? 0.6 : Double.NaN);
        Dynamics ofRate = blocked(problem, BlockedSgdTest::mixture);
        // The step at t = 12 / 37 is the first whose rate is NaN, and the one behind it meets what it leaves.
        assertThat(advance(ofRate, 0, 1000)).isEqualTo(13);
        assertThat(ofRate.notANumber(0)).contains("the learning rate");
        int[] drawn = {0};
        Dynamics ofFeature = blocked(Case.ONE_HOT.problem(), (known, random) -> (time, features, from) -> {
            random.fillNormals(features, from, from + D);
            features[from + 3] = drawn[0]++ == 21 ? Double.NaN : features[from + 3];
            return 0;
        });
        assertThat(advance(ofFeature, 0, 1000)).isEqualTo(21);
        assertThat(ofFeature.notANumber(0)).contains("a coordinate that the feature law drew");
        assertThat(Arrays.stream(ofFeature.state()).allMatch(Double::isFinite)).isTrue();
    }
}
