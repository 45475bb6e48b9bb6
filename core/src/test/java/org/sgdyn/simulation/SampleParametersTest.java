package org.sgdyn.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;
import org.sgdyn.spi.UpdateRule;

/** What is measured on real samples, against loops over them. */
class SampleParametersTest {

    private static final int DIMENSION = 4;
    private static final int SAMPLES = 50;
    private static final int[] LABELS = {2, 0, 1, 0};
    private static final double[] RISK_WEIGHTS = {0.2, 0.5, 0.3};
    private static final double FLIP = 0.25;

    /** Sums of some dozen terms of order one to a hundred. */
    private static final double ROUNDING = 1e-11;

    private static final GaussianExpectation NONE = (loss, target) -> {
        throw new AssertionError("these losses have their own moments");
    };

    private final Random random = new Random(2);

    /** A quadratic loss that classifies. */
    private record Deciding(Quadratic loss, DecisionRule decisionRule) implements Loss {

        @Override
        public int outputs() {
            return loss.outputs();
        }

        @Override
        public int teacherOutputs() {
            return loss.teacherOutputs();
        }

        @Override
        public double noiseVariance() {
            return loss.noiseVariance();
        }

        @Override
        public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
            return loss.value(target, logits, teacherLogits, noise);
        }

        @Override
        public void gradient(
                ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
            loss.gradient(target, logits, teacherLogits, noise, gradient);
        }

        @Override
        public OptionalDouble quadraticCurvature() {
            return loss.quadraticCurvature();
        }

