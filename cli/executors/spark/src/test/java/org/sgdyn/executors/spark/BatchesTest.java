package org.sgdyn.executors.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BatchesTest {

    /** The sizes of the batches of so many tasks, each of which takes so long, on two workers. */
    private static List<Integer> sizes(int tasks, double secondsPerTask) {
        Batches<Integer> batches =
                new Batches<>(IntStream.range(0, tasks).boxed().toList(), 1);
        List<Integer> sizes = new ArrayList<>();
        List<Integer> seen = new ArrayList<>();
        while (batches.hasNext()) {
            List<Integer> batch = batches.next(2);
            batches.measured(batch.size(), batch.size() * secondsPerTask);
            sizes.add(batch.size());
            seen.addAll(batch);
        }
        assertThat(seen)
                .as("every task, in its order")
                .isEqualTo(IntStream.range(0, tasks).boxed().toList());
        return sizes;
    }

    @Test
    void batchesBeginWithOneTaskAndDoubleUntilTheyTakeTheirTime() {
        assertThat(sizes(10_000, 0.01)).startsWith(1, 2, 4, 8, 16, 32, 64, 100, 100);
    }

    @Test
    void theLastBatchesAreATenthAsLong() {
        List<Integer> sizes = sizes(10_000, 0.01);
        assertThat(sizes.subList(sizes.size() - 3, sizes.size())).allMatch(size -> size <= 10);
        assertThat(sizes).hasSizeLessThan(150);
    }

    @Test
    void tasksThatTakeLongGoOneByOne() {
        assertThat(sizes(20, 5)).containsOnly(1).hasSize(20);
    }

    /** So that one worker does not get all of a few tasks whose cost nobody knows. */
    @Test
    void nothingIsTakenForGrantedBeforeTheFirstResult() {
        Batches<Integer> batches = new Batches<>(List.of(1, 2, 3), 1);
        assertThat(batches.next(2)).containsExactly(1);
        assertThat(batches.next(2)).containsExactly(2);
    }
}
