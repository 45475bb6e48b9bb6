package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.sgdyn.cli.Said.sgdyn;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report in a browser: headless Chromium, where there is one. CHROMIUM may name it. */
final class ReportIT {

    /** Far beyond what a page takes; a browser that hangs must not hang the build. */
    private static final long PATIENCE_SECONDS = 120;

    /** Marks in the title what the page has drawn. */
    private static final String PROBE = """
            <script>
            addEventListener("load", () => {
              const drawn = [...document.querySelectorAll("canvas")].filter((canvas) => {
                const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
                return pixels.some((byte) => byte !== 0);
              });
              const picture = getComputedStyle(document.querySelector(".picture")).display;
              const readings = [...document.querySelectorAll(".reading td")].filter((cell) => cell.textContent);
              const wide = document.documentElement.scrollWidth > innerWidth;
              document.title = ["drawn", drawn.length, "picture", picture, "readings", readings.length, "wide", wide].join(" ");
            });
            </script>
            </body>""";

    /** Points at the lower right cell of the first map, goes a cell up by the keyboard, and marks in the title what was read. */
    private static final String MAP_PROBE = """
            <script>
            addEventListener("load", () => {
              const shown = [...document.querySelectorAll(".map img")].filter((image) => image.offsetWidth > 0);
              const grounds = [...new Set(shown.map((image) => image.className))].join(" ");
              const cells = document.querySelector(".cells");
              const box = cells.getBoundingClientRect();
              const at = { clientX: box.right - 1, clientY: box.bottom - 1, bubbles: true };
              cells.dispatchEvent(new PointerEvent("pointermove", at));
              const read = () => [...document.querySelectorAll(".read")].map((reading) => reading.textContent).join(" | ");
              const first = read();
              cells.focus();
              cells.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", bubbles: true }));
              const wide = document.documentElement.scrollWidth > innerWidth;
              document.title = [grounds, first, read(), "wide " + wide].join(" | ");
            });
            </script>
            </body>""";

    /** Drags upright over the first chart, turns its axes, and marks in the title what changed and what could be downloaded. */
    private static final String TOOLS_PROBE = """
            <script>
            addEventListener("load", async () => {
              const pause = () => new Promise((done) => setTimeout(done, 50));
              await pause();
              const texts = [];
              const make = URL.createObjectURL;
              URL.createObjectURL = (blob) => {
                blob.text().then((text) => texts.push(text));
                return make(blob);
              };
              const pixels = () => [...document.querySelectorAll(".plot canvas")].map((canvas) => canvas.toDataURL());
              const over = document.querySelector(".u-over");
              const box = over.getBoundingClientRect();
              const fire = async (target, type, y) => {
                const at = { clientX: box.left + box.width / 2, clientY: y, movementY: 50 };
                target.dispatchEvent(new MouseEvent(type, { ...at, bubbles: true, buttons: 1, view: window }));
                await pause();
              };
              const before = pixels();
              await fire(over, "mousemove", box.top + 60);
              await fire(over, "mousedown", box.top + 60);
              await fire(over, "mousemove", box.top + 160);
              await fire(document, "mouseup", box.top + 160);
              const zoomed = pixels().map((now, k) => now !== before[k]);
              const tool = (k) => document.querySelectorAll("figure")[0].querySelectorAll(".tools button")[k];
              tool(1).click();
              const log = tool(1).getAttribute("aria-pressed");
              tool(0).click();
              await pause();
              tool(2).click();
              tool(3).click();
              await pause();
              const svg = new DOMParser().parseFromString(texts.find((text) => text.startsWith("<")), "image/svg+xml");
              const rows = texts.find((text) => !text.startsWith("<")).trim().split(String.fromCharCode(10));
              const lines = svg.querySelectorAll("path").length;
              const circles = svg.querySelectorAll("circle").length > 3;
              const header = rows[0].split(",").slice(0, 3);
              document.title = ["zoomed", zoomed, "log", log, "lines", lines, "circles", circles, "header", header, "rows", rows.length > 20].join(" ");
            });
            </script>
            </body>""";

    @TempDir
    private Path work;

