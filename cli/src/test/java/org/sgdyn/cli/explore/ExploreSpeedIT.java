package org.sgdyn.cli.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgdyn.cli.report.PageParts;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.plugin.PluginLoader;

/**
 * How long a slider's move takes until its curves are painted, in headless Chromium: {@code mvn verify -Pslow -pl cli -am
 * -Dit.test=ExploreSpeedIT}, on a machine that does nothing else.
 */
final class ExploreSpeedIT {

    /** Moves of all sliders in turn but those of size, to and fro; each is awaited until the frame with its curves is painted. */
    private static final String MOVES = """
            (async () => {
              const rows = [...document.querySelectorAll('.dial')].filter((row) => !/^(dimension|time\\.)/.test(row.textContent));
              const status = document.getElementById('status');
              const painted = () => new Promise((done) => {
                const watch = new MutationObserver(() => {
                  if (!status.textContent.startsWith('solved and drawn') && !/problem|no curves/.test(status.textContent)) return;
                  watch.disconnect();
                  const { port1, port2 } = new MessageChannel();
                  port1.onmessage = done;
                  port2.postMessage(0);
                });
                watch.observe(status, { childList: true, characterData: true, subtree: true });
              });
              const times = [];
              for (let k = 0; k < %d; k++) {
                const slider = rows[k %% rows.length].querySelector('[type=range]');
                const place = Number(slider.value);
                slider.value = String(place + (Math.floor(k / rows.length) %% 2 ? -1 : 1) * (3 + k %% rows.length));
                const since = performance.now();
                const done = painted();
                slider.dispatchEvent(new Event('input'));
                await done;
                if (/problem|no curves/.test(status.textContent)) throw new Error(document.getElementById('problems').textContent);
                times.push(performance.now() - since);
                await new Promise((rest) => setTimeout(rest, 5));
              }
              return times;
            })()""";

    private static final int MOST_AT_ONCE = 20;

    @TempDir
    private Path work;

    /** A measured experiment, and how many milliseconds its median move may take. */
    record Case(String name, String text, double most) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String loss : List.of("least-squares", "logistic")) {
            for (String mixture :
                    List.of("isotropic", "zero-one", "zero-one-complement", "power-law-a", "power-law-b")) {
                String name = loss + "-" + mixture;
                String text = bundled(name);
                cases.add(new Case(name + ", d = 1000", text, 50));
                cases.add(new Case(
                        name + ", d infinite to 1e8",
                        text.replace("dimension: 1000", "dimension: infinite").replace("end: 12.0", "end: 1.0e+8"),
                        50));
            }
        }
        String softmax = bundled("logistic-power-law-a")
                .replaceFirst("(?s)classes:.*loss:", """
                        classes:
                          - {label: 0, mean: {type: power-law, exponent: 0.0, amplitude: 1.0}, covariance: {type: power-law, exponent: 1.1}}
                          - {label: 1, mean: {type: power-law, exponent: 0.0, amplitude: -1.0}, covariance: {type: power-law, exponent: 1.5}}
                          - {label: 2, mean: {type: power-law, exponent: 0.5, amplitude: 1.0}, covariance: {type: isotropic}}
                          - {label: 3, mean: {type: power-law, exponent: 0.5, amplitude: -1.0}, covariance: {type: power-law, exponent: 0.5}}
                        loss:""")
                .replaceFirst("(?s)curves:.*time:", "learningRate: {type: constant, value: 0.5}\ntime:")
                .replace("type: logistic", "type: softmax");
        cases.add(new Case("softmax of 4 classes, d = 1000", softmax, 300));
        cases.add(new Case(
                "softmax of 4 classes, d infinite", softmax.replace("dimension: 1000", "dimension: infinite"), 300));
        return cases.stream();
    }

    private static String bundled(String name) {
        return PageParts.read("/org/sgdyn/cli/experiments/" + name + ".yaml");
    }

    /** The median over some moves, after as many to begin with. */
    static double[] moves(Case measured, int count, Path work) throws IOException, InterruptedException {
        try (ExploreServer server = ExploreServer.start(
                        0,
                        List.of(new Preset(measured.name(), measured.text())),
                        YamlReader.read(measured.text(), measured.name()),
                        work,
                        PluginLoader.load(Optional.empty()).catalog());
                Chromium browser = Chromium.open(work, server.address(), 1280)) {
            browser.await("document.getElementById('status')?.textContent.startsWith('solved and drawn')");
            // A browser is asked for some at a time, as it answers within a bounded time.
            List<Double> times = new ArrayList<>();
            for (int k = 0; k < 2 * count; k += MOST_AT_ONCE) {
                for (JsonNode time : browser.value(MOVES.formatted(MOST_AT_ONCE))) {
                    times.add(time.doubleValue());
                }
            }
            assertThat(browser.value("document.getElementById('problems').textContent")
                            .textValue())
                    .isEmpty();
            List<Double> late = new ArrayList<>(times.subList(times.size() - count, times.size()));
            Collections.sort(late);
            return new double[] {late.get(count / 2), late.get(count * 9 / 10), late.get(count - 1)};
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("cases")
    void curvesFollowASlider(Case measured) throws Exception {
        assumeTrue(Chromium.find().isPresent(), "no Chromium on the PATH or in CHROMIUM");
        assertThat(moves(measured, 100, work)[0]).isLessThan(measured.most());
    }
}
