package org.sgdyn.cli.explore;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.cli.result.Json;
import org.sgdyn.settings.ConfigNode;

/**
 * Serves one page on the loopback interface, and the theory of the experiments that it sends. Reads no file for it but those that the
 * experiment of the command line names, and writes none.
 */
public final class ExploreServer implements AutoCloseable {

    /** Requests at a time; {@link Solver} holds fewer, so that there is always one to take a place from. */
    private static final int PLACES = 512;

    /** Connections that are not yet accepted; one that finds no room tries again after a second. */
    private static final int BACKLOG = 512;

    /** How long a client may take to send a request. */
    private static final String REQUEST_SECONDS = "5";

    /** How long an answer may take from its request on, whose theory takes {@link Solver} some of it. */
    private static final String ANSWER_SECONDS = "20";

    private static final String SECURITY = "default-src 'none'; img-src data:; style-src 'unsafe-inline';"
            + " script-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    private static final int OK = 200;

    private static final String JSON = "application/json";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    static {
        // Read once, by the first server of the process; by default a client may take forever.
        setUnlessGiven("sun.net.httpserver.maxReqTime", REQUEST_SECONDS);
        setUnlessGiven("sun.net.httpserver.maxRspTime", ANSWER_SECONDS);
        // Otherwise an answer's body waits until the client has acknowledged its headers, some 40 ms.
        setUnlessGiven("sun.net.httpserver.nodelay", "true");
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private final HttpServer server;
    private final Places places = new Places(PLACES);
    private final Guard guard;
    private final Solver solver;
    private final String page;

    private ExploreServer(HttpServer server, Solver solver, String page) {
        this.server = server;
        this.solver = solver;
        this.page = page;
        guard = Guard.of(server.getAddress().getPort());
    }

    /**
     * Begins to serve.
     *
     * @param port the port; 0 for one that is free
     * @param presets the experiments to choose from; the page begins with the first
     * @param given the experiment of the command line, whose files may be read
     * @param directory what relative paths of its files refer to
     * @param catalog the parts that experiments may name
     * @return the server, until it is closed
     * @throws IOException if the port cannot be had
     */
    public static ExploreServer start(
            int port, List<Preset> presets, ConfigNode.Mapping given, Path directory, Catalog catalog)
            throws IOException {
        return start(port, presets, List.of(new Given(given, directory)), catalog);
    }

    /**
     * Begins to serve.
     *
     * @param port the port; 0 for one that is free
     * @param presets the experiments to choose from; the page begins with the first
     * @param given the experiments of the command line, whose files may be read
     * @param catalog the parts that experiments may name
     * @return the server, until it is closed
     * @throws IllegalArgumentException if a name stands for two files of them
     * @throws IOException if the port cannot be had
     */
    public static ExploreServer start(int port, List<Preset> presets, List<Given> given, Catalog catalog)
            throws IOException {
        LiveTheory theory = new LiveTheory(catalog, new GivenFiles(given, catalog));
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
        ExploreServer started = new ExploreServer(
                server,
                new Solver(theory, new LiveMaps(theory, catalog), new RunCommands(presets)),
                ExplorePage.html(presets));
        server.setExecutor(started.places);
        server.createContext("/", started::handle);
        server.start();
        return started;
    }

    /**
     * Where the page is.
     *
     * @return its address, with the token that lets it in
     */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + guard.token() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
        places.close();
        solver.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            String path = guard.admit(exchange);
            switch (path) {
                case "" -> {
                    require("GET", exchange);
                    send(exchange, OK, "text/html", page);
                }
                case "solve" -> {
                    require("POST", exchange);
                    Question question = Question.of(exchange.getRequestURI().getRawQuery());
                    String text = textOf(exchange);
                    send(exchange, OK, JSON, solver.curves(pageOf(exchange), text, question));
                }
                case "critical" -> {
                    require("POST", exchange);
                    String text = textOf(exchange);
                    send(exchange, OK, JSON, solver.critical(pageOf(exchange), text));
                }
                case "map" -> {
                    require("POST", exchange);
                    String question = textOf(exchange);
                    send(exchange, OK, JSON, solver.map(pageOf(exchange), mapOf(exchange), question));
                }
                case "place" -> {
                    require("POST", exchange);
                    send(exchange, OK, JSON, solver.place(pageOf(exchange), textOf(exchange)));
                }
                case "simulate" -> {
                    require("POST", exchange);
                    int replicates = numberOf(exchange);
                    String text = textOf(exchange);
                    send(exchange, OK, JSON, solver.simulate(pageOf(exchange), text, replicates));
                }
                case "simulation" -> {
                    require("POST", exchange);
                    send(exchange, OK, JSON, solver.progress(pageOf(exchange), numberOf(exchange)));
                }
                case "cancel" -> {
                    require("POST", exchange);
                    send(exchange, OK, JSON, solver.cancel(pageOf(exchange)));
                }
                case "download" -> {
                    require("POST", exchange);
                    Download download = downloadOf(exchange);
                    String text = textOf(exchange);
                    send(exchange, OK, download.type(), solver.download(pageOf(exchange), text, download));
                }
                case "command" -> {
                    require("POST", exchange);
                    send(exchange, OK, JSON, solver.command(pageOf(exchange), textOf(exchange)));
                }
                case "late" -> {
                    require("POST", exchange);
                    Question question = Question.of(exchange.getRequestURI().getRawQuery());
                    String text = textOf(exchange);
                    int curve = question.view().map(Question.View::curve).orElse(0);
                    send(exchange, OK, JSON, solver.late(pageOf(exchange), text, curve));
                }
                default -> throw new Refusal(Refusal.NOT_FOUND, "there is nothing at this address");
            }
        } catch (Refusal refusal) {
            if (refusal.status() == Refusal.TOO_LARGE) {
                // What is left of it is not read.
                exchange.getResponseHeaders().set("Connection", "close");
            }
            send(exchange, refusal.status(), JSON, Json.line(Map.of("refused", String.valueOf(refusal.getMessage()))));
        }
    }

    private String textOf(HttpExchange exchange) throws IOException, Refusal {
        String text = RequestText.of(exchange);
        places.isRead();
        return text;
    }

    /** Which of several open pages asks. */
    private static String pageOf(HttpExchange exchange) {
        String name = exchange.getRequestHeaders().getFirst("Explore-Page");
        return name == null ? "" : name;
    }

    /** Which of a page's maps is asked for; another one takes the place of it. */
    private static String mapOf(HttpExchange exchange) {
        String name = exchange.getRequestHeaders().getFirst("Explore-Map");
        return name == null ? "" : name;
    }

    /** The whole number that the address asks with. */
    private static int numberOf(HttpExchange exchange) throws Refusal {
        String query = exchange.getRequestURI().getRawQuery();
        if (query == null || !NUMBER.matcher(query).matches()) {
            throw new Refusal(Refusal.BAD_REQUEST, "the address ends in ? and a number of at most six digits");
        }
        return Integer.parseInt(query);
    }

    private static Download downloadOf(HttpExchange exchange) throws Refusal {
        String query = exchange.getRequestURI().getRawQuery();
        return Download.named(query == null ? "" : query)
                .orElseThrow(() -> new Refusal(
                        Refusal.BAD_REQUEST, "the address ends in ? and one of csv, jsonl, npz, parquet, svg, pdf"));
    }

    private static void require(String method, HttpExchange exchange) throws Refusal {
        if (!method.equals(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", method);
            throw new Refusal(Refusal.METHOD_NOT_ALLOWED, "this address takes " + method + " alone");
        }
    }

    private void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        send(exchange, status, type + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private void send(HttpExchange exchange, int status, String type, byte[] bytes) throws IOException {
        places.isAnswered();
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Content-Security-Policy", SECURITY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        boolean isHead = "HEAD".equals(exchange.getRequestMethod());
        exchange.sendResponseHeaders(status, isHead ? -1 : bytes.length);
        if (!isHead) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
