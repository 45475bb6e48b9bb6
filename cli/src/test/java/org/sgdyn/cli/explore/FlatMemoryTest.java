package org.sgdyn.cli.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.plugin.PluginLoader;

/** A slider that is moved for hours leaves no more behind than one that is moved for a minute. */
final class FlatMemoryTest {

    private static final String EXPERIMENT = """
            name: sample
            dimension: infinite
            classes:
              - {label: 1, mean: {type: constant}, covariance: {type: isotropic}}
              - {label: 0, mean: {type: constant, amplitude: -1}, covariance: {type: isotropic}}
            loss: {type: least-squares}
            curves: [{learningRate: {type: constant, value: 0.5}}, {learningRate: {type: constant, value: 0.25}}]
            time: {end: 5.0, points: 21}
            """;

    private static final int STAGES = 10;

    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    private Path directory;

    @Test
    void someThousandMovesLeaveNothingBehind() throws Exception {
        move(2000);
    }

    @Tag("slow")
    @Test
    void aHundredThousandMovesLeaveNothingBehind() throws Exception {
        move(100_000);
    }

    private void move(int count) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        List<Double> heap = new ArrayList<>();
        try (ExploreServer server = ExploreServer.start(
                0,
                List.of(new Preset("sample", EXPERIMENT)),
                YamlReader.read(EXPERIMENT, "sample"),
                directory,
                PluginLoader.load(Optional.empty()).catalog())) {
            for (int k = 1; k <= count; k++) {
                // Pages, too, come and go.
                HttpRequest request = HttpRequest.newBuilder(
                                server.address().resolve(k % 10 == 0 ? "solve?form" : "solve"))
                        .timeout(Duration.ofSeconds(60))
                        .header("Explore-Page", "page " + k / 100)
                        .POST(BodyPublishers.ofString(EXPERIMENT.replace("0.5}", (0.5 + k * 1e-6) + "}")))
                        .build();
                assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(200);
                if (k % (count / STAGES) == 0) {
                    heap.add(heapAfterCollection());
                }
            }
        }
        // Caches are full by the second stage; what the compiler and the client keep for themselves is some hundreds of
        // kilobytes.
        assertThat(heap.get(STAGES - 1) - heap.get(1)).as("MiB %s", heap).isLessThan(3);
    }

    private static double heapAfterCollection() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int k = 0; k < 3; k++) {
            System.gc();
            Thread.sleep(50);
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return Math.round(10.0 * least / MEBIBYTE) / 10.0;
    }
}
