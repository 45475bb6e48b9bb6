package org.sgdyn.cli.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.plugin.PluginLoader;

/** The page in a browser: headless Chromium, where there is one. */
final class ExploreIT {

    private static final String EXPERIMENT = """
            name: sample # a comment stays
            dimension: 300
            classes:
              - {label: 1, mean: {type: constant}, covariance: {type: power-law, exponent: 1.1}}
              - {label: 0, mean: {type: constant, amplitude: -1}, covariance: {type: isotropic}}
            loss: {type: logistic}
            learningRate: {type: constant, value: 0.5}
            time: {end: 20.0, points: 41}
            """;

    private static final String SOLVED = "document.getElementById('status')?.textContent.startsWith('solved')";

    /** The last risk that is read off. */
    private static final String RISK = "document.querySelector('.reading td').textContent";

    /** Turns the slider of a number, as the arrow keys and the pointer do. */
    private static final String SLIDE = """
            (() => {
              const row = [...document.querySelectorAll('.dial')].find((each) => each.textContent === 'learningRate.value');
              const slider = row.querySelector('[type=range]');
              slider.value = '900';
              slider.dispatchEvent(new Event('input'));
              return document.getElementById('editor').value;
            })()""";

    @TempDir
    private Path work;

    private ExploreServer server;

