package org.sgdyn.cli.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes added and removed by the page's buttons, and problems in words below what they concern. */
final class ExploreClassesIT {

    private static final String HEAD = "name: sample\ndimension: 300\n";

    private static final String TAIL = """
            loss: {type: logistic}
            learningRate: {type: constant, value: 0.5}
            time: {end: 20.0, points: 41}
            """;

    private static final String LISTED = HEAD + """
            classes:
              # the first
              - weight: 0.25
                label: 1
                mean: {type: constant, amplitude: 2.0}
                covariance: {type: power-law, exponent: 1.1}
              - {weight: 0.75, label: 0, mean: {type: constant}, covariance: {type: isotropic}} # the second
            """ + TAIL;

    @TempDir
    private Path work;

    private static String classes(int count) {
        return "document.querySelectorAll('#class-list li').length === " + count + " && " + Visit.SOLVED;
    }

    @Test
    void aClassIsAddedAndRemovedInOneStepEach() throws Exception {
        try (Visit visit = Visit.to(LISTED, work, 1280)) {
            Chromium browser = visit.browser();
            browser.click("#add-class");
            browser.await(classes(3));
            // The weights keep their ratio; the third class is the second with the opposite mean and the other label.
            String three = LISTED.replace("weight: 0.25", "weight: 0.166666666667")
                    .replace("weight: 0.75", "weight: 0.5")
                    .replace(
                            "# the second\n",
                            "# the second\n  - {weight: 0.333333333333, label: 1, mean: {type: constant, amplitude: -1.0},"
                                    + " covariance: {type: isotropic}}\n");
            assertThat(visit.text()).isEqualTo(three);
            browser.click("[aria-label='remove class 1']");
            browser.await(classes(2));
            assertThat(visit.text()).contains("weight: 0.6", "weight: 0.4").doesNotContain("amplitude: 2.0");
            browser.click("#undo");
            browser.await(classes(3));
            browser.click("#undo");
            browser.await(classes(2));
            assertThat(visit.text()).isEqualTo(LISTED);
            visit.hasNoErrors();
        }
    }

    @Test
    void theKeyboardRemovesAllButOneClassOfAListInBrackets() throws Exception {
        String one = "{label: 1, mean: {type: constant}, covariance: {type: isotropic}}";
        String list =
                HEAD + "classes: [" + one + ",\n  " + one.replace("label: 1", "label: 0") + ", " + one + "]\n" + TAIL;
        try (Visit visit = Visit.to(list, work, 1280)) {
            Chromium browser = visit.browser();
            browser.value("document.querySelector(\"[aria-label='remove class 2']\").focus()");
            browser.press("Enter");
            browser.await(classes(2));
            assertThat(visit.text()).isEqualTo(HEAD + "classes: [" + one + ", " + one + "]\n" + TAIL);
            assertThat(browser.value("document.activeElement.getAttribute('aria-label')")
                            .textValue())
                    .isEqualTo("remove class 2");
            browser.press("Enter");
            browser.await(classes(1));
            assertThat(visit.text()).isEqualTo(HEAD + "classes: [" + one + "]\n" + TAIL);
            assertThat(browser.value("document.activeElement.id").textValue()).isEqualTo("add-class");
            assertThat(browser.value("document.querySelectorAll('#class-list button').length")
                            .intValue())
                    .isZero();
            browser.press("Enter");
            browser.await(classes(2));
            visit.hasNoErrors();
        }
    }

    @Test
    void classesThatRepeatEachOtherAreLeftToTheText() throws Exception {
        String repeated = HEAD
                + "classes:\n  - &one {label: 1, mean: {type: constant}, covariance: {type: isotropic}}\n  - *one\n"
                + TAIL;
        try (Visit visit = Visit.to(repeated, work, 1280)) {
            assertThat(visit.browser()
                            .value(
                                    "document.getElementById('add-class').hidden && !document.getElementById('class-note').hidden")
                            .booleanValue())
                    .isTrue();
        }
    }

    @Test
    void aProblemIsSaidBelowWhatItConcerns() throws Exception {
        try (Visit visit = Visit.to(LISTED, work, 1280)) {
            Chromium browser = visit.browser();
            visit.write(LISTED.replace("value: 0.5", "value: -0.5"));
            browser.await("document.querySelector('.dial .trouble')");
            assertThat(visit.textOf(".dial .trouble")).contains("must be", "-0.5");
            String field = "document.querySelector('[data-path=\"learningRate.value\"] [type=number]')";
            assertThat(browser.value("document.getElementById(" + field
                                    + ".getAttribute('aria-describedby')).textContent")
                            .textValue())
                    .contains("must be");
            visit.write(LISTED.replace("weight: 0.75", "weight: 0.5"));
            browser.await("document.querySelector('#classes .trouble')");
            assertThat(visit.textOf("#classes .trouble")).contains("weights must sum to 1");
            visit.write(LISTED);
            browser.await("!document.querySelector('.settings .trouble') && " + Visit.SOLVED);
            assertThat(browser.value(field + ".hasAttribute('aria-invalid')").booleanValue())
                    .isFalse();
        }
    }
}
