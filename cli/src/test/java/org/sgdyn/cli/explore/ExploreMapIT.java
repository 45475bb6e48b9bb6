package org.sgdyn.cli.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgdyn.cli.yaml.YamlReader;

/** Maps on the page in headless Chromium, where there is one. */
final class ExploreMapIT {

    private static final String EXPERIMENT = """
            name: sample # a comment stays
            dimension: 100
            classes:
              - {label: 1, mean: {type: constant}, covariance: {type: power-law, exponent: 1.1}}
              - {label: 0, mean: {type: constant, amplitude: -1}, covariance: {type: isotropic}}
            loss: {type: logistic}
            learningRate: {type: constant, value: 0.5}
            time: {end: 20.0, points: 41}
            """;

    private static final String SWEEP = """
            grid:
              - {name: gamma, key: learningRate.value, values: [0.1, 0.2, 0.4, 0.8, 1.6]}
              - {name: alpha, key: classes.0.covariance.exponent, from: 0.5, to: 2, points: 4}
            measure:
              - {type: final, statistic: risk, of: both}
              - {type: final, statistic: error}
            """;

    private static final String STATUS = "document.getElementById('map-status').textContent";

    private static final String READ = "document.getElementById('map-read').textContent";

    private static final String IS_WHOLE = STATUS + ".includes('20 points in')";

    @TempDir
    private Path work;

    private Visit toSweep() throws IOException, InterruptedException {
        return Visit.to(
                new Preset(
                        "gamma-alpha",
                        EXPERIMENT,
                        YamlReader.read(SWEEP, "sweep").plain()),
                work,
                1280);
    }

    @Test
    void aCellThatIsClickedShowsItsCurves() throws Exception {
        try (Visit visit = toSweep()) {
            Chromium browser = visit.browser();
            browser.await(IS_WHOLE);
            String before = visit.textOf(".reading td");
            browser.point("#map-cells", 0.5, 0.99);
            browser.await(READ + ".startsWith('\u03B3 = 0.4, \u03B1 = 0.5: ')");
            browser.click("#map-cells");
            browser.await("document.querySelector('.reading td').textContent !== '" + before + "'");
            // The middle of the map is the third of five columns, and the border of the second and third of four rows.
            assertThat(visit.text())
                    .matches(text -> text.equals(EXPERIMENT
                                    .replace("value: 0.5", "value: 0.4")
                                    .replace("exponent: 1.1", "exponent: 1"))
                            || text.equals(EXPERIMENT
                                    .replace("value: 0.5", "value: 0.4")
                                    .replace("exponent: 1.1", "exponent: 1.5")));
            assertThat(visit.textOf("#map-read strong")).isEqualTo(visit.textOf(".reading td"));
            // The map is the same, and nothing of it is computed again.
            assertThat(browser.value(IS_WHOLE).booleanValue()).isTrue();
            browser.value("document.getElementById('undo').click()");
            browser.await("document.querySelector('.reading td').textContent === '" + before + "'");
            visit.hasNoErrors();
        }
    }

    @Test
    void theKeyboardReadsCellsAndShowsTheirCurves() throws Exception {
        try (Visit visit = toSweep()) {
            Chromium browser = visit.browser();
            browser.await(IS_WHOLE);
            browser.value("document.getElementById('map-cells').focus()");
            browser.press("ArrowRight");
            browser.press("ArrowUp");
            browser.press("ArrowUp");
            browser.press("ArrowUp");
            browser.press("ArrowUp");
            browser.await(READ + ".startsWith('\u03B3 = 0.2, \u03B1 = 2: ')");
            assertThat(browser.value("document.getElementById('map-read').getAttribute('aria-live')")
                            .textValue())
                    .isEqualTo("polite");
            browser.press("Enter");
            browser.await("document.getElementById('editor').value.includes('value: 0.2')");
            assertThat(visit.text())
                    .isEqualTo(EXPERIMENT.replace("value: 0.5", "value: 0.2").replace("exponent: 1.1", "exponent: 2"));
            browser.value(choose("map-kind", "final_error"));
            browser.await(STATUS + ".startsWith('final misclassification error: 20 points in')");
            visit.hasNoErrors();
        }
    }

    @Test
    void anotherExperimentHasAnotherMap() throws Exception {
        try (Visit visit = toSweep()) {
            Chromium browser = visit.browser();
            browser.await(IS_WHOLE);
            browser.point("#map-cells", 0.5, 0.5);
            String before = visit.textOf("#map-read");
            visit.write(EXPERIMENT.replace("end: 20.0", "end: 5.0"));
            browser.await(
                    IS_WHOLE + " && (() => { document.getElementById('map-cells').dispatchEvent(new Event('focus'));"
                            + " return " + READ + " !== `" + before + "`; })()");
            visit.write(EXPERIMENT.replace("logistic", "least-squares").replace("0.5", "-1"));
            browser.await("document.querySelector('#problems button')");
            visit.hasNoErrors();
        }
    }

    /** Over numbers that are chosen, of which a whole one takes whole numbers only; a line over one of them. */
    @Test
    void numbersAndMeasureAreChosenByMenus() throws Exception {
        try (Visit visit = Visit.to(EXPERIMENT, work, 1280)) {
            Chromium browser = visit.browser();
            browser.value("document.getElementById('map').open = true");
            browser.value(choose("map-points", "11"));
            browser.value(choose("map-x", "dimension"));
            browser.value(choose("map-y", "learningRate.value"));
            browser.value(choose("map-kind", "time-to-level"));
            browser.value("(() => { const field = document.getElementById('map-level'); field.value = '0.5';"
                    + " field.dispatchEvent(new Event('change')); })()");
            browser.await(STATUS + ".startsWith('time t until risk R(t) = 0.5: 121 points in')");
            browser.value("document.getElementById('map-cells').focus()");
            assertThat(visit.textOf("#map-read")).startsWith("dimension d = 10, learning rate \u03B3 = 0.01: ");
            browser.value(choose("map-y", "nothing: a line"));
            browser.await(STATUS + ".includes('11 points in')");
            assertThat(visit.textOf("#map-box figcaption span")).isEqualTo("time t until risk R(t) = 0.5");
            // What is shown is part of the address.
            browser.await("location.hash.includes('nothing')");
            browser.value("location.reload()");
            browser.await(Visit.SOLVED + " && " + STATUS + ".includes('11 points in')");
            visit.hasNoErrors();
        }
    }

    private static String choose(String id, String value) {
        return "(() => { const menu = document.getElementById('" + id + "'); menu.value = '" + value
                + "'; menu.dispatchEvent(new Event('change')); return menu.value; })()";
    }
}
