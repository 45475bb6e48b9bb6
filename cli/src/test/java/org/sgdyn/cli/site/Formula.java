package org.sgdyn.cli.site;

import java.io.IOException;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import uk.ac.ed.ph.snuggletex.SnuggleEngine;
import uk.ac.ed.ph.snuggletex.SnuggleInput;
import uk.ac.ed.ph.snuggletex.SnuggleSession;
import uk.ac.ed.ph.snuggletex.utilities.MessageFormatter;

/** LaTeX as MathML Core, which browsers draw by themselves. */
final class Formula {

    private static final SnuggleEngine ENGINE = new SnuggleEngine();

    private Formula() {}

    /**
     * Translates a formula.
     *
     * @param latex the formula without dollar signs
     * @param isDisplayed whether it stands on a line of its own
     * @return an element {@code math}
     * @throws IllegalArgumentException if the translator does not know a command in it
     */
    static String toMathMl(String latex, boolean isDisplayed) {
        String mark = isDisplayed ? "$$" : "$";
        SnuggleSession session = ENGINE.createSession();
        try {
            session.parseInput(new SnuggleInput(mark + latex.strip() + mark));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("formula " + latex.strip(), unreadable);
        }
        if (!session.getErrors().isEmpty()) {
            throw new IllegalArgumentException("formula " + latex.strip() + ": "
                    + MessageFormatter.formatErrorAsString(session.getErrors().get(0)));
        }
        StringBuilder written = new StringBuilder();
        write(session.buildDOMSubtree().item(0), written);
        return written.toString();
    }

    private static void write(Node node, StringBuilder out) {
        if (!(node instanceof Element element)) {
            // A hyphen as an operator is a minus sign.
            String text = node.getTextContent();
            out.append(text.equals("-") ? "\u2212" : Html.escaped(text));
        } else if (element.getLocalName().equals("mfenced")) {
            writeFenced(element, out);
        } else {
            out.append('<').append(element.getLocalName());
            NamedNodeMap attributes = element.getAttributes();
            for (int k = 0; k < attributes.getLength(); k++) {
                Node attribute = attributes.item(k);
                if (!attribute.getNodeName().startsWith("xmlns")) {
                    out.append(' ')
                            .append(attribute.getNodeName())
                            .append("=\"")
                            .append(Html.escaped(attribute.getNodeValue()))
                            .append('"');
                }
            }
            out.append('>');
            NodeList children = element.getChildNodes();
            for (int k = 0; k < children.getLength(); k++) {
                write(children.item(k), out);
            }
            out.append("</").append(element.getLocalName()).append('>');
        }
    }

    /** MathML Core has no fences: they are operators around a row, with the commas that were implied. */
    private static void writeFenced(Element fenced, StringBuilder out) {
        out.append("<mrow><mo>")
                .append(Html.escaped(fenced.getAttribute("open")))
                .append("</mo>");
        NodeList children = fenced.getChildNodes();
        for (int k = 0; k < children.getLength(); k++) {
            if (k > 0) {
                out.append("<mo>,</mo>");
            }
            write(children.item(k), out);
        }
        out.append("<mo>").append(Html.escaped(fenced.getAttribute("close"))).append("</mo></mrow>");
    }
}
