package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Texts that come with the program and have gaps <code>@key@</code>. */
final class Template {

    private static final String DIRECTORY = "/org/sgdyn/cli/templates/";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    private Template() {}

    /** A name that serves as a file's and as a part's. */
    static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new BadInputException("the name \"" + name
                    + "\" must begin with a small letter and go on with small letters, digits and hyphens");
        }
        return name;
    }

    /** A text with its gaps filled. */
    static String fill(String resource, Map<String, String> values) {
        String text = text(resource);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue());
        }
        return text;
    }

    /** Values for gaps, from a properties file. */
    static Map<String, String> words(String resource) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text(resource)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(Function.identity(), properties::getProperty));
    }

    private static String text(String resource) {
        try (InputStream stream = Template.class.getResourceAsStream(DIRECTORY + resource)) {
            if (stream == null) {
                throw new BadInputException("this version of the program has no template " + resource
                        + "; begin with one of another kind, or with the example of the guide");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
