package org.sgdyn.cli.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Curves that are pinned for comparison, as many as there may be. */
final class ExplorePinsIT {

    private static final String EXPERIMENT = """
            name: sample
            dimension: 100
            classes:
              - {label: 1, mean: {type: constant}, covariance: {type: isotropic}}
              - {label: 0, mean: {type: constant, amplitude: -1}, covariance: {type: isotropic}}
            loss: {type: logistic}
            learningRate: {type: constant, value: 0.5}
            time: {end: 5.0, points: 11}
            """;

    private static final String COUNT = "document.querySelectorAll('#pins li').length";

    @TempDir
    private Path work;

    @Test
    void fortyPinsAreListedAndOutlastAReload() throws Exception {
        try (Visit visit = Visit.to(EXPERIMENT, work, 500)) {
            Chromium browser = visit.browser();
            browser.value("for (let k = 0; k < 41; k++) document.getElementById('pin').click()");
            browser.await(COUNT + " === 40 && document.getElementById('pin').disabled");
            // The risk of each beside that of the experiment.
            browser.await("document.querySelectorAll('#charts figure:first-of-type .reading tbody tr').length === 41");
            assertThat(browser.value("document.documentElement.scrollWidth <= innerWidth")
                            .booleanValue())
                    .isTrue();
            browser.click("#pins li:nth-child(2) button");
            browser.await(COUNT + " === 39 && !document.getElementById('pin').disabled");
            browser.await("JSON.parse(localStorage.getItem('sgdyn-explore')).pins.length === 39");
            browser.value("window.isBefore = true; location.reload()");
            browser.await("!window.isBefore && " + COUNT + " === 39");
            assertThat(visit.textOf("#pins li:nth-child(2)")).startsWith("3: ");
            browser.click("#unpin");
            browser.await(COUNT + " === 0");
            visit.hasNoErrors();
        }
    }

    @Test
    void whatIsNoPinInALinkIsLeftOut() throws Exception {
        try (Visit visit = Visit.to(EXPERIMENT, work, 1280)) {
            Chromium browser = visit.browser();
            browser.value("""
                    (() => {
                      const text = explore.text.value();
                      const pins = [null, 1, { text: 5 }, { name: "1: kept", text }];
                      location.replace(location.pathname + "?#" + encodeURIComponent(JSON.stringify({ text, pins, map: 7 })));
                    })()""");
            browser.await("location.href.includes('?') && " + COUNT + " === 1");
            assertThat(visit.textOf("#pins li")).startsWith("1: kept");
            visit.hasNoErrors();
        }
    }

    /** Whoever pins before the curves are there means those that come. */
    @Test
    void aPinIsOfTheTextAsItIs() throws Exception {
        try (Visit visit = Visit.to(EXPERIMENT, work, 1280)) {
            Chromium browser = visit.browser();
            visit.write(EXPERIMENT.replace("value: 0.5", "value: 2.5"));
            browser.value("document.getElementById('pin').click()");
            browser.await(COUNT + " === 1");
            String readings = "[...document.querySelectorAll('#charts figure:first-of-type .reading td')]"
                    + ".map((cell) => cell.textContent)";
            assertThat(browser.value("new Set(" + readings + ").size").intValue())
                    .isEqualTo(1);
            visit.write(EXPERIMENT);
            browser.await("new Set(" + readings + ").size === 2");
        }
    }
}
