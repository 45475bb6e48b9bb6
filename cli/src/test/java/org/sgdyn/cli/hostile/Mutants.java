package org.sgdyn.cli.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Experiment files gone wrong: each number gives one mutant of a valid file, always the same, by one to three changes to its
 * structure or to its bytes.
 */
final class Mutants {

    private static final List<String> NUMBERS = words("""
            0 -1 1 2 0.5 -0.0 1.0e-308 4.9e-324 1.0e+308 -1.0e+308 1.0e+999 .nan .inf -.inf 2147483647
            2147483648 -2147483648 9223372036854775807 9223372036854775808 100000000000 2000000000 1000000 1.0e9
            0x7fffffff 0o17 007 1_000 1e5 99999999999999999999 1.0e-300 1.0e+100 1.0e-16 0.3333333333333333""");

    private static final List<String> SCALARS = List.of(
            "~",
            "''",
            "true",
            "no",
            "infinite",
            "last",
            "zero",
            "NaN",
            "'1'",
            "\"\\u0000\"",
            "\"\\u001b[31mred\"",
            "\"a\\nb\"",
            "\"\\ud800\"",
            "\"\\uffff\"",
            "'\u202eesrever'",
            "'\ud83d\ude00'",
            "'\u0000'",
            "'e\u0301\u0301\u0301'",
            "'../../etc/passwd'",
            "/dev/null",
            "'con'",
            "'<script>alert(1)</script>'",
            "'${user.home}'",
            "'%s%n%d'",
            "2026-11-24",
            "!!int 3",
            "!!binary aGk=",
            "!!java.util.Date 1",
            "*nowhere",
            "&a b",
            "?",
            "|",
            ">",
            "- x",
            "@",
            "`",
            "%",
            "{",
            "]");

    private static final List<String> WORDS = words("""
            type name dimension seed classes count weight label mean covariance loss teacher initial ridge batch
            learningRate curves time end points spacing start integrator accuracy simulation replicates kind
            step statistics features rotation exponent amplitude value of index bulk spikes values fractions
            ratio file column then times <<""");

    private static List<String> words(String text) {
        return List.of(text.split("\\s+"));
    }

    private final List<String> seeds;
    private final List<String> types;
    private final List<String> examples;

    /** From valid files, and the names and examples of all parts. */
    Mutants(List<String> seeds, List<String> types, List<String> examples) {
        this.examples = List.copyOf(examples);
        this.seeds = List.copyOf(seeds);
        this.types = List.copyOf(types);
    }

