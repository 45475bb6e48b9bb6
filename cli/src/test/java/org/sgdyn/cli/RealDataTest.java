package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgdyn.cli.Said.sgdyn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.model.Trajectory;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.simulation.Ensemble;

/** SGD on samples of a file, after a fit of it: agreement with theory where the samples are Gaussian, and what is refused. */
final class RealDataTest {

    private static final int DIMENSION = 6;
    private static final int SAMPLES = 6000;

    @TempDir
    private static Path work;

    @BeforeAll
    static void fit() throws IOException {
        Files.writeString(work.resolve("data.csv"), table(SAMPLES, DIMENSION, 3, 7));
        Files.writeString(work.resolve("other.csv"), table(500, DIMENSION, 3, 8));
        Files.writeString(work.resolve("narrow.csv"), table(60, DIMENSION - 1, 3, 9));
        Files.writeString(work.resolve("two.csv"), table(60, DIMENSION, 2, 9));
        Files.writeString(work.resolve("four.csv"), table(60, DIMENSION, 4, 9));
        Files.writeString(work.resolve("bare.csv"), table(60, DIMENSION, 3, 9).replaceAll("(?m),[^,]*$", ""));
        requireFit("mixture.npz", "--holdout", "0.2");
        requireFit("whole.npz", "--holdout", "0");
    }

