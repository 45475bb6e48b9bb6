package org.sgdyn.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgdyn.dynamics.ModeOrderParameters;
import org.sgdyn.dynamics.Problems;
import org.sgdyn.dynamics.Problems.Quadratic;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.LossGeometry;
import org.sgdyn.spi.NoGeometry;
import org.sgdyn.spi.RandomStream;

class OnePassSgdTest {

    private static final int D = 37;

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

    /** The algorithm as it is written, one coordinate at a time, on the same random numbers. */
    private static double[][] textbook(LearningProblem problem, RandomStream random, int steps) {
        ModeTable modes = problem.modes();
        int outputs = modes.outputs();
        double[][] x = new double[outputs][];
        for (int j = 0; j < outputs; j++) {
            x[j] = modes.slotInitials(j).clone();
        }
        double accumulated = 0;
        for (int step = 0; step < steps; step++) {
            double[][] sum = new double[outputs][D];
            for (int sample = 0; sample < problem.batch(); sample++) {
                int i = random.uniform() < modes.weight(0) ? 0 : 1;
                double[] a = new double[D];
                for (int s = 0; s < D; s++) {
                    double eigenvalue = modes.slotEigenvalues(i)[s];
                    a[s] = modes.slotMeans(i)[s] + (eigenvalue == 0 ? 0 : Math.sqrt(eigenvalue) * random.normal());
                }
                double noise = Math.sqrt(problem.loss().noiseVariance()) * random.normal();
                double[] gradient = new double[outputs];
                double[] r = new double[outputs];
                double[] teacher = new double[modes.teacherOutputs()];
                for (int s = 0; s < D; s++) {
                    for (int j = 0; j < outputs; j++) {
                        r[j] += x[j][s] * a[s];
                    }
                    for (int k = 0; k < teacher.length; k++) {
                        teacher[k] += modes.slotTeachers(k)[s] * a[s];
                    }
                }
                problem.loss().gradient(modes.target(i), r, teacher, noise, gradient);
                for (int j = 0; j < outputs; j++) {
                    for (int s = 0; s < D; s++) {
                        sum[j][s] += gradient[j] * a[s];
                    }
                }
            }
            for (double[] column : sum) {
                for (double entry : column) {
                    accumulated += entry * entry / (D * D);
                }
            }
            double rate = problem.learningRate().value(0, accumulated, NoGeometry.INSTANCE) / D;
            for (int j = 0; j < outputs; j++) {
                for (int s = 0; s < D; s++) {
                    x[j][s] -= rate * (sum[j][s] + problem.batch() * problem.ridge() * x[j][s]);
                }
            }
        }
        return x;
    }

    /** Two classes, each without variance on some of the same and some other modes. */
    private static LearningProblem problem(int outputs, int batch, boolean accumulates) {
        LearningProblem random =
                Problems.random(new Quadratic(outputs, outputs, 0.3), new double[] {0.3, 0.7}, D, 1, 0.2);
        for (int s = 0; s < D; s++) {
            if (s < 5 || s % 7 == 0) {
                random.modes().slotEigenvalues(0)[s] = 0;
            }
            if (s < 3 || s > 30) {
                random.modes().slotEigenvalues(1)[s] = 0;
            }
        }
        LearningRate rate = accumulates ? new Accumulating() : Problems.constant(0.8);
        return new LearningProblem(random.modes(), random.loss(), rate, 0.2, batch, random.expectation());
    }

    @ParameterizedTest
    @CsvSource({"1, 1, false", "1, 1, true", "3, 1, true", "1, 4, false", "2, 3, true"})
    void everyStepIsTheTextbooks(int outputs, int batch, boolean accumulates) {
        LearningProblem problem = problem(outputs, batch, accumulates);
        RandomStream stream = RandomStreams.of(3, 0, 0);
        OnePassSgd sgd = new OnePassSgd(
                problem,
                new ModeOrderParameters(problem),
                new MixtureStream(problem, FeatureLaws.gaussian(), Optional.empty(), stream),
                stream);
        int steps = 50;
        for (int step = 0; step < steps; step++) {
            assertThat(sgd.advance(0)).isTrue();
        }
        double[][] expected = textbook(problem, RandomStreams.of(3, 0, 0), steps);
        for (int j = 0; j < outputs; j++) {
            for (int s = 0; s < D; s++) {
                // Fifty steps of sums in another order, on numbers of order 1.
                assertThat(sgd.state()[j * D + s]).isCloseTo(expected[j][s], within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 21", "1, 0"})
    void modesWithoutVarianceDrawNothing(int classIndex, int draws) {
        double[][] eigenvalues = new double[2][D];
        for (int s = 10; s < 31; s++) {
            eigenvalues[0][s] = 2;
        }
        double[][] means = new double[2][D];
        means[1][4] = 3;
        ModeTable modes = ModeTable.of(
                List.of(ClassTarget.of(0, 1), ClassTarget.of(1, -1)),
                new double[] {0.5, 0.5},
                eigenvalues,
                means,
                new double[0][],
                new double[1][D]);
        int[] drawn = {0};
        RandomStream counting = new RandomStream() {
            @Override
            public double normal() {
                drawn[0]++;
                return 1;
            }

            @Override
            public double uniform() {
                throw new AssertionError("features need none");
            }
        };
        FeatureSampler sampler = new FeatureSampler(modes, FeatureLaws.gaussian(), Optional.empty(), counting);
        double[] features = new double[D];
        sampler.draw(0, features, 0);
        drawn[0] = 0;
        sampler.draw(classIndex, features, 0);
        assertThat(drawn[0]).isEqualTo(draws);
        for (int s = 0; s < D; s++) {
            double expected = means[classIndex][s] + Math.sqrt(eigenvalues[classIndex][s]);
            assertThat(features[s]).isEqualTo(expected);
        }
    }
}