    /** The mutant of a number. */
    byte[] of(int number) {
        SplittableRandom random = new SplittableRandom(number);
        String seed = seeds.get(random.nextInt(seeds.size()));
        int changes = random.nextBoolean() ? 1 : 2 + random.nextInt(2);
        if (random.nextInt(3) == 0) {
            byte[] bytes = seed.getBytes(StandardCharsets.UTF_8);
            for (int k = 0; k < changes; k++) {
                bytes = changeBytes(bytes, random);
            }
            return bytes;
        }
        Tree tree = Tree.of(new Load(LoadSettings.builder().build()).loadFromString(seed));
        for (int k = 0; k < changes; k++) {
            tree = change(tree, random);
        }
        StringBuilder text = new StringBuilder();
        tree.write(text);
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    // --- structure -------------------------------------------------------------------------------------------------

    /** A table with a cell replaced by any scalar, or with its bytes changed; the same for the same number. */
    byte[] ofTable(String table, int number) {
        SplittableRandom random = new SplittableRandom(number);
        if (random.nextInt(2) == 0) {
            return changeBytes(table.getBytes(StandardCharsets.UTF_8), random);
        }
        String[] cells = table.split(",|\n", -1);
        String cell = cells[random.nextInt(cells.length)];
        List<String> scalars = random.nextBoolean() ? NUMBERS : SCALARS;
        return table.replaceFirst(
                        Pattern.quote(cell), Matcher.quoteReplacement(scalars.get(random.nextInt(scalars.size()))))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A node that can be written even if it is no sensible YAML: raw text, items, or keys with values, perhaps twice. */
    private record Tree(String raw, List<Tree> items, List<String> keys) {

        static Tree raw(String text) {
            return new Tree(text, List.of(), List.of());
        }

        static Tree of(Object value) {
            if (value instanceof Map<?, ?> map) {
                List<String> keys = new ArrayList<>();
                List<Tree> values = new ArrayList<>();
                map.forEach((key, entry) -> {
                    keys.add(String.valueOf(key));
                    values.add(of(entry));
                });
                return new Tree(null, values, keys);
            }
            if (value instanceof List<?> list) {
                return new Tree(null, list.stream().map(Tree::of).toList(), List.of());
            }
            return raw(
                    value instanceof String text
                            ? '"' + text.replace("\"", "\\\"").replace("\n", " ") + '"'
                            : "" + value);
        }

        boolean isMap() {
            return !keys.isEmpty();
        }

        void write(StringBuilder out) {
            if (raw != null) {
                out.append(raw);
                return;
            }
            out.append(isMap() ? '{' : '[');
            for (int k = 0; k < items.size(); k++) {
                out.append(k > 0 ? ", " : "");
                if (isMap()) {
                    out.append(keys.get(k)).append(": ");
                }
                items.get(k).write(out);
            }
            out.append(isMap() ? '}' : ']');
        }

        Tree with(int k, Tree item) {
            List<Tree> changed = new ArrayList<>(items);
            changed.set(k, item);
            return new Tree(null, changed, keys);
        }
    }

    /** Goes down a random way and changes what is there. */
    private Tree change(Tree tree, SplittableRandom random) {
        if (tree.raw() == null && !tree.items().isEmpty() && random.nextInt(4) > 0) {
            int k = random.nextInt(tree.items().size());
            return tree.with(k, change(tree.items().get(k), random));
        }
        if (tree.raw() != null || tree.items().isEmpty()) {
            return replacement(tree, random);
        }
        int k = random.nextInt(tree.items().size());
        List<Tree> items = new ArrayList<>(tree.items());
        List<String> keys = new ArrayList<>(tree.keys());
        switch (random.nextInt(8)) {
            case 0 -> {
                items.remove(k);
                if (!keys.isEmpty()) {
                    keys.remove(k);
                }
            }
            case 1 -> {
                items.add(items.get(k));
                if (!keys.isEmpty()) {
                    keys.add(keys.get(k));
                }
            }
            case 2 -> {
                if (keys.isEmpty()) {
                    int copies = 1 << random.nextInt(12);
                    for (int c = 0; c < copies; c++) {
                        items.add(items.get(k));
                    }
                } else {
                    keys.set(k, misspelt(keys.get(k), random));
                }
            }
            case 3 -> {
                if (keys.isEmpty()) {
                    items.add(replacement(items.get(k), random));
                } else {
                    keys.set(k, WORDS.get(random.nextInt(WORDS.size())));
                }
            }
            case 4 -> {
                int other = random.nextInt(items.size());
                Tree kept = items.get(k);
                items.set(k, items.get(other));
                items.set(other, kept);
            }
            case 5 ->
                items.set(
                        k,
                        Tree.of(new Load(LoadSettings.builder().build())
                                .loadFromString(seeds.get(random.nextInt(seeds.size())))));
            case 6 -> {
                items.add(replacement(items.get(k), random));
                if (!keys.isEmpty()) {
                    keys.add(WORDS.get(random.nextInt(WORDS.size())));
                }
            }
            default -> items.set(k, replacement(items.get(k), random));
        }
        return new Tree(null, items, keys);
    }

    private Tree replacement(Tree tree, SplittableRandom random) {
        StringBuilder old = new StringBuilder();
        tree.write(old);
        return Tree.raw(
                switch (random.nextInt(16)) {
                    case 12, 13 -> examples.get(random.nextInt(examples.size()));
                    case 14, 15 -> scaled(old.toString(), random);
                    case 0, 1, 2, 3 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
                    case 4 -> SCALARS.get(random.nextInt(SCALARS.size()));
                    case 5, 6 -> types.get(random.nextInt(types.size()));
                    case 7 -> nested(old.toString(), random);
                    case 8 -> '"' + "x\u00e9\ud83d\ude00".repeat(1 << random.nextInt(17)) + '"';
                    case 9 -> bomb(random);
                    case 10 -> '[' + old.toString() + ']';
                    default -> "{type: " + types.get(random.nextInt(types.size())) + ", value: " + old + '}';
                });
    }

    /** A number nearby; something else stays what it is. */
    private static String scaled(String text, SplittableRandom random) {
        try {
            double value = Double.parseDouble(text);
            return value == Math.rint(value)
                    ? String.valueOf((long) (value * random.nextInt(4)) + random.nextInt(2))
                    : String.valueOf(value * 4 * random.nextDouble());
        } catch (NumberFormatException notANumber) {
            return text;
        }
    }

    private static String misspelt(String word, SplittableRandom random) {
        int at = random.nextInt(word.length());
        return switch (random.nextInt(3)) {
            case 0 -> word.substring(0, at) + word.substring(at + 1) + (word.length() == 1 ? "x" : "");
            case 1 -> word.substring(0, at) + (char) ('a' + random.nextInt(26)) + word.substring(at);
            default -> word.toUpperCase(Locale.ROOT);
        };
    }

    private static String nested(String inside, SplittableRandom random) {
        int depth = 1 << random.nextInt(14);
        String open = random.nextBoolean() ? "[" : random.nextBoolean() ? "{type: sum, of: [" : "{a: ";
        String close = open.equals("[") ? "]" : open.endsWith("[") ? "]}" : "}";
        return open.repeat(depth) + inside + close.repeat(depth);
    }

    /** Aliases that double at every level, or that contain themselves. */
    private static String bomb(SplittableRandom random) {
        if (random.nextInt(3) == 0) {
            return "&a [*a, {b: *a}]";
        }
        StringBuilder out = new StringBuilder("[&l0 [1]");
        int levels = 1 + random.nextInt(40);
        for (int k = 1; k <= levels; k++) {
            out.append(", &l")
                    .append(k)
                    .append(" [*l")
                    .append(k - 1)
                    .append(", *l")
                    .append(k - 1)
                    .append(']');
        }
        return out.append(']').toString();
    }

    // --- bytes -----------------------------------------------------------------------------------------------------

    private byte[] changeBytes(byte[] bytes, SplittableRandom random) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(1 << random.nextInt(8)));
        switch (random.nextInt(7)) {
            case 0 -> {
                byte[] flipped = bytes.clone();
                flipped[from] ^= (byte) (1 << random.nextInt(8));
                return flipped;
            }
            case 1 -> {
                return Arrays.copyOf(bytes, from);
            }
            case 2 -> {
                byte[] noise = new byte[to - from];
                for (int k = 0; k < noise.length; k++) {
                    noise[k] = (byte) random.nextInt(256);
                }
                return joined(Arrays.copyOf(bytes, from), noise, Arrays.copyOfRange(bytes, from, bytes.length));
            }
            case 3 -> {
                byte[] other = seeds.get(random.nextInt(seeds.size())).getBytes(StandardCharsets.UTF_8);
                return joined(
                        Arrays.copyOf(bytes, from),
                        Arrays.copyOfRange(other, random.nextInt(other.length), other.length));
            }
            case 4 -> {
                return joined(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
            }
            case 5 -> {
                byte[] chunk = Arrays.copyOfRange(bytes, from, to);
                return joined(Arrays.copyOf(bytes, to), chunk, Arrays.copyOfRange(bytes, to, bytes.length));
            }
            default -> {
                byte[] changed = bytes.clone();
                String printable = "{}[]:,-#&*!|>'\"%@`\t\n 0123456789.eE+";
                changed[from] = (byte) printable.charAt(random.nextInt(printable.length()));
                return changed;
            }
        }
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
