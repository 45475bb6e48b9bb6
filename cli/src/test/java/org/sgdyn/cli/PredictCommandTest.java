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
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a file of samples to a prediction, called as a program would call it. */
final class PredictCommandTest {

    private static final List<String> FILES = List.of(
            "experiment.yaml",
            "figure.pdf",
            "figure.png",
            "figure.svg",
            "mixture.npz",
            "prediction.csv",
            "summary.json");

    @TempDir
    private Path work;

    /** Classes x, y, z, each of two Gaussians of different shapes, which no common eigenbasis has. */
    private Path data(int samples, int dimension, int classes) throws IOException {
        Random random = new Random(5);
        double[][] directions = new double[2 * classes][dimension];
        for (double[] direction : directions) {
            Arrays.setAll(direction, k -> random.nextGaussian() / Math.sqrt(dimension));
        }
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < dimension; k++) {
            text.append("f").append(k).append(',');
        }
        text.append("kind\n");
        for (int n = 0; n < samples; n++) {
            int y = n % classes;
            double[] direction = directions[2 * y + random.nextInt(2)];
            double along = 1.5 + random.nextGaussian();
            for (int k = 0; k < dimension; k++) {
                double x = 2 * along * direction[k] + (1.5 - k / (double) dimension) * 0.5 * random.nextGaussian();
                text.append(String.format(Locale.ROOT, "%.5f,", x));
            }
            text.append("xyz".charAt(y)).append('\n');
        }
        return Files.writeString(work.resolve("data.csv"), text);
    }

    private Path out() {
        return work.resolve("prediction");
    }

    private Said predict(Path data, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("predict", data.toString(), "--out", out().toString(), "--components", "2"));
        arguments.addAll(List.of(more));
        return sgdyn(arguments.toArray(String[]::new));
    }

    /** A column of a table, of those rows that have a value in another. */
    private static double[] column(Path table, String name) throws IOException {
        List<String> lines = Files.readAllLines(table);
        int c = List.of(lines.get(0).split(",")).indexOf(name);
        assertThat(c).as(name + " in " + lines.get(0)).isNotNegative();
        return lines.stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[c]))
                .toArray();
    }

    private static double last(Path table, String name) throws IOException {
        double[] column = column(table, name);
        return column[column.length - 1];
    }

    @Test
    void aPredictionIsWrittenWithAllFilesAndWordsAndToTheSameBytes() throws IOException {
        Path data = data(600, 4, 3);
        Said said = predict(data, "--loss", "softmax", "--resamples", "2", "--replicates", "2");
        assertThat(said.err()).isEmpty();
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("data: ", " samples, d = 4, 3 classes of 2 components; ", "held out")
                .contains("predicted (naive ", "; SGD ", " +- ", " per cent")
                .contains("best constant learning rate of those tried: ")
                .contains("ten times the samples would give a risk of ", "an extrapolation")
                .contains("with 4 components per class a risk of ")
                // The samples are of three Gaussians, of which four components per class find no more than two do.
                .contains("twice the components change little, within twice +-")
                .doesNotContain("not Gaussian");
        assertThat(out().toFile().list()).containsExactlyInAnyOrder(FILES.toArray(String[]::new));
        List<byte[]> first = contents();
        assertThat(predict(data, "--loss", "softmax", "--resamples", "2", "--replicates", "2")
                        .err())
                .contains("--force");
        predict(data, "--loss", "softmax", "--resamples", "2", "--replicates", "2", "--force", "-q");
        List<byte[]> second = contents();
        for (int k = 0; k < FILES.size(); k++) {
            assertThat(second.get(k)).as(FILES.get(k)).isEqualTo(first.get(k));
        }
        // The best of the grid stands between its neighbours, or at the grid's end.
        assertThat(Arrays.stream(column(out().resolve("prediction.csv"), "learning_rate"))
                        .distinct()
                        .count())
                .isEqualTo(3);
    }

    private List<byte[]> contents() throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (String file : FILES) {
            contents.add(Files.readAllBytes(out().resolve(file)));
        }
        return contents;
    }

    /** What is written can be repeated: theory and SGD of the experiment are those of the prediction. */
    @Test
    void theExperimentRepeatsThePrediction() throws IOException {
        Path data = data(400, 4, 3);
        assertThat(predict(data, "--loss", "softmax", "--learning-rate", "0.4,0.1", "--quick", "--replicates", "3")
                        .code())
                .isZero();
        Path results = work.resolve("results");
        Said run = sgdyn("run", out().resolve("experiment.yaml").toString(), "--out", results.toString());
        assertThat(run.code()).as(run.text()).isZero();
        Path table = out().resolve("prediction.csv");
        Path theory = results.resolve("theory.csv");
        Path simulation = results.resolve("simulation.csv");
        for (String name : List.of("risk", "error")) {
            assertThat(column(table, name + "_naive")).containsExactly(column(theory, name));
            assertThat(column(table, name + "_sgd_mean")).containsExactly(column(simulation, name + "_mean"));
            assertThat(column(table, name + "_sgd_std")).containsExactly(column(simulation, name + "_std"));
        }
        assertThat(column(table, "risk_held_out_error"))
                .containsExactly(column(simulation, "risk_held_out_error_mean"));
        assertThat(column(table, "t")).containsExactly(column(theory, "t"));
    }

    /**
     * Nothing leaks: from 20 samples a dimension the fit's own theory is too low, as it measures on what it has seen; the prediction meets
     * SGD on samples that neither has seen.
     */
    @Test
    void thePredictionMeetsSgdOnOtherSamplesAndTheFitsOwnTheoryIsBelow() throws IOException {
        Path data = data(4_000, 20, 2);
        Said said = predict(
                data,
                "--loss",
                "logistic",
                "--learning-rate",
                "0.5",
                "--holdout",
                "0.9",
                "--replicates",
                "10",
                "--resamples",
                "6");
        assertThat(said.code()).as(said.text()).isZero();
        assertThat(said.out()).contains("class x as label 0, class y as 1");
        Path table = out().resolve("prediction.csv");
        double sgd = last(table, "risk_sgd_mean");
        double predicted = last(table, "risk_corrected");
        // Chance in the fitted samples, in the held-out ones, and in the orders of ten passes.
        double deviation = Math.sqrt(Math.pow(last(table, "risk_deviation"), 2)
                + Math.pow(last(table, "risk_held_out_error"), 2)
                + Math.pow(last(table, "risk_sgd_std"), 2) / 10);
        assertThat(deviation).isLessThan(0.2 * sgd);
        assertThat(Math.abs(predicted - sgd)).as(said.out()).isLessThan(2 * deviation);
        assertThat(last(table, "risk_naive")).as(said.out()).isLessThan(Math.min(predicted, sgd));
    }

    @Test
    void withoutReplicatesThereIsPredictionAlone() throws IOException {
        Path data = data(300, 3, 2);
        Said said = predict(
                data,
                "--loss",
                "{type: huber, delta: 2}",
                "--learning-rate",
                "0.1",
                "--replicates",
                "0",
                "--holdout",
                "0",
                "--time",
                "1e4",
                "--quick");
        assertThat(said.err()).isEmpty();
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("class x as label -1, class y as 1", "; to t = 10000, ")
                .doesNotContain("SGD ", "held out", "best constant", "not Gaussian");
        Path table = out().resolve("prediction.csv");
        assertThat(Files.readAllLines(table).get(0))
                .isEqualTo("learning_rate,t,samples,risk_naive,risk_corrected,risk_deviation");
        assertThat(last(table, "t")).isEqualTo(1e4);
        assertThat(Files.readString(out().resolve("experiment.yaml")))
                .contains("delta: 2")
                .doesNotContain("data:");
    }

    /** Beyond stability theory and SGD diverge: that is an outcome in words, and the other curve is whole. */
    @Test
    void aLearningRateBeyondStabilityIsAnOutcomeInWords() throws IOException {
        Path data = data(6_000, 3, 2);
        Said said = predict(data, "--loss", "least-squares", "--learning-rate", "0.1,50", "--quick");
        assertThat(said.code()).as(said.text()).isEqualTo(3);
        assertThat(said.out())
                .contains("learning rate 50: ", "diverged", "best constant learning rate of those tried: 0.1")
                .doesNotContain("outermost", "not Gaussian");
        assertThat(last(out().resolve("prediction.csv"), "risk_corrected")).isNaN();
        assertThat(Files.readString(out().resolve("summary.json"))).contains("\"bestLearningRate\" : 0.1");
        assertThat(out().resolve("figure.png")).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--loss logistic                       | tells two classes apart, and the data has 3; choose two of them by --classes x,y",
                "--loss softmaxx                       | --loss softmaxx: unknown loss; did you mean",
                "--loss {type: softmax, point: 3}      | loss.point: unknown key; did you mean",
                "--loss 3                              | give the name of a loss, or {type: NAME, ...}",
                "--loss phase-retrieval                | compares with a teacher, which real samples have not",
                "--loss softmax,--learning-rate,0      | --learning-rate 0: give numbers above 0, each once",
                "--loss softmax,--time,1e5             | --time 100000: one pass over the ",
                "--loss softmax,--time,-1              | --time -1: it must be a number above 0",
                "--loss softmax,--replicates,-1        | --replicates -1: it must be 0 or more",
                "--loss softmax,--resamples,1          | --resamples 1: it must be 0, or 2 or more",
                "--loss softmax,--holdout,0            | --holdout 0: leaves no samples to measure SGD on",
                "--loss softmax,--pca,-1               | --pca -1",
                "--loss softmax,--labels,nowhere       | there is no such file",
                "--loss softmax,--classes,x            | nothing to learn from one class",
            })
    void badOptionsAreRefusedInWordsAndNothingIsWritten(String options, String words) throws IOException {
        Path data = data(60, 3, 3);
        String[] more = Stream.of(options.strip().replaceFirst(" ", "|").split("\\|", -1))
                .flatMap(word -> word.startsWith("{") ? Stream.of(word) : Stream.of(word.split(",", -1)))
                .toArray(String[]::new);
        Said said = predict(data, more);
        assertThat(said.code()).as(said.text()).isEqualTo(2);
        assertThat(said.err()).contains(words).doesNotContain("Exception");
        assertThat(out()).doesNotExist();
    }

    @Test
    void dataIsNeverWrittenOver() throws IOException {
        Path data = data(60, 3, 2);
        Files.createDirectories(out());
        Path hidden = Files.move(data, out().resolve("prediction.csv"));
        Said said = predict(hidden, "--loss", "logistic", "--force");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("holds the data");
    }
}