    @BeforeEach
    void start() throws IOException {
        server = ExploreServer.start(
                0,
                List.of(new Preset("sample", EXPERIMENT)),
                YamlReader.read(EXPERIMENT, "sample"),
                work,
                PluginLoader.load(Optional.empty()).catalog());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Chromium open(URI page, int width) throws IOException, InterruptedException {
        assumeTrue(Chromium.find().isPresent(), "no Chromium on the PATH or in CHROMIUM");
        Chromium browser = Chromium.open(work, page, width);
        browser.await(SOLVED);
        return browser;
    }

    /** What takes long is waited for in words, and its numbers are there to make it smaller by. */
    @Test
    void theWaitForALongTheoryIsTold() throws Exception {
        try (Visit visit = Visit.to(EXPERIMENT, work, 1280)) {
            Chromium browser = visit.browser();
            visit.write("""
                    name: long
                    dimension: 1000
                    classes:
                      - {label: 1, mean: {type: mode, index: 1}, covariance: {type: isotropic}}
                      - {label: 0, mean: {type: mode, index: 2}, covariance: {type: isotropic}}
                    loss: {type: logistic}
                    initial: {type: zero}
                    integrator: {type: runge-kutta-4, step: 1e-4}
                    learningRate: {type: constant, value: 0.5}
                    time: {end: 1e4}
                    """);
            browser.await("document.getElementById('status').textContent.startsWith('solving, for ')");
            browser.await("document.getElementById('problems').textContent.includes('takes more than 15 s')");
            assertThat(visit.text()).contains("name: long");
            assertThat(browser.value("document.querySelectorAll('#dials .dial').length")
                            .intValue())
                    .isGreaterThan(4);
            visit.hasNoErrors();
        }
    }

    @Test
    void aSliderChangesTheTextAndTheCurves() throws Exception {
        try (Chromium browser = open(server.address(), 1280)) {
            String before = browser.value(RISK).textValue();
            String text = browser.value(SLIDE).textValue();
            // 0.01 (10 / 0.01)^0.9, on a logarithmic slider of three decades around 0.5.
            assertThat(text).isEqualTo(EXPERIMENT.replace("value: 0.5", "value: 5.012"));
            browser.await(RISK + " !== '" + before + "'");
            browser.value("document.getElementById('undo').click()");
            browser.await(RISK + " === '" + before + "'");
            assertThat(browser.value("document.getElementById('editor').value").textValue())
                    .isEqualTo(EXPERIMENT);
            assertThat(browser.log()).doesNotContain("CONSOLE", "Uncaught", "Refused");
        }
    }

    @Test
    void aProblemIsShownInItsPlaceAndLeavesTheCurves() throws Exception {
        try (Chromium browser = open(server.address(), 1280)) {
            browser.value(type("logistics"));
            browser.await("document.querySelector('#problems button')");
            assertThat(browser.value("document.getElementById('problems').textContent")
                            .textValue())
                    .contains("line 6", "loss", "logistic");
            assertThat(browser.value("document.querySelector('#gutter .wrong').textContent")
                            .textValue())
                    .isEqualTo("6");
            assertThat(browser.value("document.querySelectorAll('canvas').length")
                            .intValue())
                    .isPositive();
            browser.value("document.querySelector('#problems button').click()");
            assertThat(browser.value("document.activeElement.id").textValue()).isEqualTo("editor");
            browser.value(type("squared-hinge"));
            browser.await("!document.querySelector('#problems button') && " + SOLVED);
        }
    }

    private static String type(String loss) {
        return "(() => { const editor = document.getElementById('editor');"
                + " editor.value = editor.value.replace(/loss: .*/, 'loss: {type: " + loss + "}');"
                + " editor.dispatchEvent(new Event('input')); })()";
    }

    @Test
    void aMenuPutsAnotherPartInPlaceOfOne() throws Exception {
        try (Chromium browser = open(server.address(), 1280)) {
            browser.value("""
                    (() => {
                      const menu = document.querySelector("[data-part='classes[1].mean']");
                      menu.value = 'power-law';
                      menu.dispatchEvent(new Event('change'));
                    })()""");
            browser.await("[...document.querySelectorAll('.dial label')]"
                    + ".some((label) => label.textContent === 'classes[1].mean.exponent')");
            assertThat(browser.value("document.getElementById('editor').value").textValue())
                    .contains("mean: {type: power-law", "# a comment stays");
        }
    }

    /** What is read off at the right edge of a chart tells where its zoom ends. */
    @Test
    void aZoomOutlastsNewCurves() throws Exception {
        try (Chromium browser = open(server.address(), 1280)) {
            String zoomed = browser.value("""
                    (async () => {
                      const pause = () => new Promise((done) => setTimeout(done, 60));
                      const fire = async (target, type, x, y) => {
                        const at = { clientX: x, clientY: y, movementX: 50, bubbles: true, buttons: 1, view: window };
                        target.dispatchEvent(new MouseEvent(type, at));
                        await pause();
                      };
                      window.edge = async () => {
                        const over = document.querySelector('.u-over');
                        const box = over.getBoundingClientRect();
                        await fire(over, 'mousemove', box.right - 2, box.top + 90);
                        return document.querySelector('.reading th').textContent;
                      };
                      const over = document.querySelector('.u-over');
                      const box = over.getBoundingClientRect();
                      await fire(over, 'mousemove', box.left + 0.3 * box.width, box.top + 90);
                      await fire(over, 'mousedown', box.left + 0.3 * box.width, box.top + 90);
                      await fire(over, 'mousemove', box.left + 0.6 * box.width, box.top + 90);
                      await fire(document, 'mouseup', box.left + 0.6 * box.width, box.top + 90);
                      return window.edge();
                    })()""").textValue();
            double end = Double.parseDouble(zoomed.replace("t = ", ""));
            // 0.6 of 20, up to margins and the distance of half a unit between times.
            assertThat(end).isBetween(11.0, 13.0);
            String before = browser.value(RISK).textValue();
            for (int k = 0; k < 5; k++) {
                browser.value(SLIDE.replace("900", String.valueOf(900 - 20 * k)));
                String risk = before;
                browser.await(RISK + " !== '" + risk + "'");
                before = browser.value(RISK).textValue();
            }
            assertThat(browser.value("window.edge()").textValue()).isEqualTo(zoomed);
            assertThat(browser.log()).doesNotContain("CONSOLE", "Uncaught");
        }
    }

    /** Reloading keeps the experiment and pinned curves; the address of another page gives both to it. */
    @Test
    void aLinkHoldsTheWholeState() throws Exception {
        String link;
        String risk;
        try (Chromium browser = open(server.address(), 1280)) {
            browser.value("document.getElementById('pin').click()");
            browser.value(SLIDE);
            browser.await("location.hash.includes('5.012')");
            browser.await("document.querySelectorAll('#charts figure:first-of-type .reading tbody tr').length === 2");
            link = browser.value("location.href").textValue();
            risk = browser.value(RISK).textValue();
        }
        try (Chromium browser = open(URI.create(link), 1280)) {
            browser.await("document.querySelectorAll('#charts figure:first-of-type .reading tbody tr').length === 2");
            assertThat(browser.value(RISK).textValue()).isEqualTo(risk);
            assertThat(browser.value("document.getElementById('editor').value").textValue())
                    .contains("value: 5.012");
        }
    }

    @Test
    void everyControlHasANameAndThePageFits() throws Exception {
        for (int width : new int[] {500, 1280, 2560}) {
            try (Chromium browser = open(server.address(), width)) {
                assertThat(browser.value("document.documentElement.scrollWidth <= innerWidth")
                                .booleanValue())
                        .as("%d pixels", width)
                        .isTrue();
                assertThat(browser.value("""
                                [...document.querySelectorAll('input, select, textarea, button')].filter((control) =>
                                  !(control.getAttribute('aria-label') || control.textContent.trim() && control.localName === 'button'
                                    || control.labels && control.labels.length)).map((control) => control.outerHTML)""").toString()).isEqualTo("[]");
            }
        }
    }
}
