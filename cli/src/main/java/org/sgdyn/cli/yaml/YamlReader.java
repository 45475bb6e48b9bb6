package org.sgdyn.cli.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.Location;
import org.sgdyn.settings.Problem;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads one YAML 1.2 document (core schema) as a tree of settings. Aliases are resolved; tags beyond the core schema,
 * duplicate keys and self-references are problems with their place in the text. Nothing is ever instantiated from a tag.
 */
public final class YamlReader {

    /** The most values a document may have once its aliases are followed: far above need, far below harm. */
    static final int MAX_NODES = 100_000;

    private static final String UNREADABLE = "the text holds a character that cannot be shown";

    private static final int MAX_BYTES = 4_000_000;

    /** Far above need; what follows may descend without fear for the stack. */
    private static final int MAX_DEPTH = 50;

    private final String source;
    private final boolean hasLines;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Node> open = new ArrayList<>();
    private int nodes;

    private YamlReader(String source, boolean hasLines) {
        this.source = source;
        this.hasLines = hasLines;
    }

    /**
     * Reads an experiment file.
     *
     * @param file the file
     * @return its settings
     * @throws InvalidExperimentException if it cannot be read as one YAML object
     */
    public static ConfigNode.Mapping read(Path file) {
        return read(text(file), file.toString());
    }

    /**
     * Reads a file of further settings, which may be empty.
     *
     * @param file the file
     * @return its settings
     * @throws InvalidExperimentException if it can be read neither as one YAML object nor as an empty file
     */
    public static ConfigNode.Mapping readSettings(Path file) {
        Optional<ConfigNode> tree = tree(text(file), file.toString());
        if (tree.isEmpty()) {
            return new ConfigNode.Mapping(Map.of(), Map.of(), new Location(file.toString(), 0, 0));
        }
        if (tree.get() instanceof ConfigNode.Mapping mapping) {
            return mapping;
        }
        throw invalid(
                tree.get().location(),
                "the file must hold an object, not " + tree.get().describe());
    }

    private static String text(Path file) {
        Location place = new Location(file.toString(), 0, 0);
        if (!Files.exists(file)) {
            throw invalid(place, "there is no such file");
        }
        if (Files.isDirectory(file)) {
            throw invalid(place, "this is a directory; name the experiment file in it");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return text(in, place);
        } catch (IOException trouble) {
            throw invalid(place, "the file cannot be read: " + reason(trouble));
        }
    }

    /**
     * Reads an experiment from a pipe.
     *
     * @param in the pipe, read to its end
     * @return its settings
     * @throws InvalidExperimentException if it cannot be read as one YAML object
     */
    public static ConfigNode.Mapping read(InputStream in) {
        Location place = new Location("standard input", 0, 0);
        try {
            return read(text(in, place), place.source());
        } catch (IOException trouble) {
            throw invalid(place, "it cannot be read: " + reason(trouble));
        }
    }

