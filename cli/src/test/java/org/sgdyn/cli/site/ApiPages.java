package org.sgdyn.cli.site;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/** The Javadoc of all modules as one tree of pages. */
final class ApiPages {

    private static final List<String> MODULES =
            List.of("core", "core/testkit", "losses", "spectra", "solvers", "cli/executors/slurm", "cli");

    private ApiPages() {}

    static void write(Path repository, Path site) throws IOException {
        String sources = MODULES.stream()
                .map(module ->
                        repository.resolve(module).resolve("src/main/java").toString())
                .collect(Collectors.joining(System.getProperty("path.separator")));
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int code = ToolProvider.findFirst("javadoc")
                .orElseThrow(() -> new IllegalStateException("Javadoc comes with a JDK; this is a runtime"))
                .run(
                        out,
                        out,
                        "-quiet",
                        "-Xdoclint:none",
                        "-notimestamp",
                        "-encoding",
                        "UTF-8",
                        "-windowtitle",
                        "sgdyn",
                        "-bottom",
                        "<a href=\"{@docRoot}/../index.html\">sgdyn</a>",
                        "-sourcepath",
                        sources,
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-subpackages",
                        "org.sgdyn",
                        "-d",
                        Files.createDirectories(site.resolve("api")).toString());
        if (code != 0) {
            throw new IllegalStateException(said.toString());
        }
    }
}
