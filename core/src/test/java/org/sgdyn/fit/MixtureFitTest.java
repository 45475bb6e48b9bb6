package org.sgdyn.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.data.DataException;
import org.sgdyn.data.SampleChoice;
import org.sgdyn.data.SampleFiles;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.RandomStream;

/** A fit finds the mixture that samples were drawn from, and keeps what it must keep exactly. */
final class MixtureFitTest {

    @TempDir
    private Path work;

    private static FitSettings settings(int components) {
        return new FitSettings(List.of(), components, OptionalInt.empty(), false, 0, 1);
    }

    private static FittedMixture fit(DrawnSamples samples, FitSettings settings) throws IOException {
        return MixtureFit.of(samples, settings, "drawn", "none", FitListener.SILENT);
    }

    /** The root mean square distance of fitted means and covariances from the truth, in units of the data. */
    private static double distance(FittedMixture mixture) {
        double[] center = mixture.preprocessing().center();
        double scale = mixture.preprocessing().transform()[0];
        double squares = 0;
        int count = 0;
        for (int y = 0; y < 3; y++) {
            for (int k = 0; k < 4; k++) {
                double mean = mixture.all().means()[y][k] / scale + center[k];
                squares += Math.pow(mean - DrawnSamples.MEANS[y][k], 2);
                count++;
                for (int l = 0; l < 4; l++) {
                    double covariance = mixture.all().covariances()[y][4 * k + l] / (scale * scale);
                    squares += Math.pow(covariance - (k == l ? DrawnSamples.variance(y, k) : 0), 2);
                    count++;
                }
            }
        }
        return Math.sqrt(squares / count);
    }

    /** A hundred times the samples, a tenth of the distance: it falls like n^{-1/2}. */
    @Test
    void aKnownMixtureIsFoundAtTheRateOfTheLawOfLargeNumbers() throws IOException {
        double few = distance(fit(DrawnSamples.of(3_000), settings(1)));
        double many = distance(fit(DrawnSamples.of(300_000), settings(1)));
        assertThat(few).isBetween(0.01, 0.2);
        assertThat(Math.log(many / few) / Math.log(100)).isBetween(-0.7, -0.3);
    }

    @Test
    void tracesAreScaledAndHalvesEqual() throws IOException {
        FittedMixture mixture = fit(DrawnSamples.of(3_001), settings(1));
        double[] average = mixture.all().averageCovariance();
        assertThat(average[0] + average[5] + average[10] + average[15]).isCloseTo(4, within(1e-12));
        for (int y = 0; y < 3; y++) {
            long first = mixture.halves().get(0).counts()[y];
            long second = mixture.halves().get(1).counts()[y];
            assertThat(first + second).isEqualTo(mixture.all().counts()[y]);
            assertThat(Math.abs(first - second)).isLessThanOrEqualTo(1);
        }
    }

    /** However a label is parted, its components pooled are its sample mean and covariance. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 7})
    void componentsPooledAreTheSampleMeanAndCovariance(int parts) throws IOException {
        DrawnSamples samples = new DrawnSamples(4_000, 6, x -> x);
        FittedMixture one = fit(samples, settings(1));
        FittedMixture several = fit(samples, settings(parts));
        assertThat(several.all().size()).isBetween(6, 3 * parts);
        for (int fit = 0; fit < 3; fit++) {
            Components whole = fit == 0 ? one.all() : one.halves().get(fit - 1);
            Components pooled = (fit == 0 ? several.all() : several.halves().get(fit - 1)).pooled(3);
            for (int y = 0; y < 3; y++) {
                assertThat(pooled.weights()[y]).isCloseTo(whole.weights()[y], within(1e-14));
                assertThat(pooled.means()[y]).containsExactly(whole.means()[y], within(1e-12));
                assertThat(pooled.covariances()[y]).containsExactly(whole.covariances()[y], within(1e-12));
            }
        }
    }

    @Test
    void partsThatLieApartAreFound() throws IOException {
        FittedMixture mixture = fit(new DrawnSamples(6_000, 20, x -> x), settings(2));
        double scale = mixture.preprocessing().transform()[0];
        for (int y = 0; y < 3; y++) {
            double[] one = mixture.all().means()[2 * y];
            double[] other = mixture.all().means()[2 * y + 1];
            assertThat(Math.abs(one[3] - other[3]) / scale).isCloseTo(20, within(0.5));
            double share = mixture.all().weights()[2 * y]
                    / (mixture.all().weights()[2 * y] + mixture.all().weights()[2 * y + 1]);
            assertThat(Math.min(share, 1 - share)).isCloseTo(0.3, within(0.04));
        }
    }

    /** What lies between components is no part of their covariances, however few samples they have and so much is lent to them. */
    @Test
    void componentsOfFewSamplesBorrowFromEachOtherAlone() throws IOException {
        FittedMixture mixture = fit(new DrawnSamples(150, 20, x -> x), settings(2));
        double scale = mixture.preprocessing().transform()[0];
        for (int i = 0; i < mixture.all().size(); i++) {
            int y = mixture.all().classes()[i];
            // Ten samples leave a third of a variance open; 0.3 * 0.7 * 20^2 = 84 lies between the components.
            assertThat(mixture.all().covariances()[i][15] / (scale * scale))
                    .isLessThan(3 * DrawnSamples.variance(y, 3));
        }
    }