    private static String text(InputStream in, Location place) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw invalid(place, "the text is longer than " + MAX_BYTES + " bytes; numbers belong in CSV tables");
        }
        return decode(bytes, place);
    }

    /**
     * Reads an experiment's text.
     *
     * @param text the YAML text
     * @param source what to call it in messages
     * @return its settings
     * @throws InvalidExperimentException if it is not one YAML object
     */
    public static ConfigNode.Mapping read(String text, String source) {
        ConfigNode tree = tree(text, source)
                .orElseThrow(() -> invalid(
                        new Location(source, 1, 1), "the file is empty; an experiment begins with `name: ...`"));
        if (tree instanceof ConfigNode.Mapping mapping) {
            return mapping;
        }
        throw invalid(
                tree.location(),
                "an experiment is an object with keys such as name and classes, not " + tree.describe());
    }

    /** What a text holds; empty if it is nothing. */
    private static Optional<ConfigNode> tree(String text, String source) {
        YamlReader reader = new YamlReader(source, true);
        return reader.compose(text)
                .map(reader::convertAll)
                .filter(tree -> !(tree instanceof ConfigNode.Scalar scalar && scalar.value() == null));
    }

    /**
     * Reads a single value, such as {@code 2}, {@code [1, 2]} or {@code {type: constant, value: 2}}.
     *
     * @param text the YAML text
     * @param source what to call it in messages; it has no lines
     * @return the value; a Scalar of null if the text is empty
     * @throws InvalidExperimentException if it is not YAML
     */
    public static ConfigNode readValue(String text, String source) {
        YamlReader reader = new YamlReader(source, false);
        return reader.compose(text)
                .map(reader::convertAll)
                .orElseGet(() -> new ConfigNode.Scalar(null, new Location(source, 0, 0)));
    }

    private static String decode(byte[] bytes, Location place) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw invalid(place, "this is not a text file in UTF-8");
        }
        if (text.indexOf('\0') >= 0) {
            throw invalid(place, "this is not a text file: it has zero bytes");
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private Optional<Node> compose(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source)
                .setSchema(new CoreSchema())
                .setMaxAliasesForCollections(MAX_NODES)
                .setCodePointLimit(MAX_BYTES)
                .setUseMarks(true)
                .build();
        try {
            Iterator<Node> documents =
                    new Compose(settings).composeAllFromString(text).iterator();
            if (!documents.hasNext()) {
                return Optional.empty();
            }
            Node first = documents.next();
            if (documents.hasNext()) {
                throw invalid(
                        location(documents.next()),
                        "the file holds more than one document; an experiment is one document, without `---` between parts");
            }
            return Optional.of(first);
        } catch (MarkedYamlEngineException syntax) {
            Location place = syntax.getProblemMark()
                    .or(syntax::getContextMark)
                    .map(this::location)
                    .orElseGet(this::whole);
            throw invalid(place, "this is not valid YAML: " + explain(syntax));
        } catch (YamlEngineException syntax) {
            throw invalid(whole(), "this is not valid YAML: " + firstLine(String.valueOf(syntax.getMessage())));
        } catch (StackOverflowError depth) {
            throw invalid(whole(), "this is not usable YAML: it is nested too deeply");
        }
    }

    private static String explain(MarkedYamlEngineException syntax) {
        String problem = String.valueOf(syntax.getProblem());
        if (problem.contains("TAB")) {
            return "a tab cannot indent or begin a value; use spaces";
        }
        String context = syntax.getContext();
        return firstLine(context == null || context.isEmpty() ? problem : context + ", " + problem);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }

    private ConfigNode convertAll(Node root) {
        ConfigNode tree;
        try {
            tree = convert(root, "");
        } catch (StackOverflowError depth) {
            throw invalid(whole(), "this is not usable YAML: it is nested too deeply");
        }
        if (!problems.isEmpty()) {
            throw new InvalidExperimentException(problems);
        }
        return tree;
    }

    private ConfigNode convert(Node node, String path) {
        Location place = location(node);
        if (++nodes > MAX_NODES) {
            throw invalid(place, "the document has more than " + MAX_NODES + " values once its aliases are followed");
        }
        if (open.contains(node)) { // nodes are equal only to themselves
            return refuse(place, path, "an alias must not refer to an object or list that contains it");
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar, place, path);
        }
        if (open.size() == MAX_DEPTH) {
            throw invalid(place, "objects and lists are nested more than " + MAX_DEPTH + " deep");
        }
        open.add(node);
        ConfigNode converted;
        if (node instanceof SequenceNode sequence && node.getTag().equals(Tag.SEQ)) {
            List<ConfigNode> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(convert(item, path + "[" + items.size() + "]"));
            }
            converted = new ConfigNode.Sequence(items, place);
        } else if (node instanceof MappingNode mapping && node.getTag().equals(Tag.MAP)) {
            converted = mapping(mapping, place, path);
        } else {
            converted = refuseTag(node, place, path);
        }
        open.remove(open.size() - 1);
        return converted;
    }

    private ConfigNode mapping(MappingNode node, Location place, String path) {
        Map<String, ConfigNode> entries = new LinkedHashMap<>();
        Map<String, Location> keys = new HashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Location keyPlace = location(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                refuse(keyPlace, path, "a key is a word, not a list or an object");
                continue;
            }
            String name = key.getValue();
            if (!isText(name)) {
                refuse(keyPlace, path, UNREADABLE);
                continue;
            }
            String keyPath = path.isEmpty() ? name : path + "." + name;
            Location earlier = keys.putIfAbsent(name, keyPlace);
            if (earlier != null) {
                String where = hasLines ? "; it was given first on line " + earlier.line() : "";
                refuse(keyPlace, keyPath, "the key is given twice" + where);
                continue;
            }
            entries.put(name, convert(tuple.getValueNode(), keyPath));
        }
        return new ConfigNode.Mapping(entries, keys, place);
    }

    private ConfigNode scalar(ScalarNode node, Location place, String path) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.STR)) {
            if (!isText(text)) {
                return refuse(place, path, UNREADABLE);
            }
            return new ConfigNode.Scalar(text, place);
        }
        if (tag.equals(Tag.NULL)) {
            return new ConfigNode.Scalar(null, place);
        }
        if (tag.equals(Tag.BOOL) && text.toLowerCase(Locale.ROOT).matches("true|false")) {
            return new ConfigNode.Scalar(text.equalsIgnoreCase("true"), place);
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            try {
                return new ConfigNode.Scalar(tag.equals(Tag.INT) ? integer(text) : real(text), place);
            } catch (NumberFormatException notANumber) {
                return refuse(place, path, "the text \"" + text + "\" is not a number");
            }
        }
        return refuseTag(node, place, path);
    }

    /** Whether every character can stand in a table, a page or a picture. */
    private static boolean isText(String text) {
        return text.codePoints().noneMatch(c -> {
            boolean layout = c == '\n' || c == '\t' || c == '\r';
            boolean beyond = Character.getType(c) == Character.SURROGATE || (c & 0xfffe) == 0xfffe;
            return beyond || (Character.isISOControl(c) && !layout);
        });
    }

    /** An integer beyond 64 bits becomes a double, which a reader that wants an integer refuses in its own words. */
    private static Number integer(String text) {
        int sign = text.startsWith("-") ? -1 : 1;
        String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        int radix = digits.startsWith("0x") ? 16 : digits.startsWith("0o") ? 8 : 10;
        BigInteger value =
                new BigInteger(radix == 10 ? digits : digits.substring(2), radix).multiply(BigInteger.valueOf(sign));
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : (Number) value.doubleValue();
    }

    private static Double real(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case ".nan" -> Double.NaN;
            case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
            case "-.inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.valueOf(text);
        };
    }

    private ConfigNode refuseTag(Node node, Location place, String path) {
        String tag = node.getTag().getValue().replace("tag:yaml.org,2002:", "!!");
        return refuse(place, path, "the tag " + tag + " is not allowed; write plain values");
    }

    private ConfigNode refuse(Location place, String path, String message) {
        problems.add(new Problem(place, path, message));
        return new ConfigNode.Scalar(null, place);
    }

    private Location location(Node node) {
        return node.getStartMark().map(this::location).orElseGet(this::whole);
    }

    private Location location(Mark mark) {
        return hasLines ? new Location(source, mark.getLine() + 1, mark.getColumn() + 1) : whole();
    }

    private Location whole() {
        return new Location(source, 0, 0);
    }

    private static String reason(IOException trouble) {
        return trouble.getMessage() == null ? trouble.getClass().getSimpleName() : trouble.getMessage();
    }

    private static InvalidExperimentException invalid(Location place, String message) {
        return new InvalidExperimentException(List.of(new Problem(place, "", message)));
    }
}
