package org.sgdyn.cli.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files of the repository that pages show or link to: they are copied, and directories get a list. */
final class SourceFiles {

    private static final String DIRECTORY = "files";

    private final Path repository;
    private final Path site;

    SourceFiles(Path repository, Path site) {
        this.repository = repository;
        this.site = site;
    }

    /**
     * Copies a file, or a directory without what builds leave in it.
     *
     * @param named its place in the repository
     * @return its address from the top of the site
     * @throws IllegalArgumentException if there is nothing of that name
     */
    String bring(Path named) {
        Path original = repository.resolve(named);
        try {
            if (Files.isRegularFile(original)) {
                return copy(named);
            }
            if (!Files.isDirectory(original)) {
                throw new IllegalArgumentException("a document links to " + named + ", which is not in the repository");
            }
            List<Path> held;
            try (Stream<Path> files = Files.walk(original)) {
                held = files.filter(Files::isRegularFile)
                        .map(repository::relativize)
                        .filter(file -> !file.toString().matches(".*/(target|\\..*)/.*"))
                        .sorted()
                        .toList();
            }
            String list = held.stream()
                    .map(file -> "* [" + named.relativize(file) + "](" + bring(file) + ")")
                    .collect(Collectors.joining("\n"));
            String page = "files-" + named.toString().replaceAll("\\W+", "-") + ".html";
            Html.write(site, page, named.toString(), Markdown.snippet("# " + named + "\n\n" + list + "\n"));
            return page;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String copy(Path named) throws IOException {
        Path target = site.resolve(DIRECTORY).resolve(named.toString());
        Files.createDirectories(target.getParent());
        Files.copy(repository.resolve(named), target, StandardCopyOption.REPLACE_EXISTING);
        return DIRECTORY + "/" + named.toString().replace('\\', '/');
    }
}
