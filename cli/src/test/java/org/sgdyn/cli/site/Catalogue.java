package org.sgdyn.cli.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.PartKind;
import org.sgdyn.plugin.PluginLoader;

/** The page of all parts, as {@code sgdyn describe} tells of them. */
final class Catalogue {

    private Catalogue() {}

    static void write(Path site) throws IOException {
        Catalog catalog = PluginLoader.load(Optional.empty()).catalog();
        StringBuilder body = new StringBuilder("""
                <h1>Parts</h1>
                <p>What experiments are made of, as the program itself tells by <code>sgdyn describe NAME</code>. Plug-ins bring more.</p>
                """);
        for (PartKind kind : PartKind.values()) {
            String plural = kind.plural();
            body.append("<h2 id=\"").append(plural).append("\">").append(plural).append("</h2>\n");
            for (String name : catalog.inOrder(kind.type())) {
                String[] lines = described(kind, name).split("\n", 3);
                body.append("<h3 id=\"%s-%s\">%s</h3>\n<p>%s</p>\n"
                        .formatted(kind.word(), name, name, Html.escaped(lines[1].strip())));
                body.append("<pre>")
                        .append(Html.escaped(lines[2].stripIndent()))
                        .append("</pre>\n");
            }
        }
        Html.write(site, "parts.html", "Parts", body.toString());
    }

    /** What is said of the part of that kind: parts of several kinds may share a name. */
    private static String described(PartKind kind, String name) {
        return Arrays.stream(Commands.run("describe", name).split("\n\n"))
                .filter(part -> part.startsWith(name + ", " + kind.title() + ","))
                .findFirst()
                .orElseThrow();
    }
}