        @Override
        public LossMoments moments(ClassTarget target, GaussianExpectation expectation) {
            return loss.moments(target, expectation);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3, 0, 0, LARGEST_LOGIT, false, false",
        "3, 3, 0, LARGEST_LOGIT, true, false",
        "1, 0, 0, SIGN, false, true",
        "1, 1, 0.3, NONE, true, false",
        "1, 0, 0, SIGN, true, true"
    })
    void everyNumberIsThatOfALoopOverTheSamples(
            int outputs, int teachers, double noise, DecisionRule rule, boolean weighs, boolean flips) {
        Loss loss = new Deciding(new Quadratic(outputs, teachers, noise), rule);
        LearningProblem problem = problem(loss, weighs, flips);
        Samples samples = samples();
        ModeOrderParameters mixture = new ModeOrderParameters(problem);
        SampleParameters measured = new SampleParameters(problem, mixture, samples);
        // The second state is measured anew.
        for (int state = 0; state < 2; state++) {
            double[] iterate = normals(1, outputs * DIMENSION)[0];
            double[] full = mixture.initialState();
            System.arraycopy(iterate, 0, full, 0, iterate.length);
            mixture.read(0, full);
            requireLoops(problem, samples, iterate, measured, weighs, flips);
        }
    }

    private static void requireLoops(
            LearningProblem problem,
            Samples samples,
            double[] iterate,
            SampleParameters measured,
            boolean weighs,
            boolean flips) {
        Loss loss = problem.loss();
        int outputs = loss.outputs();
        double standardError = 0;
        for (int y = 0; y < 3; y++) {
            double count = 0;
            double risk = 0;
            double square = 0;
            double clean = 0;
            double error = 0;
            double cleanError = 0;
            double[] predicted = new double[outputs];
            double[] mean = new double[outputs];
            double[] product = new double[outputs * outputs];
            for (int k = 0; k < samples.size(); k++) {
                if (samples.labels()[k] != y) {
                    continue;
                }
                double[] r = new double[outputs];
                double[] teacher = new double[loss.teacherOutputs()];
                for (int s = 0; s < DIMENSION; s++) {
                    for (int j = 0; j < outputs; j++) {
                        r[j] += iterate[j * DIMENSION + s] * samples.rows()[k * DIMENSION + s];
                    }
                    for (int j = 0; j < teacher.length; j++) {
                        teacher[j] += problem.modes().slotTeachers(j)[s] * samples.rows()[k * DIMENSION + s];
                    }
                }
                // The mean over label noise of half the square of an error is that without it and half its variance.
                double own = loss.value(target(y), r, teacher, 0) + loss.noiseVariance() / 2;
                double shown = own;
                double wrong = isWrong(loss, target(y), r) ? 1 : 0;
                cleanError += wrong;
                if (flips) {
                    shown = (1 - FLIP) * own + FLIP * loss.value(other(y), r, teacher, 0);
                    wrong = (1 - FLIP) * wrong + FLIP * (isWrong(loss, other(y), r) ? 1 : 0);
                }
                count++;
                risk += shown;
                square += shown * shown;
                clean += own;
                error += wrong;
                predicted[largest(r)]++;
                for (int j = 0; j < outputs; j++) {
                    mean[j] += r[j];
                    for (int a = 0; a < outputs; a++) {
                        product[j * outputs + a] += r[j] * r[a];
                    }
                }
            }
            double weight = weighs ? RISK_WEIGHTS[y] : count / samples.size();
            double average = risk / count;
            standardError += weight * weight * (square / count - average * average) / count;
            assertThat(measured.weight(y)).isCloseTo(weight, within(1e-15));
            assertThat(measured.risk(y)).isCloseTo(average, within(ROUNDING));
            assertThat(measured.cleanRisk(y)).isCloseTo(clean / count, within(ROUNDING));
            if (loss.decisionRule() == DecisionRule.NONE) {
                assertThat(measured.error(y)).isNaN();
                assertThat(measured.cleanError(y)).isNaN();
            } else {
                assertThat(measured.error(y)).isCloseTo(error / count, within(ROUNDING));
                assertThat(measured.cleanError(y)).isCloseTo(cleanError / count, within(ROUNDING));
            }
            for (int j = 0; j < outputs; j++) {
                if (loss.decisionRule() == DecisionRule.LARGEST_LOGIT) {
                    assertThat(measured.predicted(y, j)).isEqualTo(predicted[j] / count);
                }
                assertThat(measured.logitMean(y, j)).isCloseTo(mean[j] / count, within(ROUNDING));
                for (int a = 0; a < outputs; a++) {
                    assertThat(measured.logitCovariance(y, j, a))
                            .isCloseTo(
                                    product[j * outputs + a] / count - mean[j] * mean[a] / (count * count),
                                    within(ROUNDING));
                }
            }
        }
        assertThat(measured.heldOutError().orElseThrow()).isCloseTo(Math.sqrt(standardError), within(ROUNDING));
    }

    private static ClassTarget target(int label) {
        return ClassTarget.of(label, label - 1);
    }

    private static ClassTarget other(int label) {
        return ClassTarget.of(label, 2 - label);
    }

    private static int largest(double[] logits) {
        int largest = 0;
        for (int j = 1; j < logits.length; j++) {
            largest = logits[j] > logits[largest] ? j : largest;
        }
        return largest;
    }

    private static boolean isWrong(Loss loss, ClassTarget target, double[] logits) {
        return loss.decisionRule() == DecisionRule.SIGN
                ? logits[0] > 0 != target.label() > 0
                : loss.decisionRule() == DecisionRule.LARGEST_LOGIT && largest(logits) != target.index();
    }

    /** Four components of three labels. */
    private LearningProblem problem(Loss loss, boolean weighs, boolean flips) {
        // What is measured on samples reads no covariance.
        double[] matrices = new double[LABELS.length * DIMENSION * DIMENSION];
        List<ClassTarget> targets =
                Arrays.stream(LABELS).mapToObj(SampleParametersTest::target).toList();
        ModeTable modes = ModeTable.dense(
                targets,
                new double[] {0.4, 0.1, 0.3, 0.2},
                normals(LABELS.length, DIMENSION),
                normals(loss.teacherOutputs(), DIMENSION),
                normals(loss.outputs(), DIMENSION),
                new DenseCovariances(LABELS, matrices, DIMENSION, DenseCovariances.Form.PAPER, 0));
        List<List<Shown>> shown = Arrays.stream(LABELS)
                .mapToObj(y -> List.of(new Shown(target(y), 1 - FLIP), new Shown(other(y), FLIP)))
                .toList();
        Optional<ClassWeights> weights = weighs
                ? Optional.of(ClassWeights.constant(
                        new double[] {RISK_WEIGHTS[2], RISK_WEIGHTS[0] / 3, RISK_WEIGHTS[1], RISK_WEIGHTS[0] * 2 / 3}))
                : Optional.empty();
        Training training = new Training(
                UpdateRule.SGD,
                Optional.empty(),
                Optional.empty(),
                weights,
                flips ? new LabelNoise(shown) : LabelNoise.NONE,
                OptionalDouble.empty());
        return new LearningProblem(modes, loss, Problems.constant(1), 0, 1, NONE).with(training);
    }

    private Samples samples() {
        int[] labels = new int[SAMPLES];
        Arrays.setAll(labels, k -> k % 7 == 0 ? 2 : k % 2);
        return new Samples(normals(1, SAMPLES * DIMENSION)[0], DIMENSION, labels);
    }

    private double[][] normals(int rows, int columns) {
        double[][] result = new double[rows][columns];
        for (double[] row : result) {
            Arrays.setAll(row, e -> random.nextGaussian());
        }
        return result;
    }
}
