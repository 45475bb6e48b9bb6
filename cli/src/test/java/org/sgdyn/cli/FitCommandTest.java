package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgdyn.cli.Said.sgdyn;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgdyn.fit.FittedMixture;
import org.sgdyn.fit.MixtureFile;
import org.sgdyn.numerics.Matrices;

/** The command that fits mixtures, called as a program would call it. */
final class FitCommandTest {

    @TempDir
    private Path work;

    private Path data() throws IOException {
        Random random = new Random(5);
        StringBuilder text = new StringBuilder("a,b,c,kind\n");
        for (int k = 0; k < 600; k++) {
            int y = k % 3;
            text.append(String.format(
                    Locale.ROOT,
                    "%.6f,%.6f,%.6f,%s%n",
                    y + random.nextGaussian(),
                    (y == 1 ? 3 : 0) + (1 + y) * random.nextGaussian(),
                    random.nextGaussian(),
                    "xyz".charAt(y)));
        }
        return Files.writeString(work.resolve("data.csv"), text);
    }

    @Test
    void aMixtureIsWrittenWithFiguresAndWordsAndToTheSameBytes() throws IOException {
        Path data = data();
        Path out = work.resolve("mixture.npz");
        Said said = sgdyn("fit", data.toString(), "--out", out.toString(), "--components", "2", "--seed", "3");
        assertThat(said.err()).isEmpty();
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("mixture: 3 classes, ", "held out", "d = 3 features", "effective dimension ")
                .contains("theory of least squares diverges above a learning rate of about ", "t = samples / d = ")
                .contains("linear algebra: " + Matrices.get().name())
                .contains("written to " + work, "mixture.npz, mixture.svg, mixture.pdf, mixture.png");
        FittedMixture mixture = MixtureFile.read(out);
        assertThat(mixture.labels()).containsExactly("x", "y", "z");
        assertThat(mixture.all().size()).isEqualTo(6);
        assertThat(mixture.halves()).hasSize(2);
        assertThat(mixture.source()).isEqualTo("data.csv");
        assertThat(mixture.sha256()).hasSize(64);
        assertThat(mixture.fitted() + mixture.heldOut()).isEqualTo(600);
        assertThat(work.resolve("mixture.png")).isNotEmptyFile();
        assertThat(sgdyn("-q", "fit", data.toString(), "--out", work + "/again", "--components", "2", "--seed", "3")
                        .code())
                .isZero();
        assertThat(work.resolve("again.npz")).hasSameBinaryContentAs(out);
    }