    /** Turning the data turns means and covariances, and changes nothing else: no cosine, no eigenvalue, no count. */
    @Test
    void turnedDataGivesTheSameMixtureTurned() throws IOException {
        double c = Math.cos(0.7);
        double s = Math.sin(0.7);
        UnaryOperator<double[]> turn =
                x -> new double[] {c * x[0] - s * x[3], c * x[1] + s * x[2], c * x[2] - s * x[1], c * x[3] + s * x[0]};
        FittedMixture plain = fit(new DrawnSamples(5_000, 6, x -> x), settings(3));
        FittedMixture turned = fit(new DrawnSamples(5_000, 6, turn), settings(3));
        FittedMixture reduced =
                fit(new DrawnSamples(5_000, 6, turn), new FitSettings(List.of(), 3, OptionalInt.of(4), false, 0, 1));
        FitSummary expected = FitSummary.of(plain);
        for (FittedMixture other : List.of(turned, reduced)) {
            assertThat(other.all().counts()).containsExactly(plain.all().counts());
            FitSummary found = FitSummary.of(other);
            assertThat(found.largestLearningRate()).isCloseTo(expected.largestLearningRate(), within(1e-9));
            assertThat(found.effectiveDimension()).isCloseTo(expected.effectiveDimension(), within(1e-9));
            for (int y = 0; y < 3; y++) {
                assertThat(found.spectra().get(y))
                        .containsExactly(expected.spectra().get(y), within(1e-9));
                assertThat(found.cosines()[y]).containsExactly(expected.cosines()[y], within(1e-9));
            }
        }
    }

    /** With standard deviations divided out, and an axis that never changes, scales and offsets of features have no part. */
    @Test
    void standardisedDataHasNoScales() throws IOException {
        UnaryOperator<double[]> stretch = x -> new double[] {1e6 + 1e3 * x[0], x[1], 1e-3 * x[2], x[3], 5};
        FitSettings settings = new FitSettings(List.of(), 1, OptionalInt.of(4), true, 0, 1);
        FittedMixture plain = fit(DrawnSamples.of(2_000), settings);
        FittedMixture stretched = fit(new DrawnSamples(2_000, 0, stretch), settings);
        assertThat(stretched.constantFeatures()).isEqualTo(1);
        assertThat(FitSummary.of(stretched).largestLearningRate())
                .isCloseTo(FitSummary.of(plain).largestLearningRate(), within(1e-8));
    }

    @Test
    void theSameSeedGivesTheSameBytesAndWhatIsWrittenIsRead() throws IOException {
        FitSettings settings = new FitSettings(List.of("c", "a"), 2, OptionalInt.of(3), true, 0.2, 1L << 60);
        FittedMixture mixture = fit(DrawnSamples.of(2_000), settings);
        byte[] bytes = bytes(mixture);
        assertThat(bytes).isEqualTo(bytes(fit(DrawnSamples.of(2_000), settings)));
        assertThat(mixture.labels()).containsExactly("c", "a");
        assertThat(mixture.heldOut()).isBetween(200L, 340L);
        Path file = Files.write(work.resolve("mixture.npz"), bytes);
        FittedMixture read = MixtureFile.read(file);
        assertThat(read.settings()).isEqualTo(mixture.settings());
        assertThat(read.labels()).isEqualTo(mixture.labels());
        assertThat(bytes(read)).isEqualTo(bytes);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(catchThrowable(() -> MixtureFile.read(file))).isInstanceOf(DataException.class);
        int covariances = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("covariances.npy");
        bytes[covariances + 200] ^= 1;
        Files.write(file, bytes);
        assertThat(catchThrowable(() -> MixtureFile.read(file))).isInstanceOf(DataException.class);
    }

