package org.sgdyn.executors.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sgdyn.spi.Executor;
import org.sgdyn.spi.ExecutorException;

/** Tasks that take their process down, among others that do not. */
final class LostWorkersIT {

    private static final int DEADLY = 17;

    @BeforeAll
    static void fillTheHome() throws Exception {
        SparkHome.fill();
    }

    @AfterAll
    static void endSpark() {
        SparkContext.getOrCreate().stop();
    }

    private static Executor executor() {
        Map<String, String> conf = new HashMap<>(Map.of(
                "spark.ui.enabled", "false",
                "spark.log.level", "OFF",
                "spark.driver.host", "127.0.0.1",
                "spark.driver.bindAddress", "127.0.0.1",
                // Each failure costs the start of a process.
                "spark.task.maxFailures", "2"));
        conf.put("spark.executor.extraClassPath", SparkHome.classPathOfProject());
        return new SparkExecutor(new SparkSettings("local-cluster[2,1,512]", "", 0, "512m", conf, 1));
    }

    @Test
    void onlyTheTaskThatDoesItIsLost() {
        List<String> results = new ArrayList<>();
        executor().execute(IntStream.range(0, 60).boxed().toList(), new Deadly(true), results::add);
        assertThat(results)
                .hasSize(60)
                .filteredOn(result -> result.startsWith("done"))
                .hasSize(59);
        assertThat(results)
                .filteredOn(result -> !result.startsWith("done"))
                .singleElement()
                .asString()
                .contains("task 17", "Command exited with code 3");
    }

    @Test
    void withoutWordsForItTheExecutionFails() {
        List<Integer> tasks = List.of(DEADLY);
        assertThatThrownBy(() -> executor().execute(tasks, new Deadly(false), result -> {}))
                .isInstanceOf(ExecutorException.class)
                .hasMessageContaining("takes its worker down")
                .hasMessageContaining("executorMemory");
    }

    private record Deadly(boolean hasWords) implements Executor.Work<Integer, String> {
        @Override
        public String apply(Integer task) {
            if (task == DEADLY) {
                Runtime.getRuntime().halt(3);
            }
            return "done " + task;
        }

        @Override
        public Optional<String> lost(Integer task, String why) {
            return hasWords ? Optional.of("task " + task + ": " + why) : Optional.empty();
        }
    }
}
