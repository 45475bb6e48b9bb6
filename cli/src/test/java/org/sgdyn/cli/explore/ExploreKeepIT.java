package org.sgdyn.cli.explore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Simulations and downloads on the page in headless Chromium, where there is one. */
final class ExploreKeepIT {

    private static final String EXPERIMENT = """
            name: sample
            dimension: 100
            seed: 3
            classes:
              - {label: 1, mean: {type: constant}, covariance: {type: power-law, exponent: 1.1}}
              - {label: 0, mean: {type: constant, amplitude: -1}, covariance: {type: isotropic}}
            loss: {type: logistic}
            learningRate: {type: constant, value: 0.5}
            time: {end: 20.0, points: 41}
            """;

    /** Minutes of steps. */
    private static final String SLOW =
            EXPERIMENT.replace("dimension: 100", "dimension: 1000").replace("20.0", "2000.0");

    private static final String STATUS = "document.getElementById('simulation-status').textContent";

    @TempDir
    private Path work;

    @Test
    void replicatesAppearAndAChangeDropsThem() throws Exception {
        try (Visit visit = Visit.to(EXPERIMENT, work, 1280)) {
            Chromium browser = visit.browser();
            browser.value("document.getElementById('replicates').value = '5'");
            browser.click("#simulate");
            browser.await(STATUS + ".startsWith('5 replicates: circles are their means')");
            assertThat(visit.textOf(".reading thead")).contains("theory", "mean", "5 %", "95 %");
            double theory = Double.parseDouble(visit.textOf(".reading tbody td:nth-child(2)"));
            double mean = Double.parseDouble(visit.textOf(".reading tbody td:nth-child(3)"));
            // Many times the spread of five runs at d = 100.
            assertThat(mean).isBetween(0.5 * theory, 2 * theory);
            // What asks for the same experiment leaves them.
            browser.value("explore.ask(true)");
            browser.await("document.getElementById('status').textContent.startsWith('solved and drawn')");
            assertThat(visit.textOf(".reading thead")).contains("mean");
            browser.value("document.getElementById('pin').click()");
            visit.write(EXPERIMENT.replace("20.0", "10.0"));
            browser.await(
                    "!document.querySelector('.reading thead').textContent.includes('mean') && " + STATUS + " === ''");
            visit.hasNoErrors();
        }
    }

    /** What is known only once the text has rested would otherwise move a button from under the pointer. */
    @Test
    void theCriticalLearningRateMovesNoButton() throws Exception {
        try (Visit visit = Visit.to(EXPERIMENT, work, 1280)) {
            Chromium browser = visit.browser();
            browser.await("document.getElementById('critical').textContent !== ''");
            String top = "document.getElementById('simulate').getBoundingClientRect().top";
            double told = browser.value(top).doubleValue();
            browser.value("document.getElementById('critical').textContent = ''");
            // Less than a pixel, as lines are rounded.
            assertThat(browser.value(top).doubleValue()).isBetween(told - 1, told + 1);
        }
    }

    @Test
    void aSimulationIsCancelledByItsButton() throws Exception {
        try (Visit visit = Visit.to(SLOW, work, 1280)) {
            Chromium browser = visit.browser();
            browser.value("document.getElementById('replicates').value = '30'");
            browser.click("#simulate");
            browser.await(STATUS + ".startsWith('0 of 30 replicates, some ')");
            assertThat(browser.value("document.getElementById('simulation-progress').hidden")
                            .booleanValue())
                    .isFalse();
            browser.click("#end-simulation");
            browser.await(STATUS + " === 'cancelled'");
            assertThat(browser.value("document.activeElement.id").textValue()).isEqualTo("simulate");
            browser.value("document.getElementById('replicates').value = '0'");
            browser.click("#simulate");
            browser.await(STATUS + ".startsWith('replicates must be a whole number from 1 to 1000')");
            // What no server can read is not sent: the browser would log an error.
            for (String count : new String[] {"-3", "1e9", "2.5", ""}) {
                browser.value("document.getElementById('simulation-status').textContent = ''");
                browser.value("document.getElementById('replicates').value = '" + count + "'");
                browser.value("document.getElementById('simulate').click()");
                browser.await(STATUS + ".startsWith('replicates must be a whole number from 1 to 1000')");
            }
            visit.hasNoErrors();
        }
    }

    @Test
    void filesAreDownloadedAndTheCommandNamesThePreset() throws Exception {
        try (Visit visit = Visit.to(EXPERIMENT, work, 1280)) {
            Chromium browser = visit.browser();
            browser.value("""
                    (() => {
                      window.files = [];
                      const made = URL.createObjectURL.bind(URL);
                      URL.createObjectURL = (blob) => {
                        files.push([blob.type, blob.size]);
                        return made(blob);
                      };
                    })()""");
            int count = 0;
            for (String format : new String[] {"csv", "parquet", "npz", "svg", "pdf"}) {
                browser.click("[data-format=" + format + "]");
                browser.await("files.length === " + ++count);
                JsonNode file = browser.value("files[files.length - 1]");
                assertThat(file.get(0).textValue()).as(format).doesNotContain("json");
                assertThat(file.get(1).intValue()).as(format).isGreaterThan(1000);
            }
            // All at once: none takes the place of another.
            browser.value("document.querySelectorAll('[data-format]').forEach((each) => each.click())");
            browser.await("files.length === " + 2 * count);
            visit.write("name: [");
            browser.await("document.getElementById('status').textContent === 'one problem'");
            browser.click("[data-format=csv]");
            browser.await(
                    "document.getElementById('download-status').textContent.startsWith('the experiment has problems')");
            visit.write(EXPERIMENT.replace("20.0", "10.0"));
            browser.await(
                    "document.getElementById('command').textContent.startsWith('sgdyn run sample --set time.end=10.0 --out"
                            + " sample, or sgdyn run sample.yaml')");
            visit.hasNoErrors();
        }
    }
}
