package org.sgdyn.executors.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sgdyn.spi.Parameters;

final class SparkSettingsTest {

    /** Parameters of which only some are given; the others are their defaults, the last argument of each method. */
    private static SparkSettings settings(Map<String, String> given) {
        return SparkSettings.of((Parameters) Proxy.newProxyInstance(
                SparkSettingsTest.class.getClassLoader(),
                new Class<?>[] {Parameters.class},
                (proxy, method, arguments) -> given.containsKey((String) arguments[0])
                        ? given.get((String) arguments[0])
                        : arguments[arguments.length - 1]));
    }

    @Test
    void settingsAreSeparatedByBlanksAndMayHoldSome() {
        assertThat(settings(Map.of(
                                "conf",
                                " spark.cores.max=8\n spark.executor.extraJavaOptions=-Xss4m -Da=b  spark.empty= "))
                        .conf())
                .containsExactly(
                        entry("spark.cores.max", "8"),
                        entry("spark.executor.extraJavaOptions", "-Xss4m -Da=b"),
                        entry("spark.empty", ""));
        assertThat(settings(Map.of()).conf()).isEmpty();
    }

    @Test
    void whatIsNoSettingIsTold() {
        assertThatThrownBy(() -> settings(Map.of("conf", "cores=8 spark.a=b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("conf: \"cores=8\" is no setting of Spark");
    }

    @Test
    void memoryIsAnAmountWithAUnit() {
        assertThat(settings(Map.of("executorMemory", "512m")).properties())
                .containsEntry("spark.executor.memory", "512m");
        assertThatThrownBy(() -> settings(Map.of("executorMemory", "2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("executorMemory: 2 is no amount of memory");
    }

    @Test
    void whatIsNotGivenIsLeftToSpark() {
        assertThat(settings(Map.of()).properties()).doesNotContainKeys("spark.executor.memory", "spark.executor.cores");
    }

    /** They come before what a user tells the workers' Java, which therefore wins. */
    @Test
    void workersInlineLessUnlessTheUserSaysOtherwise() {
        String key = "spark.executor.defaultJavaOptions";
        String further = "spark.executor.extraJavaOptions";
        assertThat(SparkRun.conf(settings(Map.of())).get(key)).isEqualTo("-XX:FreqInlineSize=150");
        assertThat(SparkRun.conf(settings(Map.of("conf", key + "=-Xint"))).get(key))
                .isEqualTo("-Xint");
        assertThat(SparkRun.conf(settings(Map.of("conf", further + "=-Xss4m"))).get(key))
                .isNotEmpty();
    }

    /** Bits of the native linear algebra depend on the number of its threads. */
    @Test
    void workersMultiplyWithTheThreadsOfTheProgramUnlessTheUserSaysOtherwise() {
        String key = "spark.executorEnv.OPENBLAS_NUM_THREADS";
        String own = System.getenv("OPENBLAS_NUM_THREADS");
        assertThat(SparkRun.conf(settings(Map.of())).get(key)).isEqualTo(own == null ? "1" : own);
        assertThat(SparkRun.conf(settings(Map.of("conf", key + "=3"))).get(key)).isEqualTo("3");
    }
}
