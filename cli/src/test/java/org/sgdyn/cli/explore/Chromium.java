package org.sgdyn.cli.explore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A headless Chromium with one page, in which scripts are evaluated. CHROMIUM may name it. */
final class Chromium implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Far beyond what a page takes; a browser that hangs must not hang the build. */
    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final Path profile;
    private final Path log;
    private final WebSocket socket;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private int questions;

    private Chromium(Process process, Path profile, Path log, String debugger) {
        this.process = process;
        this.profile = profile;
        this.log = log;
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(debugger), new Listener(answers))
                .join();
    }

    /** Gathers whole messages. */
    private static final class Listener implements WebSocket.Listener {

        private final BlockingQueue<String> answers;
        private final StringBuilder text = new StringBuilder();

        Listener(BlockingQueue<String> answers) {
            this.answers = answers;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
            text.append(data);
            if (isLast) {
                answers.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    /** The browser, if there is one. */
    static Optional<Path> find() {
        Stream<Path> named = Stream.ofNullable(System.getenv("CHROMIUM")).map(Path::of);
        Stream<Path> found = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(directory -> Path.of(directory, name)));
        return Stream.concat(named, found).filter(Files::isExecutable).findFirst();
    }

    /** Opens a page in a window of some width. */
    static Chromium open(Path work, URI page, int width) throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory(work, "profile");
        Path log = work.resolve("browser.log");
        Process process = new ProcessBuilder(List.of(
                        find().orElseThrow().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--enable-logging=stderr",
                        "--remote-debugging-port=0",
                        "--window-size=" + width + ",900",
                        "--user-data-dir=" + profile,
                        page.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            Path port = profile.resolve("DevToolsActivePort");
            for (int k = 0; k < PATIENCE_SECONDS * 10; k++) {
                if (Files.exists(port) && Files.size(port) > 0) {
                    Optional<String> debugger =
                            debugger(Files.readAllLines(port).get(0));
                    if (debugger.isPresent()) {
                        return new Chromium(process, profile, log, debugger.get());
                    }
                }
                Thread.sleep(100);
            }
            throw new IOException("the browser does not begin: " + Files.readString(log));
        } catch (IOException | RuntimeException trouble) {
            end(process);
            throw trouble;
        }
    }

    private static Optional<String> debugger(String port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .build();
        JsonNode pages = JSON.readTree(HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body());
        for (JsonNode page : pages) {
            if (page.get("type").textValue().equals("page")
                    && page.get("url").textValue().startsWith("http")) {
                return Optional.of(page.get("webSocketDebuggerUrl").textValue());
            }
        }
        return Optional.empty();
    }

    private JsonNode ask(String method, Map<String, Object> parameters) throws IOException, InterruptedException {
        int id = ++questions;
        socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
                .join();
        while (true) {
            String text = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (text == null) {
                throw new IOException("the browser does not answer");
            }
            JsonNode answer = JSON.readTree(text);
            if (answer.has("id") && answer.get("id").intValue() == id) {
                return answer;
            }
        }
    }

    /** The value of an expression, for a promise what it resolves to. */
    JsonNode value(String expression) throws IOException, InterruptedException {
        JsonNode result = ask(
                        "Runtime.evaluate",
                        Map.of("expression", expression, "awaitPromise", true, "returnByValue", true))
                .get("result");
        if (result.has("exceptionDetails")) {
            throw new IOException(result.get("exceptionDetails").toString());
        }
        return result.get("result").path("value");
    }

    /** Goes to another page. */
    void open(URI page) throws IOException, InterruptedException {
        ask("Page.navigate", Map.of("url", page.toString()));
        await("location.href.startsWith('" + page + "')");
    }

    /** Presses and releases a key, as a person does: Tab, Enter, ArrowRight and the like, or a character. */
    void press(String key) throws IOException, InterruptedException {
        int code = switch (key) {
            case "Tab" -> 9;
            case "Enter" -> 13;
            case "Escape" -> 27;
            case "End" -> 35;
            case "Home" -> 36;
            case "ArrowLeft" -> 37;
            case "ArrowUp" -> 38;
            case "ArrowRight" -> 39;
            case "ArrowDown" -> 40;
            default -> key.toUpperCase(Locale.ROOT).charAt(0);
        };
        Map<String, Object> event = new HashMap<>(Map.of("key", key, "code", key, "windowsVirtualKeyCode", code));
        String text = key.length() == 1 ? key : key.equals("Enter") ? "\r" : "";
        if (!text.isEmpty()) {
            event.put("text", text);
        }
        event.put("type", text.isEmpty() ? "rawKeyDown" : "keyDown");
        ask("Input.dispatchKeyEvent", Map.copyOf(event));
        event.remove("text");
        event.put("type", "keyUp");
        ask("Input.dispatchKeyEvent", event);
    }

    /** Moves the pointer to a part of an element: shares of its width and height. */
    void point(String selector, double acrossShare, double downShare) throws IOException, InterruptedException {
        pointer("mouseMoved", place(selector, acrossShare, downShare));
    }

    /** Clicks into the middle of an element. */
    void click(String selector) throws IOException, InterruptedException {
        JsonNode place = place(selector, 0.5, 0.5);
        for (String type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
            pointer(type, place);
        }
    }

    private JsonNode place(String selector, double across, double down) throws IOException, InterruptedException {
        return value("(() => { const one = document.querySelector(" + JSON.writeValueAsString(selector) + ");"
                + " one.scrollIntoView({ block: 'center' }); const box = one.getBoundingClientRect();"
                + " return [box.left + " + across + " * box.width, box.top + " + down + " * box.height]; })()");
    }

    private void pointer(String type, JsonNode place) throws IOException, InterruptedException {
        String button = type.equals("mouseMoved") ? "none" : "left";
        ask(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type",
                        type,
                        "x",
                        place.get(0).doubleValue(),
                        "y",
                        place.get(1).doubleValue(),
                        "button",
                        button,
                        "clickCount",
                        type.equals("mouseMoved") ? 0 : 1));
    }

    /** Waits until an expression is true. */
    void await(String condition) throws IOException, InterruptedException {
        for (int k = 0; k < PATIENCE_SECONDS * 20; k++) {
            if (value("Boolean(" + condition + ")").booleanValue()) {
                return;
            }
            Thread.sleep(50);
        }
        throw new IOException("it does not become true: " + condition + "\n" + value("document.body.innerText"));
    }

    /** What the browser wrote, messages of scripts among it. */
    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        socket.abort();
        end(process);
        // Links that lead out of it, of which whoever cleans up would warn.
        for (String link : List.of("SingletonCookie", "SingletonLock", "SingletonSocket")) {
            try {
                Files.deleteIfExists(profile.resolve(link));
            } catch (IOException left) {
                throw new UncheckedIOException(left);
            }
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }
}
