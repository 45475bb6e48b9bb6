package org.sgdyn.cli.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.plugin.PluginLoader;

/** A session outlasts its page, and the process that serves it. */
final class ExploreSessionIT {

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

    @TempDir
    private Path work;

    private ExploreServer restarted(int port, String text) throws IOException {
        return ExploreServer.start(
                port,
                List.of(new Preset("sample", text)),
                YamlReader.read(text, "sample"),
                work,
                PluginLoader.load(Optional.empty()).catalog());
    }

    @Test
    void aSessionGoesOnWhenTheServerHasBegunAnew() throws Exception {
        try (Visit visit = Visit.to(EXPERIMENT, work, 1280)) {
            Chromium browser = visit.browser();
            int port = visit.address().getPort();
            browser.click("#pin");
            visit.write(EXPERIMENT.replace("value: 0.5", "value: 0.7"));
            browser.await("localStorage.getItem('sgdyn-explore')?.includes('value: 0.7')");
            visit.stopServer();
            visit.write(EXPERIMENT.replace("value: 0.5", "value: 0.8"));
            browser.await("document.getElementById('problems').textContent.includes('This page waits')");
            browser.await("localStorage.getItem('sgdyn-explore').includes('value: 0.8')");
            try (ExploreServer again = restarted(port, EXPERIMENT)) {
                browser.await(
                        "document.getElementById('problems').textContent.includes('open the address that it printed')");
                browser.open(again.address());
                browser.await(Visit.SOLVED + " && document.querySelectorAll('#pins li').length === 1");
                assertThat(visit.text()).contains("value: 0.8");
                browser.click("#undo");
                browser.await("!document.getElementById('editor').value.includes('value: 0.8')");
            }
        }
    }

    @Test
    void theLastSessionOfAnotherExperimentIsWithinReach() throws Exception {
        try (Visit visit = Visit.to(EXPERIMENT, work, 1280)) {
            Chromium browser = visit.browser();
            int port = visit.address().getPort();
            visit.write(EXPERIMENT.replace("value: 0.5", "value: 0.7"));
            browser.await("localStorage.getItem('sgdyn-explore')?.includes('value: 0.7')");
            visit.stopServer();
            try (ExploreServer other = restarted(port, EXPERIMENT.replace("end: 20.0", "end: 10.0"))) {
                browser.open(other.address());
                browser.await(Visit.SOLVED + " && !document.getElementById('last').hidden");
                assertThat(visit.text()).contains("value: 0.5", "end: 10.0");
                browser.click("#last");
                browser.await("document.getElementById('last').hidden && " + Visit.SOLVED);
                assertThat(visit.text()).contains("value: 0.7", "end: 20.0");
            }
        }
    }
}
