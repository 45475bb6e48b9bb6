package org.sgdyn.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.spi.Column;
import org.sgdyn.spi.OrderParameters;
import org.sgdyn.spi.Statistic;

class QuantityTest {

    static Stream<Statistic> statistics() {
        return Stream.of(
                Statistics.risk(),
                Statistics.error(),
                Statistics.norm(),
                Statistics.classRisk(),
                Statistics.logits(),
                Statistics.alignment(),
                Statistics.classError(),
                Statistics.margin(),
                Statistics.gradientNorm(),
                Statistics.distanceToTeacher(),
                Statistics.confusion(),
                SpectralStatistics.alignment(OptionalDouble.empty()),
                SpectralStatistics.energy(3));
    }

    /** What a file's names tell is what the statistics say of their columns. */
    @ParameterizedTest
    @MethodSource("statistics")
    void namesOfFilesLeadToTheSameColumns(Statistic statistic) {
        for (int outputs : new int[] {1, 3}) {
            assertThat(statistic.table(sized(3, outputs))).isNotEmpty().allSatisfy(column -> {
                assertThat(column.label()).isNotEmpty();
                assertThat(Quantity.named(column.name()))
                        .usingRecursiveComparison()
                        .isEqualTo(column);
            });
        }
    }

    /** Order parameters that know their numbers alone. */
    private static OrderParameters sized(int classes, int outputs) {
        return (OrderParameters) Proxy.newProxyInstance(
                QuantityTest.class.getClassLoader(),
                new Class<?>[] {OrderParameters.class},
                (proxy, method, arguments) ->
                        Map.of("classes", classes, "outputs", outputs).get(method.getName()));
    }

    @ParameterizedTest
    @CsvSource({
        "logit_mean_1_2, logit_mean, 1, 2, mean logit m\u2081\u200A\u2082(t)",
        "logit_variance_12, logit_variance, 12, 0, logit variance B\u2081\u2082(t)",
        "'cosine_2_1', cosine, 2, 1, 'cos \u2220(X\u2081, \u03BC\u2082)'",
        "energy_3, energy, 0, 0, energy of band 3",
        "confusion_1_3, confusion, 1, 0, class 1 predicted as class 3",
        "learning_rate, learning_rate, 0, 0, learning rate \u03B3(t)"
    })
    void namesTellClassAndOutput(String name, String quantity, int classNumber, int output, String label) {
        Column column = Quantity.named(name);
        assertThat(column.quantity()).isEqualTo(quantity);
        assertThat(column.classNumber()).isEqualTo(number(classNumber));
        assertThat(column.output()).isEqualTo(number(output));
        assertThat(column.label()).isEqualTo(label);
    }

    private static OptionalInt number(int number) {
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"angle", "angle_1", "cosine", "risk_0", "risk_01", "learning_rate_1", "risk_99999999999", ""})
    void otherNamesMeanNothingMore(String name) {
        assertThat(Quantity.named(name)).usingRecursiveComparison().isEqualTo(Column.of(name));
    }

    /** A single output is not numbered. */
    @Test
    void outputsAreNumberedWhereThereAreSeveral() {
        assertThat(Quantity.COSINE.ofOutput(2, 1, 1).name()).isEqualTo("cosine_2");
        assertThat(Quantity.COSINE.ofOutput(2, 1, 3).name()).isEqualTo("cosine_2_1");
    }
}
