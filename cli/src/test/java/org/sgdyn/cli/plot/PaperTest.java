package org.sgdyn.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.cli.SampleResults;

/** Figures for papers: text that is text, on a page of the size that was asked for, all of it there. */
final class PaperTest {

    private static final double[] TIMES = {0, 5, 10, 20, 40};

    private static Page inches(double width) {
        return new Page(OptionalDouble.of(width * Page.INCH), OptionalDouble.empty(), Page.FONT_SIZE);
    }

    /** Every letter with its box, from the upper left corner of the page. */
    private static List<Rectangle2D> letters(PDDocument document) throws IOException {
        List<Rectangle2D> boxes = new ArrayList<>();
        new PDFTextStripper() {
            @Override
            protected void processTextPosition(TextPosition text) {
                double size = text.getFontSizeInPt();
                boolean isTurned = text.getDir() != 0;
                double width = isTurned ? 0.7 * size : text.getWidth();
                double height = isTurned ? text.getWidthDirAdj() : 0.7 * size;
                if (!text.getUnicode().isBlank()) {
                    boxes.add(new Rectangle2D.Double(
                            isTurned ? text.getX() - width : text.getX(), text.getY() - height, width, height));
                }
            }
        }.getText(document);
        return boxes;
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            // Turned words come letter by letter.
            return new PDFTextStripper().getText(document).replaceAll("\\s", "");
        }
    }

    @Test
    void textStaysTextInEmbeddedFonts() throws IOException {
        byte[] pdf = RunFigure.of(SampleResults.of(true, TIMES, "slow", "fast"))
                .on(Page.COLUMN)
                .toPdf(Theme.LIGHT);
        assertThat(text(pdf))
                .contains("sample", "riskR(t)", "misclassificationerror", "t=samples/d", "slow", "fast")
                .contains("SGD,meanof2replicates");
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDResources page = document.getPage(0).getResources();
            int fonts = 0;
            for (COSName form : page.getXObjectNames()) {
                PDResources resources = ((PDFormXObject) page.getXObject(form)).getResources();
                for (COSName font : resources.getFontNames()) {
                    assertThat(resources.getFont(font).isEmbedded()).isTrue();
                    fonts++;
                }
            }
            assertThat(fonts).isPositive();
        }
    }

    @Test
    void thePageHasTheSizeThatWasAskedFor() throws IOException {
        Figure figure = RunFigure.of(SampleResults.of(true, TIMES, "slow", "fast"));
        Page page = new Page(OptionalDouble.of(396), OptionalDouble.of(288), 9);
        try (PDDocument document = Loader.loadPDF(figure.on(page).toPdf(Theme.LIGHT))) {
            // single precision, as PDF has it
            assertThat(document.getPage(0).getMediaBox().getWidth()).isCloseTo(396, within(1e-3f));
            assertThat(document.getPage(0).getMediaBox().getHeight()).isCloseTo(288, within(1e-3f));
        }
        assertThat(figure.on(page).toSvg(Theme.LIGHT)).contains("width=\"396pt\" height=\"288pt\"");
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(figure.on(page).toPng(Theme.LIGHT)));
        assertThat(new int[] {image.getWidth(), image.getHeight()})
                .as("300 dots per inch")
                .containsExactly(1650, 1200);
    }

    private static Chart hard(int curves, String name, double exponent) {
        double[] x =
                IntStream.range(0, 30).mapToDouble(k -> Math.pow(10, k / 3.0)).toArray();
        List<Chart.Curve> all = IntStream.range(0, curves)
                .mapToObj(c -> {
                    double[] y = IntStream.range(0, x.length)
                            .mapToDouble(k -> Math.pow(10, -exponent * k * (c + 1) / (30.0 * curves)))
                            .toArray();
                    return new Chart.Curve(
                            name + c,
                            new Tint.Category(c),
                            x,
                            y,
                            Optional.of(new Chart.Runs(x, y, y, y, Chart.Range.BARS)));
                })
                .toList();
        return Chart.of("", Labels.TIME, "squared norm of the iterate of " + name, all);
    }

    /** Many curves, long names, all decades of the doubles, a constant: every letter is on the page, and none on another. */
    @ParameterizedTest
    @ValueSource(doubles = {1.8, 3.3, 5.5, 6.75})
    void nothingIsCutAndNoTextsOverlap(double width) throws IOException {
        List<Figure> figures = List.of(
                Figure.of("hard", List.of(hard(12, "class ", 300), hard(12, "class ", 2)), 2),
                Figure.of("hard", List.of(hard(7, "a rather long name of an optimizer with warm-up ", 3)), 1),
                Figure.of("constant", List.of(hard(1, "one", 0)), 1),
                Figure.of(
                        "an experiment with a name that is much longer than any column of any journal is wide, or a slide",
                        List.of(hard(2, "withoutanyblanksinit".repeat(5), 1e-9)),
                        1),
                RunFigure.of(SampleResults.of(true, TIMES, "slow", "fast")).lettered(),
                Overview.of(
                                Collections.nCopies(4, SampleResults.of(true, TIMES, "slow")),
                                4,
                                Map.of("sample", "a title that is wider than its panel"))
                        .lettered());
        for (Figure figure : figures) {
            try (PDDocument document = Loader.loadPDF(figure.on(inches(width)).toPdf(Theme.LIGHT))) {
                List<Rectangle2D> letters = letters(document);
                Rectangle2D page = new Rectangle2D.Double(
                        0,
                        0,
                        document.getPage(0).getMediaBox().getWidth(),
                        document.getPage(0).getMediaBox().getHeight());
                assertThat(letters).isNotEmpty();
                assertThat(letters.stream().filter(letter -> !page.contains(letter)))
                        .isEmpty();
                for (int i = 0; i < letters.size(); i++) {
                    for (int j = 0; j < i; j++) {
                        Rectangle2D common = letters.get(i).createIntersection(letters.get(j));
                        // Neighbours of a word may touch.
                        boolean overlap = common.getWidth() > 1 && common.getHeight() > 1;
                        assertThat(overlap)
                                .as("%s: %s and %s", figure.parts().title(), letters.get(i), letters.get(j))
                                .isFalse();
                    }
                }
            }
        }
    }
}
