package org.sgdyn.cli.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The page of all bundled experiments and sweeps, each file beside the picture that the program draws of it. */
final class Gallery {

    private static final Path RESOURCES = Path.of("cli/src/main/resources/org/sgdyn/cli");

    private static final List<String> SMALL_SIMULATION =
            List.of("--set", "simulation.replicates=1", "--set", "dimension=16");

    private final Path repository;
    private final Path site;
    private final boolean isSmall;

    /**
     * A gallery.
     *
     * @param isSmall whether experiments are reduced to almost nothing and sweeps left out, so that only the page is right
     */
    Gallery(Path repository, Path site, boolean isSmall) {
        this.repository = repository;
        this.site = site;
        this.isSmall = isSmall;
    }

    void write() throws IOException {
        StringBuilder body = new StringBuilder("""
                <h1>Gallery</h1>
                <p>The bundled experiments and sweeps: the file, and what <code>sgdyn run NAME --out DIR</code> or
                <code>sgdyn sweep NAME --out DIR</code> draws of it.</p>
                """);
        for (String name : names("experiments")) {
            body.append(entry("experiments", "run", name));
        }
        body.append("<h2 id=\"sweeps\">Sweeps</h2>\n");
        for (String name : isSmall ? List.<String>of() : names("sweeps")) {
            body.append(entry("sweeps", "sweep", name));
        }
        Html.write(site, "gallery.html", "Gallery", body.toString());
    }

    private List<String> names(String directory) throws IOException {
        try (Stream<Path> files = Files.list(repository.resolve(RESOURCES).resolve(directory))) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.yaml$", ""))
                    .sorted()
                    .toList();
        }
    }

    private String entry(String directory, String command, String name) throws IOException {
        String file = Files.readString(
                repository.resolve(RESOURCES).resolve(directory).resolve(name + ".yaml"));
        Path results = Files.createTempDirectory("sgdyn-gallery");
        List<String> words = new ArrayList<>(List.of(
                command, name, "--out", results.toString(), "--force", "--figures", "svg", "--no-report", "--quiet"));
        if (isSmall) {
            words.addAll(List.of("--set", "time.points=3"));
            if (file.contains("\nsimulation:")) {
                words.addAll(SMALL_SIMULATION);
            }
        }
        Commands.run(words.toArray(String[]::new));
        StringBuilder pictures = new StringBuilder();
        try (Stream<Path> written = Files.list(results)) {
            for (Path each : written.sorted().toList()) {
                if (each.toString().endsWith(".svg")) {
                    String picture = "gallery/" + name + "-" + each.getFileName();
                    Files.createDirectories(site.resolve("gallery"));
                    Files.copy(each, site.resolve(picture), StandardCopyOption.REPLACE_EXISTING);
                    pictures.append("<img src=\"%s\" alt=\"%s\" loading=\"lazy\">\n".formatted(picture, name));
                }
                Files.delete(each);
            }
        }
        Files.delete(results);
        return """
                <section class="pair">
                <h3 id="%s">%s</h3>
                <div>%s</div>
                <pre><code class="language-yaml">%s</code></pre>
                </section>
                """.formatted(name, name, pictures, Html.escaped(file));
    }
}