    private static byte[] bytes(FittedMixture mixture) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MixtureFile.write(mixture, out);
        return out.toByteArray();
    }

    /** Whether samples are kept in memory or read again decides nothing. */
    @Test
    void passesShowTheSameWhetherSamplesAreKeptOrNot() throws IOException {
        DrawnSamples samples = DrawnSamples.of(3_000);
        Passes passes = new Passes(samples, settings(1), FitListener.SILENT);
        Survey survey = Survey.of(passes, samples, settings(1));
        Preprocessing preprocessing = Principal.of(passes, samples, settings(1), survey);
        double[] sums = new double[2];
        for (int way = 0; way < 2; way++) {
            int w = way;
            Mapped mapped = new Mapped(passes, survey, preprocessing, way == 0 ? 0 : 1e9);
            for (int pass = 1; pass <= 2; pass++) {
                int factor = pass;
                mapped.run("", (z, y, half) -> sums[w] = sums[w] / 2 + factor * (z[0] + 3 * z[3] + y * half));
            }
        }
        assertThat(sums[0]).isEqualTo(sums[1]);
    }

    /** One isotropic Gaussian without means diverges from a learning rate of 2 on. */
    @Test
    void theLargestLearningRateOfIsotropicDataIsTwo() {
        double[] unit = {1, 0, 0, 1};
        Components components = new Components(
                new long[] {5, 5}, new double[] {0.5, 0.5}, new int[] {0, 1}, new double[2][2], new double[][] {
                    unit, unit
                });
        FittedMixture mixture = new FittedMixture(
                List.of("0", "1"),
                components,
                List.of(),
                new Preprocessing(new double[2], unit, 2),
                settings(1),
                "",
                "",
                10,
                0,
                0);
        assertThat(FitSummary.of(mixture).largestLearningRate()).isCloseTo(2, within(1e-12));
    }

    @Test
    void whatCannotBeFittedIsSaid() {
        assertThat(catchThrowable(() -> fit(DrawnSamples.of(6), settings(1)))).hasMessageContaining("each half");
        assertThat(catchThrowable(() ->
                        fit(DrawnSamples.of(60), new FitSettings(List.of("a"), 1, OptionalInt.empty(), false, 0, 1))))
                .hasMessageContaining("nothing to learn from one class");
        assertThat(catchThrowable(() -> fit(
                        DrawnSamples.of(60), new FitSettings(List.of("a", "z"), 1, OptionalInt.empty(), false, 0, 1))))
                .hasMessageContaining("it has no label z; its labels are a, b, c");
        assertThat(catchThrowable(
                        () -> fit(DrawnSamples.of(60), new FitSettings(List.of(), 1, OptionalInt.of(5), false, 0, 1))))
                .hasMessageContaining("no more than 4 directions");
        assertThat(catchThrowable(() -> fit(new DrawnSamples(60, 0, x -> new double[3]), settings(1))))
                .hasMessageContaining("constant");
        assertThat(catchThrowable(() ->
                        fit(new DrawnSamples(60, 0, x -> new double[] {x[0] > 1e9 ? 1 : 3e200 * x[0]}), settings(1))))
                .hasMessageContaining("so large");
    }

    /** Numbers whose squares vanish are refused: their variance would be told to be 0, and its inverse not finite. */
    @Test
    void numbersTooSmallAreRefused() {
        FitSettings standardised = new FitSettings(List.of(), 1, OptionalInt.empty(), true, 0, 1);
        for (FitSettings settings : List.of(settings(1), standardised)) {
            assertThat(catchThrowable(() ->
                            fit(new DrawnSamples(60, 0, x -> new double[] {1e-170 * x[0], 1e-180 * x[1]}), settings)))
                    .hasMessageContainingAll("squares vanish", "; ");
        }
        assertThat(catchThrowable(() ->
                        fit(new DrawnSamples(60, 0, x -> new double[] {x[0], 1e-170 * x[1]}), standardised)))
                .hasMessageContainingAll("squares vanish", "; ");
    }

    /** Few samples, equal samples and directions without variance are no trouble. */
    @Test
    void degenerateSamplesHaveFiniteFits() throws IOException {
        for (UnaryOperator<double[]> change : List.<UnaryOperator<double[]>>of(
                x -> new double[] {x[0], x[0], 2 * x[0] - x[1], 7},
                x -> new double[] {Math.rint(x[0] / 3), Math.rint(x[1] / 3)},
                x -> new double[] {x[0]})) {
            for (int samples : List.of(60, 500)) {
                FittedMixture mixture = fit(new DrawnSamples(samples, 0, change), settings(4));
                FitSummary summary = FitSummary.of(mixture);
                assertThat(summary.largestLearningRate()).isFinite().isPositive();
                for (double[] covariance : mixture.all().covariances()) {
                    assertThat(Arrays.stream(covariance)).allMatch(Double::isFinite);
                }
            }
        }
    }

    /** What is written as CSV is fitted as it is in memory. */
    @Test
    void aFileIsFittedLikeWhatIsInIt() throws IOException {
        StringBuilder text = new StringBuilder("x,y,label\n");
        RandomStream random = RandomStreams.of(3, 0, 0);
        for (int k = 0; k < 300; k++) {
            text.append(random.normal()).append(',').append(random.normal()).append(k % 2 == 0 ? ",no\n" : ",yes\n");
        }
        Path file = Files.writeString(work.resolve("data.csv"), text);
        FittedMixture mixture = MixtureFit.of(
                SampleFiles.open(file, SampleChoice.usual()), settings(1), "data.csv", "", FitListener.SILENT);
        assertThat(mixture.labels()).containsExactly("no", "yes");
        assertThat(mixture.fitted()).isEqualTo(300);
        assertThat(mixture.all().weights()).containsExactly(0.5, 0.5);
    }
}
