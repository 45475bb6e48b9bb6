package org.sgdyn.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PngImageTest {

    /** Rows alike, columns alike and neither, so that both kinds of difference are read back by another reader. */
    @ParameterizedTest
    @CsvSource({"1, 1, 0, 0", "7, 5, 0, 1", "7, 5, 1, 0", "40, 30, 12345, 777", "3, 200, 99991, 1"})
    void everyPixelIsReadBack(int width, int height, int across, int down) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, 0x8040FF + x * across + y * down);
            }
        }
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(PngImage.of(image)));
        assertThat(read.getRGB(0, 0, width, height, null, 0, width))
                .isEqualTo(image.getRGB(0, 0, width, height, null, 0, width));
    }
}
