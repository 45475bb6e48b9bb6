package org.sgdyn.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ShareTest {

    /** Whether numbers begin with 0 or 1, and whether there are more shares than tasks: each task belongs to one share. */
    @Test
    void sharesAreAPartition() {
        for (int shares : new int[] {1, 2, 7, 30}) {
            for (int first : new int[] {0, 1}) {
                int n = shares;
                for (int task = 0; task < 23; task++) {
                    int t = task;
                    assertThat(IntStream.range(first, first + n).filter(k -> new Share(k, n).has(t)))
                            .hasSize(1);
                }
                for (int k = first; k < first + n; k++) {
                    Share share = new Share(k, n);
                    assertThat(share.count(23)).isEqualTo((int)
                            IntStream.range(0, 23).filter(share::has).count());
                }
            }
        }
    }

    @Test
    void thereAreNoOthers() {
        assertThatThrownBy(() -> new Share(4, 3)).hasMessageContaining("no share 4 of 3");
        assertThatThrownBy(() -> new Share(-1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Share(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