    @Test
    void resultsAreReplacedByForceAloneAndDataNever() throws IOException {
        Path data = data();
        String out = work.resolve("m.npz").toString();
        assertThat(sgdyn("fit", data.toString(), "--out", out).code()).isZero();
        Said refused = sgdyn("fit", data.toString(), "--out", out);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("m.npz", "--force");
        assertThat(sgdyn("fit", data.toString(), "--out", out, "--force", "--classes", "z,x")
                        .code())
                .isZero();
        assertThat(MixtureFile.read(Path.of(out)).labels()).containsExactly("z", "x");
        Said itself = sgdyn("fit", out, "--out", out, "--force");
        assertThat(itself.code()).isEqualTo(2);
        assertThat(itself.err()).contains("holds the data");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--components 0        | --components 0: it must be from 1",
                "--pca -1              | --pca -1",
                "--pca 4               | no more than 3 directions",
                "--holdout 1           | --holdout 1.0: it must be from 0 to 0.9",
                "--classes x,x         | name each label once",
                "--classes x,w         | it has no label w; its labels are x, y, z; choose among them",
                "--classes x           | the classes are only the label x, and there is nothing to learn from one class",
                "--label nothing       | has no column nothing",
                "--label a             | is no number",
                "--labels nowhere      | there is no such file",
                "--array X             | it is no NPZ archive",
            })
    void badOptionsAreRefusedInWordsAndNothingIsWritten(String options, String words) throws IOException {
        Path data = data();
        String[] more = options.strip().split(" ", -1);
        Path out = work.resolve("out").resolve("m.npz");
        Said said = sgdyn("fit", data.toString(), "--out", out.toString(), more[0], more[1]);
        assertThat(said.code()).as(said.text()).isEqualTo(2);
        assertThat(said.err()).contains(words).doesNotContain("Exception");
        assertThat(out.getParent()).doesNotExist();
    }

    /** Files that can be read, but not learnt from; and names that are hard to write. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,y n1,0 n2,1 n3,0 n4,0 n5,0 n6,0       | label 1 has one sample",
                "a,y n1,0 n2,0 n3,0 n4,0 n5,0 n6,0       | nothing to learn from one class",
                "a,y n1,0 n1,1 n1,0 n1,1 n1,0 n1,1 n1,0 n1,1 | all its features are constant",
                "a,y n1,0 n2,1 n1,0 n2,1 n1,0 n2,1 n1,0 n2,1 | all samples of a label are the same",
                "a,y n1,.5 n2,1.5 n3,2 n4,3 n5,4 n6,5 n7,6 n8,7 n9,8 n1,9.25 | its labels are 10 different numbers for 10 samples",
                "a,y n1e300,0 n2,1 n1,0 n5,1 n9,0 n2,1 n1,0 n2,1 | so large",
                "a,y n1e-300,0 n0,1 n0,0 n0,1 n0,0 n0,1 n0,0 n0,1 | squares vanish",
                "a,y n1,0 n2                              | row 2 (line 3) has 1 fields",
            })
    void whatCannotBeLearntFromIsRefusedInWords(String rows, String words) throws IOException {
        String text = rows.replace(" n", "\n") + "\n";
        Path data = Files.writeString(work.resolve("two words\nand lines.csv"), text);
        Path out = work.resolve("out").resolve("m.npz");
        Said said = sgdyn("fit", data.toString(), "--out", out.toString(), "--holdout", "0");
        assertThat(said.code()).as(said.text()).isEqualTo(2);
        assertThat(said.err())
                .startsWith("sgdyn: " + work)
                .contains("two words?and lines.csv: ", words, "; ")
                .doesNotContain("Exception", "at org.");
        assertThat(said.err().lines()).hasSize(1);
        assertThat(out.getParent()).doesNotExist();
    }

    /** The only cat among six is held out; that it is missing must not hide that it is there. */
    @Test
    void aLabelWhoseSamplesAreAllHeldOutIsNamed() throws IOException {
        Path data = Files.writeString(work.resolve("few.csv"), "a,y\n1,dog\n2,dog\n3,cat\n4,dog\n5,dog\n6,dog\n");
        int heldOut = 0;
        for (int seed = 0; seed < 20; seed++) {
            Said said = sgdyn("fit", data.toString(), "--out", work + "/m", "--holdout", "0.5", "--seed", "" + seed);
            assertThat(said.code()).isEqualTo(2);
            assertThat(said.err()).contains("label cat has ", " besides those held out (--holdout)");
            heldOut += said.err().contains("cat has no sample") ? 1 : 0;
        }
        assertThat(heldOut).isBetween(1, 19);
    }

    /** The handwritten digits that come with the program: 1797 images of 8 x 8 pixels. */
    @Test
    void theBundledDigitsAreFitted() throws IOException {
        Path digits = work.resolve("digits.csv.gz");
        try (InputStream bundled = Sgdyn.class.getResourceAsStream("data/digits.csv.gz")) {
            Files.copy(bundled, digits);
        }
        Path out = work.resolve("digits.npz");
        Said said = sgdyn(
                "fit",
                digits.toString(),
                "--label-column",
                "last",
                "--out",
                out.toString(),
                "--components",
                "1",
                "--holdout",
                "0");
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).contains("10 classes, 1797 samples; d = 64 features", "3 features never vary");
        FittedMixture mixture = MixtureFile.read(out);
        assertThat(mixture.labels()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(mixture.all().counts()).containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
        assertThat(mixture.preprocessing().center()).hasSize(64);
    }

    @Test
    void whereTheMixtureGoesIsAName() throws IOException {
        String data = data().toString();
        for (String out : new String[] {"-", ".", ".npz", "/"}) {
            Said said = sgdyn("fit", data, "--out", out);
            assertThat(said.code()).as(out).isEqualTo(2);
            assertThat(said.err()).startsWith("sgdyn: --out ");
        }
        Path directory = Files.createDirectory(work.resolve("ro"));
        assertThat(sgdyn("fit", data, "--out", directory.toString()).err())
                .contains("it is a directory; give a name in it, such as " + directory.resolve("mine.npz"));
        assertThat(work.resolve("ro.npz")).doesNotExist();
        assertThat(sgdyn("fit", work.resolve("none").toString(), "--out", work + "/m")
                        .err())
                .contains("there is no such file");
        assertThat(sgdyn("fit", data).err()).contains("--out");
    }
}
