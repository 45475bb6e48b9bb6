package org.sgdyn.cli.explore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page without a mouse and without being seen. */
final class ExploreKeysIT {

    private static final String EXPERIMENT = """
            name: sample
            dimension: 300
            classes:
              - {label: 1, mean: {type: constant}, covariance: {type: isotropic}}
              - {label: 0, mean: {type: constant, amplitude: -1}, covariance: {type: isotropic}}
            loss: {type: logistic}
            learningRate: {type: constant, value: 0.5}
            time: {end: 20.0, points: 41}
            """;

    /** All that a pointer could use, by its place in the page. */
    private static final String CONTROLS = """
            [...document.querySelectorAll('button, input, select, textarea, summary, [tabindex="0"]')]
              .filter((one) => one.checkVisibility() && !one.disabled)
              .map((one) => [...document.querySelectorAll('*')].indexOf(one))""";

    private static final String FOCUSED = "[...document.querySelectorAll('*')].indexOf(document.activeElement)";

    @TempDir
    private Path work;

    @Test
    void tabReachesEveryControlInTheOrderOfThePage() throws Exception {
        try (Visit visit = Visit.to(EXPERIMENT, work, 1280)) {
            Chromium browser = visit.browser();
            browser.click("#pin");
            // Nothing changes any more once the limits are there.
            browser.await("document.querySelector('#charts .note')");
            JsonNode controls = browser.value(CONTROLS);
            Set<Integer> wanted = new LinkedHashSet<>();
            controls.forEach(each -> wanted.add(each.intValue()));
            assertThat(wanted).hasSizeGreaterThan(60);
            browser.value("document.activeElement.blur()");
            Set<Integer> reached = new LinkedHashSet<>();
            for (int k = 0; k < wanted.size() + 5; k++) {
                browser.press("Tab");
                int focused = browser.value(FOCUSED).intValue();
                if (wanted.contains(focused)) {
                    reached.add(focused);
                }
            }
            assertThat(reached).containsExactlyInAnyOrderElementsOf(wanted);
            visit.hasNoErrors();
        }
    }

    @Test
    void arrowsReadAChartOffAndZoomIt() throws Exception {
        try (Visit visit = Visit.to(EXPERIMENT, work, 1280)) {
            Chromium browser = visit.browser();
            String plot = "document.querySelector('#charts .plot')";
            browser.value(plot + ".focus()");
            browser.press("Home");
            browser.await(plot + ".getAttribute('aria-valuetext').startsWith('t = 0:')");
            browser.press("ArrowRight");
            browser.await(plot + ".getAttribute('aria-valuetext').startsWith('t = 0.5:')");
            assertThat(browser.value(plot + ".getAttribute('aria-valuenow')").textValue())
                    .isEqualTo("1");
            // The state follows, as it does a pointer.
            browser.await("document.getElementById('moment-words').textContent === 't = 0.5'");
            browser.press("Escape");
            browser.await("document.getElementById('moment-words').textContent === 't = 20'");
            String ink = "document.querySelector('#charts canvas').toDataURL()";
            String before = browser.value(ink).textValue();
            browser.press("+");
            browser.await(ink + " !== '" + before + "'");
            browser.press("0");
            browser.await(ink + " === '" + before + "'");
            browser.value("document.querySelector('#charts .reading button').focus()");
            browser.press("Enter");
            browser.await("document.querySelector('#charts .reading button').getAttribute('aria-pressed') === 'false'");
            visit.hasNoErrors();
        }
    }

    @Test
    void whatComesOfAChangeIsSaid() throws Exception {
        try (Visit visit = Visit.to(EXPERIMENT, work, 1280)) {
            Chromium browser = visit.browser();
            String said = "document.querySelector('#said[role=status]').textContent";
            browser.await(said + ".startsWith('solved: risk R(t) at t = 20')");
            browser.click("#pin");
            browser.await(said + " === 'pinned as 1: sample'");
            browser.value("document.querySelector('#pins button').focus()");
            browser.press("Enter");
            browser.await(said + " === '1: sample is unpinned'");
            assertThat(browser.value("document.activeElement.id").textValue()).isEqualTo("pin");
        }
    }
}