    private static Optional<Path> chromium() {
        Stream<Path> named = Stream.ofNullable(System.getenv("CHROMIUM")).map(Path::of);
        Stream<Path> found = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(directory -> Path.of(directory, name)));
        return Stream.concat(named, found).filter(Files::isExecutable).findFirst();
    }

    private record Shown(String dom, String log) {}

    private Shown open(Path page, int width, String... options) throws IOException, InterruptedException {
        Path dom = work.resolve("dom.html");
        Path log = work.resolve("browser.log");
        List<String> command = new ArrayList<>(List.of(chromium().orElseThrow().toString()));
        command.addAll(List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"));
        command.addAll(List.of("--disable-background-networking", "--disable-component-update", "--disable-sync"));
        command.addAll(List.of("--enable-logging=stderr", "--window-size=" + width + ",900"));
        command.add("--user-data-dir=" + work.resolve("profile"));
        command.addAll(List.of(options));
        command.addAll(List.of("--dump-dom", page.toUri().toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        assertThat(ended).as("the browser ends by itself").isTrue();
        return new Shown(Files.readString(dom), Files.readString(log, StandardCharsets.UTF_8));
    }

    private Path report(String... settings) {
        List<String> arguments = new ArrayList<>(List.of("run", "logistic-power-law-a", "--out"));
        arguments.add(work.resolve("out").toString());
        arguments.addAll(List.of("--set", "dimension=30", "--set", "simulation.replicates=3"));
        arguments.addAll(List.of(settings));
        return report(0, arguments);
    }

    private Path report(int code, List<String> arguments) {
        Said said = sgdyn(arguments.toArray(String[]::new));
        assertThat(said.code()).as(said.text()).isEqualTo(code);
        return work.resolve("out").resolve("report.html");
    }

    private Path probed(Path report, String probe) throws IOException {
        return Files.writeString(
                work.resolve("probed.html"),
                Files.readString(report).replaceFirst("</body>\\s*</html>\\s*$", probe + "</html>"));
    }

    @Test
    void theReportDrawsItsChartsWithoutAnError() throws Exception {
        assumeTrue(chromium().isPresent(), "no Chromium on the PATH or in CHROMIUM");
        Path report = report("--set", "curves[0].name=<script>alert(1)</script>");
        Path probed = probed(report, PROBE);
        for (int width : new int[] {1280, 500}) {
            Shown shown = open(probed, width);
            assertThat(shown.log()).doesNotContain("CONSOLE", "Uncaught", "Refused");
            // Risk, error, alignment with each mean, and the chosen further statistic: 3 curves of 4 numbers each.
            assertThat(shown.dom())
                    .contains("<title>drawn 5 picture none readings 60 wide false</title>")
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        }
    }

    /** What is zoomed stays one chart's own; axes turn; numbers and vectors can be had. */
    @Test
    void aChartIsZoomedTurnedAndDownloadedByItself() throws Exception {
        assumeTrue(chromium().isPresent(), "no Chromium on the PATH or in CHROMIUM");
        Path page = probed(report(), TOOLS_PROBE);
        // A headless browser without a clock paints no frames.
        Files.writeString(
                page,
                Files.readString(page)
                        .replaceFirst(
                                "<head>",
                                "<head><script>window.requestAnimationFrame = (f) => setTimeout(() => f(performance.now()), 0);</script>"));
        Shown shown = open(page, 1280, "--virtual-time-budget=10000");
        assertThat(shown.log()).doesNotContain("CONSOLE", "Uncaught", "Refused");
        assertThat(shown.dom())
                .contains(
                        "<title>zoomed true,false,false,false,false log true lines 3 circles true header t,learning rate 0.5 risk R(t),learning rate 0.5 risk R(t) simulated mean rows true</title>");
    }

    /** Nine rates by nine ridges; the largest rate diverges without ridge. Of the limit, the page says how certain it is. */
    @Test
    void aMapReadsOffItsCells() throws Exception {
        assumeTrue(chromium().isPresent(), "no Chromium on the PATH or in CHROMIUM");
        Path sweep = Files.writeString(work.resolve("sweep.yaml"), """
                name: map
                experiment:
                  name: least squares
                  dimension: infinite
                  classes: [{label: 1, mean: {type: constant}, covariance: {type: isotropic}}]
                  loss: {type: least-squares}
                  learningRate: {type: constant, value: 1}
                  time: {start: 0.1, end: 1000, points: 41, spacing: log}
                grid:
                  - {name: rate, key: learningRate.value, values: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 2.5]}
                  - {name: ridge, key: ridge, values: [0, 2, 4, 6, 8, 10, 12, 14, 16]}
                measure:
                  - {type: final, statistic: risk}
                  - {type: limit, statistic: risk, name: end}
                """);
        Path report = report(
                3,
                List.of(
                        "sweep",
                        sweep.toString(),
                        "--theme",
                        "dark",
                        "--out",
                        work.resolve("out").toString()));
        assertThat(Files.readString(report)).contains("<summary>All points as a table</summary>");
        for (int width : new int[] {1280, 500}) {
            Shown shown = open(probed(report, MAP_PROBE), width);
            assertThat(shown.log()).doesNotContain("CONSOLE", "Uncaught", "Refused");
            assertThat(shown.dom())
                    .containsPattern("<title>on-dark"
                            + " \\| rate = 2\\.5, ridge \u03B4 = 0: final risk R\\(t\\) has no value; theory diverged: [^|]*"
                            + " \\| rate = 2\\.5, ridge \u03B4 = 0: end has no value; theory diverged: [^|]*"
                            + " \\| rate = 2\\.5, ridge \u03B4 = 2: final risk R\\(t\\) 0\\.\\d+"
                            + " \\| rate = 2\\.5, ridge \u03B4 = 2: end 0\\.\\d+ \u00B1 \\S+"
                            + " \\| wide false</title>");
        }
    }
}
