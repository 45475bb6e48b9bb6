package org.sgdyn.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FormulaTest {

    private static final Map<String, Double> NAMES = Map.of("x", 2.0, "risk_1", 5.0);

    @ParameterizedTest
    @CsvSource({
        "1 + 2 * x, 5",
        "(1 + 2) * x, 6",
        "7 - 2 - 1, 4",
        "8 / 2 / x, 2",
        "-x ^ 2, -4",
        "2 ^ 3 ^ 2, 512",
        "2 ^ -1, 0.5",
        "--x, 2",
        "sqrt(2 * x) + abs(-risk_1), 7",
        "log(exp(x)), 2",
        "1.5e-1*10, 1.5",
        "3-1, 2",
    })
    void precedenceIsTheUsualOne(String text, double value) {
        assertThat(Formula.of(text).value(NAMES::get)).isEqualTo(value);
    }

    @Test
    void namesAreThoseThatAreRead() {
        assertThat(Formula.of("a_1 - sqrt(b) * a_1").names()).containsExactly("a_1", "b");
        assertThat(Formula.of("1 / 0").value(NAMES::get)).isInfinite();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 +", "(x", "x)", "x y", "1.2.3", "sin(x)", "x -* 2", "$"})
    void whatIsNoFormulaIsSaidSo(String text) {
        assertThatThrownBy(() -> Formula.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank();
        assertThatThrownBy(() -> Formula.of("(".repeat(100_000))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void serializedItIsTheSame() throws IOException, ClassNotFoundException {
        Formula formula = Formula.of("sqrt(2 * x) - risk_1 ^ 2");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(formula);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Formula back = (Formula) in.readObject();
            assertThat(back).isEqualTo(formula);
            assertThat(back.value(NAMES::get)).isEqualTo(-23.0);
            assertThat(back.names()).containsExactly("x", "risk_1");
        }
    }
}
