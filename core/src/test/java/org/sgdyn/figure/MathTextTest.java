package org.sgdyn.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgdyn.figure.MathText.Run;

final class MathTextTest {

    private static List<Run> runs(String text) {
        return MathText.of(text).runs();
    }

    @Test
    void mathematicsStandsBetweenDollars() {
        assertThat(runs("rate $\\gamma_1 = 10^{-3}$ of x_1"))
                .containsExactly(
                        new Run("rate \u03B3", 0),
                        new Run("1", -1),
                        new Run(" = 10", 0),
                        new Run("\u22123", 1),
                        new Run(" of x_1", 0));
        assertThat(runs("$\\cos\\angle(X, \\mu_{\\mathrm{teacher}})$"))
                .containsExactly(new Run("cos\u2220(X, \u03BC", 0), new Run("teacher", -1), new Run(")", 0));
        assertThat(runs("$x^\\alpha$")).containsExactly(new Run("x", 0), new Run("\u03B1", 1));
    }

    @Test
    void aSingleDollarIsADollar() {
        assertThat(runs("costs $5")).containsExactly(new Run("costs $5", 0));
        assertThat(MathText.of("$\\lambda^2$ plain").plain()).isEqualTo("\u03BB2 plain");
    }

    @Test
    void whatIsUnknownOrUnfinishedIsRefused() {
        assertThatThrownBy(() -> MathText.of("$\\gama$"))
                .hasMessageContaining("\\gama")
                .hasMessageContaining("\\nabla");
        assertThatThrownBy(() -> MathText.of("$x_{1$")).hasMessageContaining("never closed");
        assertThatThrownBy(() -> MathText.of("$x_$")).hasMessageContaining("ends");
    }

    @Test
    void lengthsAreInPoints() {
        assertThat(Length.points("5.5in")).isEqualTo(396);
        assertThat(Length.points("25.4 mm")).isCloseTo(72, within(1e-12)); // rounding
        assertThat(Length.points("column")).isEqualTo(Length.points("3.3in"));
        for (String wrong : List.of("5.5", "5,5in", "-3in", "0.1in", "9999in", "3ft", "")) {
            assertThatThrownBy(() -> Length.points(wrong)).hasMessageContaining("\"" + wrong + "\"");
        }
    }
}
