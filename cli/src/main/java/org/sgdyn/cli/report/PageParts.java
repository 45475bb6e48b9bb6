package org.sgdyn.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sgdyn.cli.plot.Theme;
import org.sgdyn.cli.result.Json;

/** What pages are made of: their style, scripts and data, all within the page. */
public final class PageParts {

    private static final String UPLOT = "/META-INF/resources/webjars/uplot/";

    private static final Pattern GAP = Pattern.compile("@([a-z]+)@");

    private PageParts() {}

    /**
     * The style of all pages, on light and dark ground.
     *
     * @return CSS
     */
    public static String style() {
        return read(uplot() + "dist/uPlot.min.css") + "\n"
                + filled(read("page.css"), Map.of("light", variables(Theme.LIGHT), "dark", variables(Theme.DARK)));
    }

    /**
     * The library that draws charts, with its licence.
     *
     * @return JavaScript
     */
    public static String library() {
        return "/*!\n" + read(uplot() + "LICENSE") + "*/\n" + read(uplot() + "dist/uPlot.iife.min.js");
    }

    /**
     * Data for a script within the page.
     *
     * @param value maps, lists, texts, numbers, flags and nulls
     * @return JSON in which no text ends the script early
     */
    public static String data(Object value) {
        // In JSON, a < within a text may be written so.
        return Json.line(value).replace("<", "\\u003c");
    }

    /**
     * A text with its gaps, such as {@code @title@}, filled in one pass: what fills them may look like a gap itself.
     *
     * @param text the text
     * @param values what fills each gap, by its name; other words between at signs stay
     * @return the filled text
     */
    public static String filled(String text, Map<String, String> values) {
        return GAP.matcher(text)
                .replaceAll(gap -> Matcher.quoteReplacement(values.getOrDefault(gap.group(1), gap.group())));
    }

    /**
     * A file of the pages.
     *
     * @param resource its name beside those of this package, or its absolute name
     * @return its text
     * @throws IllegalStateException if the program lacks it
     */
    public static String read(String resource) {
        String name = resource.startsWith("/") ? resource : "/org/sgdyn/cli/report/" + resource;
        try (InputStream stream = PageParts.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the program's files lack " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String variables(Theme theme) {
        StringBuilder css = new StringBuilder();
        theme.named()
                .forEach((name, colour) -> css.append("--")
                        .append(name)
                        .append(": ")
                        .append(ChartData.hex(colour))
                        .append("; "));
        return css.toString().strip();
    }

    /** Where the library lies. */
    private static String uplot() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(read("/META-INF/maven/org.webjars.npm/uplot/pom.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return UPLOT + properties.getProperty("version") + "/";
    }
}
