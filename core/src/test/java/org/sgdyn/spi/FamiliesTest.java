package org.sgdyn.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

final class FamiliesTest {

    @Test
    void sumsComeFirstAndContrastsFollow() {
        Families families = Families.of(0, 1, 0, 2, 2, 2);
        assertThat(families.count()).isEqualTo(3);
        assertThat(families.classes()).isEqualTo(6);
        assertThat(families.coordinates()).isEqualTo(5);
        assertThat(families.contrast(0)).isEqualTo(3);
        assertThat(families.hasContrast(1)).isFalse();
        assertThat(families.contrast(2)).isEqualTo(4);
        assertThat(families.multiplicity(1)).isEqualTo(1);
        assertThat(families.multiplicity(4)).isEqualTo(2);
        assertThat(families.familyOf(3)).isZero();
        assertThat(families.familyOf(1)).isEqualTo(1);
        assertThat(families.member(2)).isEqualTo(3);
        assertThat(families.secondMember(0)).isEqualTo(2);
        assertThatThrownBy(() -> families.secondMember(1)).isInstanceOf(NoSuchElementException.class);
    }

    /** As many directions as there are outputs. */
    @Test
    void coordinatesStandForAllOutputs() {
        Families families = Families.of(0, 1, 0, 2, 2, 2, 1, 3);
        int sum = 0;
        for (int c = 0; c < families.coordinates(); c++) {
            sum += families.multiplicity(c);
        }
        assertThat(sum).isEqualTo(families.classes());
    }

    @Test
    void familiesAreNumberedWithoutGaps() {
        assertThatThrownBy(() -> Families.of(0, 2)).hasMessageContaining("each has a class");
        assertThatThrownBy(() -> Families.of(-1, 0)).hasMessageContaining("numbered from 0 on");
        assertThatThrownBy(() -> Families.of()).hasMessageContaining("each has a class");
    }
}
