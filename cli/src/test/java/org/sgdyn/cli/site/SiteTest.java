package org.sgdyn.cli.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site of the project: all that its pages link to is there, and nothing comes from elsewhere. */
final class SiteTest {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path site;

    @Test
    void allLinksLeadSomewhere() throws IOException {
        SiteBuilder.write(REPOSITORY, site, true);
        // In place of Javadoc, which takes long and is checked by a build of its own.
        Files.writeString(Files.createDirectory(site.resolve("api")).resolve("index.html"), "");
        assertThat(LinkCheck.problems(site)).isEmpty();
        assertThat(Files.readString(site.resolve("gallery.html"))).contains("gallery/logistic-isotropic-figure.svg");
        assertThat(Files.readString(site.resolve("parts.html"))).contains("id=\"loss-huber\"", "delta: number");
        assertThat(Files.readString(site.resolve("theory.html")))
                .contains("<mfrac>", "<mi>∇</mi>")
                .doesNotContain("$", "mfenced");
    }

    @Test
    void whatIsMissingIsFound() throws IOException {
        Files.writeString(site.resolve("one.html"), """
                <h1 id="here"></h1> <a href="#here"></a> <a href="two.html#there"></a> <a href="https://example.org/"></a>
                <a href="#nowhere"></a> <a href="three.html"></a> <img src="https://example.org/a.png"> <a href="../out.html"></a>
                """);
        Files.writeString(site.resolve("two.html"), "<h1 id=\"there\"></h1> <a href=\"one.html#gone\"></a>");
        assertThat(LinkCheck.problems(site))
                .containsExactly(
                        "one.html: #nowhere has no such anchor",
                        "one.html: three.html is not there",
                        "one.html: https://example.org/a.png is loaded from elsewhere",
                        "one.html: ../out.html is not there",
                        "two.html: one.html#gone has no such anchor");
    }

    @Test
    void formulasAreMathMlOrRefused() {
        assertThat(Formula.toMathMl("\\left( a, b \\right)", false))
                .isEqualTo("<math><mrow><mo>(</mo><mi>a</mi><mo>,</mo><mi>b</mi><mo>)</mo></mrow></math>");
        assertThatThrownBy(() -> Formula.toMathMl("\\unheardOf{x}", true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\\unheardOf");
    }

    /** Every document of the repository is a page, so that none is forgotten. */
    @Test
    void everyDocumentIsAPage() throws IOException {
        List<String> documents;
        try (Stream<Path> files = Files.list(REPOSITORY.resolve("cli/docs"))) {
            documents = files.filter(file -> file.toString().endsWith(".md"))
                    .map(file -> REPOSITORY.relativize(file).toString())
                    .toList();
        }
        assertThat(Markdown.PAGES.keySet()).containsAll(documents);
    }
}
