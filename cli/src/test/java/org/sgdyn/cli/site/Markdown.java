package org.sgdyn.cli.site;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** The documents of the repository as pages: links go to pages, pictures and files come along, formulas become MathML. */
final class Markdown {

    /** Documents that are pages, by their place in the repository. */
    static final Map<String, String> PAGES = Map.ofEntries(
            Map.entry("README.md", "index.html"),
            Map.entry("cli/docs/limitations.md", "limitations.html"),
            Map.entry("cli/docs/guide.md", "guide.html"),
            Map.entry("cli/docs/prediction.md", "prediction.html"),
            Map.entry("cli/docs/theory.md", "theory.html"),
            Map.entry("cli/docs/algorithms.md", "algorithms.html"),
            Map.entry("cli/docs/real-data.md", "real-data.html"),
            Map.entry("cli/docs/many-classes.md", "many-classes.html"),
            Map.entry("cli/docs/networks.md", "networks.html"),
            Map.entry("cli/docs/growth.md", "growth.html"),
            Map.entry(".github/CHANGELOG.md", "changelog.html"));

    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());

    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();

    private final Path repository;
    private final SourceFiles files;

    Markdown(Path repository, SourceFiles files) {
        this.repository = repository;
        this.files = files;
    }

    /** Writes the pages of all documents. */
    void writeAll(Path site) throws IOException {
        for (Map.Entry<String, String> page : PAGES.entrySet()) {
            Node document = PARSER.parse(Files.readString(repository.resolve(page.getKey())));
            document.accept(new Rewriting(Path.of(page.getKey())));
            Html.write(site, page.getValue(), title(document), RENDERER.render(document));
        }
    }

    /** A snippet, such as a list of links, as HTML. */
    static String snippet(String markdown) {
        return RENDERER.render(PARSER.parse(markdown));
    }

    private static String title(Node document) {
        StringBuilder title = new StringBuilder();
        document.getFirstChild().accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                title.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                title.append(code.getLiteral());
            }
        });
        if (!(document.getFirstChild() instanceof Heading)) {
            throw new IllegalArgumentException("a document begins with its title, not with: " + title);
        }
        return title.toString();
    }

    /** Changes a document in place. */
    private final class Rewriting extends AbstractVisitor {

        private final Path source;

        Rewriting(Path source) {
            this.source = source;
        }

        @Override
        public void visit(Link link) {
            link.setDestination(address(link.getDestination()));
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            image.setDestination(address(image.getDestination()));
            visitChildren(image);
        }

        @Override
        public void visit(FencedCodeBlock block) {
            if ("math".equals(block.getInfo())) {
                HtmlBlock formula = new HtmlBlock();
                formula.setLiteral(Formula.toMathMl(block.getLiteral(), true));
                block.insertAfter(formula);
                block.unlink();
            }
        }

        /** A dollar sign before and after code, as hosts of repositories read it. */
        @Override
        public void visit(Code code) {
            if (code.getPrevious() instanceof Text before
                    && code.getNext() instanceof Text after
                    && before.getLiteral().endsWith("$")
                    && after.getLiteral().startsWith("$")) {
                before.setLiteral(
                        before.getLiteral().substring(0, before.getLiteral().length() - 1));
                after.setLiteral(after.getLiteral().substring(1));
                HtmlInline formula = new HtmlInline();
                formula.setLiteral(Formula.toMathMl(code.getLiteral(), false));
                code.insertAfter(formula);
                code.unlink();
            }
        }

        private String address(String destination) {
            URI uri = URI.create(destination);
            if (uri.getScheme() != null || uri.getPath().isEmpty()) {
                return destination;
            }
            Path named = source.resolveSibling(uri.getPath()).normalize();
            String fragment = uri.getFragment() == null ? "" : "#" + uri.getFragment();
            String page = PAGES.get(named.toString());
            return (page == null ? files.bring(named) : page) + fragment;
        }
    }
}
