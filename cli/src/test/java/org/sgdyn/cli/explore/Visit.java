package org.sgdyn.cli.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.plugin.PluginLoader;

/** A page about an experiment, in a browser; tests that need one are skipped where there is none. */
final class Visit implements AutoCloseable {

    static final String SOLVED = "document.getElementById('status')?.textContent.startsWith('solved')";

    private final ExploreServer server;
    private final Chromium browser;

    private Visit(ExploreServer server, Chromium browser) {
        this.server = server;
        this.browser = browser;
    }

    static Visit to(String experiment, Path work, int width) throws IOException, InterruptedException {
        return to(new Preset("sample", experiment), work, width);
    }

    static Visit to(Preset preset, Path work, int width) throws IOException, InterruptedException {
        assumeTrue(Chromium.find().isPresent(), "no Chromium on the PATH or in CHROMIUM");
        ExploreServer server = ExploreServer.start(
                0,
                List.of(preset),
                YamlReader.read(preset.text(), "sample"),
                work,
                PluginLoader.load(Optional.empty()).catalog());
        Chromium browser = Chromium.open(work, server.address(), width);
        browser.await(SOLVED);
        return new Visit(server, browser);
    }

    URI address() {
        return server.address();
    }

    /** What follows is done without a server. */
    void stopServer() {
        server.close();
    }

    Chromium browser() {
        return browser;
    }

    String text() throws IOException, InterruptedException {
        return browser.value("document.getElementById('editor').value").textValue();
    }

    String textOf(String selector) throws IOException, InterruptedException {
        return browser.value("document.querySelector('" + selector + "').textContent")
                .textValue();
    }

    /** Types over the whole text, as if it were pasted. */
    void write(String text) throws IOException, InterruptedException {
        browser.value("(() => { const editor = document.getElementById('editor'); editor.value = `" + text
                + "`; editor.dispatchEvent(new Event('input')); })()");
    }

    void hasNoErrors() throws IOException {
        assertThat(browser.log().lines().filter(line -> line.matches(".*(CONSOLE|Uncaught|Refused).*")))
                .isEmpty();
    }

    @Override
    public void close() {
        browser.close();
        server.close();
    }
}
