package org.sgdyn.cli.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Builds the site of the project from its documents, its program and its sources; nothing is fetched, by it or by its pages. */
final class SiteBuilder {

    private SiteBuilder() {}

    /**
     * Builds the whole site.
     *
     * @param args the repository's directory, and the directory that the site goes to
     */
    public static void main(String[] args) throws IOException {
        Path repository = Path.of(args[0]).toAbsolutePath().normalize();
        Path site = Path.of(args[1]).toAbsolutePath().normalize();
        write(repository, site, false);
        ApiPages.write(repository, site);
        List<String> broken = LinkCheck.problems(site);
        if (!broken.isEmpty()) {
            throw new IllegalStateException("broken links:\n" + String.join("\n", broken));
        }
    }

    /**
     * Writes all pages but those of Javadoc.
     *
     * @param isSmall whether the gallery's experiments are reduced, as {@link Gallery} has it
     */
    static void write(Path repository, Path site, boolean isSmall) throws IOException {
        Files.createDirectories(site);
        Files.copy(
                repository.resolve("cli/src/test/resources/org/sgdyn/cli/site/site.css"),
                site.resolve("site.css"),
                StandardCopyOption.REPLACE_EXISTING);
        new Markdown(repository, new SourceFiles(repository, site)).writeAll(site);
        Catalogue.write(site);
        new Gallery(repository, site, isSmall).write();
    }
}