    private static void requireFit(String name, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "-q",
                "fit",
                work.resolve("data.csv").toString(),
                "--components",
                "1",
                "--out",
                work.resolve(name).toString()));
        arguments.addAll(List.of(options));
        Said said = sgdyn(arguments.toArray(String[]::new));
        assertThat(said.code()).as(said.err()).isZero();
    }

    /** Gaussian samples: those of label y are stretched and bent along an axis of their own. */
    private static String table(int samples, int dimension, int labels, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int s = 0; s < dimension; s++) {
            text.append("x").append(s).append(',');
        }
        text.append("label\n");
        for (int k = 0; k < samples; k++) {
            int y = k % labels;
            double[] z = new double[dimension];
            for (int s = 0; s < dimension; s++) {
                z[s] = random.nextGaussian() * (s == y ? 2 : 1) + (s > 0 ? 0.4 * y * z[s - 1] : 0);
            }
            for (int s = 0; s < dimension; s++) {
                text.append(String.format(Locale.ROOT, "%.6f,", z[s] + (s == y ? 1.5 : 0)));
            }
            text.append("abcd".charAt(y)).append('\n');
        }
        return text.toString();
    }

    private static String experiment(String simulation) {
        return """
                name: real
                seed: 3
                mixture: {type: fitted, file: mixture.npz}
                loss: {type: softmax, points: 1024}
                learningRate: {type: constant, value: 0.1}
                time: {end: 40, points: 5}
                simulation: {%s}
                """.formatted(simulation);
    }

    /** Passes over the fitted samples, measured on those that were held out. */
    @ParameterizedTest
    @CsvSource({"softmax", "one-hot-least-squares"})
    void heldOutRiskAndErrorAreThoseOfTheory(String loss) throws IOException {
        Path file = Files.writeString(work.resolve("agree.yaml"), experiment("data: data.csv, replicates: 20"));
        Sgdyn program = Sgdyn.of();
        CurveResult curve = program.run(program.read(file, "loss={type: " + loss + "}"))
                .curves()
                .get(0);
        Trajectory theory = curve.theory();
        Ensemble simulation = curve.simulation().orElseThrow();
        int heldOut = SAMPLES / 5;
        for (String column : List.of("risk", "error")) {
            int c = theory.columns().indexOf(column);
            for (int k = 1; k < theory.times().length; k++) {
                double predicted = theory.values()[k][c];
                double ofRuns =
                        simulation.deviation()[k][c] / Math.sqrt(simulation.counts()[k]);
                // A loss or an error of one sample has about its mean as deviation, or less.
                double ofSamples = Math.max(predicted, Math.sqrt(predicted)) / Math.sqrt(heldOut);
                // Three standard errors, and 5 % for the second order in the step at six dimensions.
                assertThat(Math.abs(simulation.mean()[k][c] - predicted))
                        .as(
                                "%s at t = %s: %s of %s",
                                column, theory.times()[k], simulation.mean()[k][c], predicted)
                        .isLessThan(3 * Math.hypot(ofRuns, ofSamples) + 0.05 * predicted);
            }
        }
    }

    /** Same seed, same bytes, whatever the number of threads. */
    @Test
    void passesDependOnTheSeedAlone() throws IOException {
        Path file = Files.writeString(work.resolve("bytes.yaml"), experiment("data: data.csv, replicates: 3"));
        List<String> written = new ArrayList<>();
        for (String threads : List.of("1", "2")) {
            Said said = sgdyn(
                    "-q",
                    "run",
                    file.toString(),
                    "--out",
                    "-",
                    "--set",
                    "executor={type: local, threads: " + threads + "}");
            assertThat(said.code()).as(said.err()).isZero();
            written.add(said.out());
        }
        assertThat(written.get(1)).isEqualTo(written.get(0));
    }

    /** Other samples than those that were fitted, and others to measure on. */
    @Test
    void otherFilesServeToTrainAndToMeasure() throws IOException {
        Path file = Files.writeString(
                work.resolve("others.yaml"),
                experiment("data: other.csv, samples: all, test: data.csv, replicates: 2"));
        Said said = sgdyn("-q", "run", file.toString(), "--out", "-");
        assertThat(said.code()).as(said.err()).isZero();
    }

    /** An experiment written in Java is the same as that of a file. */
    @Test
    void aBuilderTakesRealSamples() throws IOException {
        Path file = Files.writeString(work.resolve("built.yaml"), experiment("data: data.csv, replicates: 2"));
        Sgdyn program = Sgdyn.of();
        Ensemble read = passes(program, program.read(file));
        Ensemble built = passes(
                program,
                program.experiment("real")
                        .mixture(work.resolve("mixture.npz"))
                        .set(
                                "simulation",
                                Map.of("data", work.resolve("data.csv").toString(), "replicates", 2))
                        .loss(ExperimentBuilder.part("softmax", "points", 1024))
                        .learningRate(ExperimentBuilder.part("constant", "value", 0.1))
                        .time(40, 5)
                        .seed(3)
                        .build());
        assertThat(built.columns()).isEqualTo(read.columns());
        // Cosines of the start are NaN, which only this equals.
        assertThat(Arrays.deepEquals(built.mean(), read.mean())).isTrue();
    }

    private static Ensemble passes(Sgdyn program, Experiment experiment) {
        return program.run(experiment).curves().get(0).simulation().orElseThrow();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "data: other.csv | mixture.file=mixture.npz | it is not the file that was fitted, data.csv",
                "data: data.csv | mixture.file=whole.npz | leaves no samples to measure on, for the fit holds none out",
                "data: data.csv, samples: held-out | mixture.half=1 | leaves no samples to measure on; give simulation.test",
                "'data: bare.csv, samples: all, test: data.csv' | mixture.block=1 | bare.csv",
                "'data: narrow.csv, samples: all, test: data.csv' | mixture.block=1 | it has samples of 5 numbers, and the mixture was"
                        + " fitted to samples of 6",
                "'data: data.csv, test: two.csv' | mixture.block=1 | it has no sample of label c",
                "'data: data.csv, test: four.csv' | mixture.block=1 | it has samples of label d, which the mixture has not; fit it with them, or leave them out of the file",
                "data: none.csv | mixture.block=1 | none.csv",
                "data: data.csv, label: kind | mixture.block=1 | kind",
                "data: data.csv | time.end=1001 | samples of simulation.data ends at t = samples / d = ",
                "data: data.csv | batch=5000 | batch",
                "data: data.csv | features={type: rademacher} | real ones are as they are; remove the key",
                "data: data.csv | rotation=haar | real ones are as they are; remove the key",
                "data: data.csv | weights=[0.2, 0.3, 0.5] | real ones are as they are; remove the key",
            })
    void whatDoesNotSufficeIsRefused(String simulation, String setting, String words) throws IOException {
        Path file = Files.writeString(work.resolve("refused.yaml"), experiment(simulation + ", replicates: 2"));
        Path out = work.resolve("refused");
        Said said = sgdyn("-q", "run", file.toString(), "--out", out.toString(), "--set", setting);
        assertThat(said.code()).as(said.text()).isEqualTo(2);
        assertThat(said.err()).contains(words).doesNotContain("Exception", "\tat ");
        assertThat(out).doesNotExist();
    }

    /** One pass over n samples in d dimensions ends at t = n / d, and may be run to its end. */
    @Test
    void onePassEndsAtSamplesOverDimension() throws IOException {
        Path file = Files.writeString(
                work.resolve("end.yaml"), experiment("data: other.csv, samples: all, test: data.csv, replicates: 1"));
        String end = "time={end: " + 500.0 / DIMENSION + ", points: 2}";
        assertThat(sgdyn("-q", "run", file.toString(), "--out", "-", "--set", end)
                        .code())
                .isZero();
        Said said = sgdyn("check", file.toString(), "--set", "time={end: 83.4, points: 2}");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err())
                .contains("time: ends at t = 83.4, and one pass over the 500 samples of simulation.data ends at"
                        + " t = samples / d = 83.33");
    }

    /** Without a mixture there is nothing that data could be compared with. */
    @Test
    void dataNeedsAMixture() throws IOException {
        Path file = Files.writeString(
                work.resolve("unmixed.yaml"),
                experiment("data: data.csv")
                        .replace(
                                "mixture: {type: fitted, file: mixture.npz}",
                                "dimension: 6\nclasses: {count: 3, mean: {type: gaussian}, covariance: {type: isotropic}}"));
        Said said = sgdyn("check", file.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("needs the mixture that sgdyn fit has made of such samples");
    }
}
