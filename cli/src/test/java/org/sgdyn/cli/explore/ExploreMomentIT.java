package org.sgdyn.cli.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page shows at one time: the densities of logits and the energy of modes. */
final class ExploreMomentIT {

    private static final String BINARY = """
            name: sample
            dimension: 300
            classes:
              - {label: 1, mean: {type: constant}, covariance: {type: power-law, exponent: 1.1}}
              - {label: 0, mean: {type: constant, amplitude: -1}, covariance: {type: isotropic}}
            loss: {type: logistic}
            learningRate: {type: constant, value: 0.5}
            time: {end: 20.0, points: 41}
            """;

    private static final String TIME = "document.getElementById('moment-words').textContent";

    @TempDir
    private Path work;

    @Test
    void theTimeUnderThePointerIsShownAndElseThatOfTheSlider() throws Exception {
        try (Visit visit = Visit.to(BINARY, work, 1280)) {
            Chromium browser = visit.browser();
            browser.await(TIME + " === 't = 20'");
            browser.point("#charts .u-over", 0.5, 0.5);
            // Half of 20, up to the margins and half a step.
            browser.await("Math.abs(Number(" + TIME + ".slice(4)) - 10) <= 0.5");
            browser.point("#density", 0.5, 0.5);
            browser.await(TIME + " === 't = 20'");
            browser.value("document.getElementById('moment-time').focus()");
            browser.press("Home");
            browser.await(TIME + " === 't = 0'");
            // It begins at zero, where logits do not spread.
            assertThat(visit.textOf("#density-words")).contains("r = 0 without spread", "threshold");
            browser.press("ArrowRight");
            browser.await(TIME + " === 't = 0.5'");
            assertThat(visit.textOf("#density .reading")).contains("class 1", "class 2", "density");
            visit.hasNoErrors();
        }
    }

    @Test
    void severalLogitsHaveMenus() throws Exception {
        String softmax = """
                name: softmax
                dimension: infinite
                classes:
                  - {mean: {type: mode, index: 1}, covariance: {type: isotropic}}
                  - {mean: {type: mode, index: 2}, covariance: {type: isotropic}}
                  - {mean: {type: mode, index: 3}, covariance: {type: isotropic}}
                loss: {type: softmax, points: 512}
                curves:
                  - learningRate: {type: constant, value: 0.5}
                  - learningRate: {type: constant, value: 1.0}
                time: {end: 5.0, points: 11}
                """;
        try (Visit visit = Visit.to(softmax, work, 1280)) {
            Chromium browser = visit.browser();
            assertThat(visit.textOf("#density-words")).doesNotContain("threshold");
            choose(browser, "moment-minus", "logit 2");
            browser.await("document.querySelector('#density figcaption').textContent.includes('r₁ − r₂')");
            assertThat(visit.textOf("#density-words")).contains("logit 1 is the larger one");
            choose(browser, "moment-curve", "learning rate 1.0");
            browser.await(Visit.SOLVED);
            assertThat(browser.value("document.getElementById('moment-curve').value")
                            .textValue())
                    .isEqualTo("learning rate 1.0");
            assertThat(visit.textOf("#energy-figure .reading")).contains("mean", "covariance");
            visit.hasNoErrors();
        }
    }

    /** Limits wait until nothing changes, and go when something does. */
    @Test
    void limitsAreSaidBelowTheCharts() throws Exception {
        String text = BINARY.replace("logistic", "least-squares");
        try (Visit visit = Visit.to(text, work, 1280)) {
            Chromium browser = visit.browser();
            browser.await("document.querySelector('#charts .note')");
            assertThat(visit.textOf("#charts .note")).contains("tends to 0.", "in theory");
            assertThat(visit.textOf("#charts .note + .note")).contains("stationary state");
            visit.write(text.replace("value: 0.5", "value: 0.4"));
            browser.await("!document.querySelector('#charts .note')");
            browser.await("document.querySelector('#charts .note')");
            visit.hasNoErrors();
        }
    }

    private static void choose(Chromium browser, String menu, String name) throws Exception {
        browser.value("(() => { const menu = document.getElementById('" + menu + "'); menu.value = '" + name
                + "'; menu.dispatchEvent(new Event('change')); })()");
    }
}
