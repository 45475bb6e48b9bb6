package org.sgdyn.executors.spark;

import java.util.Map;
import org.sgdyn.spi.Executor;

/** Spark within the process of a test, without its pages. */
final class Local {

    private Local() {}

    static Executor executor() {
        return new SparkExecutor(new SparkSettings(
                "local[2]",
                "",
                0,
                "",
                Map.of(
                        "spark.log.level", "ERROR",
                        "spark.ui.enabled", "false",
                        "spark.driver.host", "127.0.0.1",
                        "spark.driver.bindAddress", "127.0.0.1"),
                1));
    }
}
