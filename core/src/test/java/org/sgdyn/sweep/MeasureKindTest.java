package org.sgdyn.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sgdyn.asymptotics.Estimate;

final class MeasureKindTest {

    /** t = 0 and eight decades with ten points each, as experiments have them. */
    private static final double[] TIMES = DoubleStream.concat(
                    DoubleStream.of(0), IntStream.rangeClosed(0, 80).mapToDouble(k -> Math.pow(10, k / 10.0)))
            .toArray();

    private static Estimate of(MeasureKind kind, double level, DoubleUnaryOperator f) {
        return kind.of(TIMES, DoubleStream.of(TIMES).map(f).toArray(), level);
    }

    private static double of(MeasureKind kind, DoubleUnaryOperator f) {
        return of(kind, Double.NaN, f).value();
    }

    @Test
    void extremesPassOverWhatIsNotANumber() {
        // A parabola in log t around t = 10^3, not defined at t = 0.
        DoubleUnaryOperator hill = t -> t == 0 ? Double.NaN : -Math.pow(Math.log10(t) - 3, 2);
        assertThat(of(MeasureKind.MAXIMUM, hill)).isZero();
        assertThat(of(MeasureKind.ARGMAX, hill)).isEqualTo(TIMES[31]);
        assertThat(of(MeasureKind.MINIMUM, hill)).isEqualTo(-25);
        assertThat(of(MeasureKind.ARGMIN, hill)).isEqualTo(1e8);
        assertThat(of(MeasureKind.ARGMAX, t -> Double.NaN)).isNaN();
        assertThat(of(MeasureKind.FINAL, hill)).isEqualTo(-25);
    }

    @Test
    void powersHaveTheirExponentAndNoCurvature() {
        DoubleUnaryOperator power = t -> 3 * Math.pow(1 + t, -0.7);
        // What 1 + t differs from t at t = 10^6 relatively.
        assertThat(of(MeasureKind.EXPONENT, power)).isCloseTo(-0.7, within(1e-6));
        assertThat(of(MeasureKind.SLOPE, power)).isCloseTo(-0.7, within(1e-6));
        Estimate curvature = of(MeasureKind.CURVATURE, 0, power);
        assertThat(curvature.value()).isCloseTo(0, within(curvature.uncertainty()));
        assertThat(of(MeasureKind.LIMIT, power)).isZero();
    }

    /** log f = -x^2 / 100 for x = log t has the second derivative -1 / 50 everywhere. */
    @Test
    void curvatureIsTheSecondDerivative() {
        Estimate curvature = of(MeasureKind.CURVATURE, 0, t -> Math.exp(-Math.pow(Math.log(t), 2) / 100));
        // Differences of exact slopes of a parabola are exact up to rounding.
        assertThat(curvature.value()).isCloseTo(-0.02, within(1e-9));
        assertThat(of(MeasureKind.CURVATURE, t -> 0.2 + Math.pow(1 + t, -0.1))).isPositive();
    }

    @Test
    void theTimeToALevelIsBetweenPoints() {
        // Powers are straight lines between points of log-log axes; at t = 0 there is no such line.
        assertThat(of(MeasureKind.TIME_TO_LEVEL, 2e-4, t -> t == 0 ? 2 : 1 / t).value())
                .isCloseTo(5e3, within(1e-8));
        assertThat(of(MeasureKind.TIME_TO_LEVEL, -1, t -> 1 / (1 + t)).value()).isNaN();
    }
}
