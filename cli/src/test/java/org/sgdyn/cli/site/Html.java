package org.sgdyn.cli.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The frame of every page of the site. */
final class Html {

    /** A page in the navigation. */
    private record Entry(String title, String address) {}

    private static final List<Entry> NAVIGATION = List.of(
            new Entry("sgdyn", "index.html"),
            new Entry("Limitations", "limitations.html"),
            new Entry("Guide", "guide.html"),
            new Entry("Tutorial", "prediction.html"),
            new Entry("Gallery", "gallery.html"),
            new Entry("Theory", "theory.html"),
            new Entry("Algorithms", "algorithms.html"),
            new Entry("Real data", "real-data.html"),
            new Entry("Many classes", "many-classes.html"),
            new Entry("Biases and networks", "networks.html"),
            new Entry("Costs", "growth.html"),
            new Entry("Parts", "parts.html"),
            new Entry("Java", "api/index.html"),
            new Entry("Changes", "changelog.html"));

    private Html() {}

    /** A text as HTML, in content and in attributes. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /**
     * Writes a page.
     *
     * @param site the site's directory
     * @param name the page's file, at the top of the site
     * @param title its title
     * @param body its content
     */
    static void write(Path site, String name, String title, String body) throws IOException {
        String navigation = NAVIGATION.stream()
                .map(entry -> "<a href=\"" + entry.address() + "\""
                        + (entry.address().equals(name) ? " aria-current=\"page\"" : "") + ">" + entry.title() + "</a>")
                .collect(Collectors.joining("\n"));
        Files.writeString(site.resolve(name), """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <link rel="stylesheet" href="site.css">
                </head>
                <body>
                <nav>
                %s
                </nav>
                <main>
                %s
                </main>
                </body>
                </html>
                """.formatted(escaped(title), navigation, body));
    }
}
