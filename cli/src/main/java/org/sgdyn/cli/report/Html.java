package org.sgdyn.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pieces of HTML. Every text that is not made here is escaped. */
final class Html {

    private Html() {}

    /** A text that shows as it is, also within quotes. */
    static String text(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String heading(String plain) {
        return "<h2>" + text(plain) + "</h2>\n";
    }

    static String paragraph(String cssClass, String plain) {
        return "<p" + cssClass(cssClass) + ">" + text(plain) + "</p>\n";
    }

    static String block(String plain) {
        return "<pre>" + text(plain) + "</pre>\n";
    }

    static String details(String summary, String html) {
        return "<details><summary>" + text(summary) + "</summary>\n" + html + "</details>\n";
    }

    /** A table; texts are escaped. */
    static String table(String cssClass, List<String> head, List<List<String>> rows) {
        StringBuilder html = new StringBuilder("<div class=\"table\"><table" + cssClass(cssClass) + ">\n<thead>");
        row(html, "th", head);
        html.append("</thead>\n<tbody>\n");
        rows.forEach(row -> row(html, "td", row));
        return html.append("</tbody></table></div>\n").toString();
    }

    private static void row(StringBuilder html, String tag, List<String> cells) {
        html.append("<tr>");
        cells.forEach(cell -> html.append('<')
                .append(tag)
                .append('>')
                .append(text(cell))
                .append("</")
                .append(tag)
                .append('>'));
        html.append("</tr>\n");
    }

    private static String cssClass(String name) {
        return name.isEmpty() ? "" : " class=\"" + name + "\"";
    }

    static List<String> cells(String first, List<String> more) {
        List<String> cells = new ArrayList<>(List.of(first));
        cells.addAll(more);
        return cells;
    }

    static List<String> cells(String... cells) {
        return new ArrayList<>(Arrays.asList(cells));
    }
}
