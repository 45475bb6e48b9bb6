package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.PartKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sgdyn init}: a commented experiment to begin with. */
@Command(
        name = "init",
        header = "Writes a commented experiment to begin with.",
        description =
                "The file is NAME.yaml; one that exists already stays as it is. The name digits stands for samples instead: handwritten digits, to predict SGD on, are written to digits.csv, and an experiment on them to digits.yaml.",
        footer = {
            "  sgdyn init mine && sgdyn run mine.yaml --out results",
            "  sgdyn init digits && sgdyn predict digits.csv --label last \\",
            "      --loss softmax --quick --out prediction",
            "  sgdyn init - | less"
        })
public final class InitCommand extends PluginSubcommand {

    /** The samples that come with the program. */
    private static final String DIGITS = "digits";

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            defaultValue = "experiment",
            description = "What the experiment is called; - writes to the terminal. Default: experiment.")
    private String name;

    @Override
    public Integer call() throws IOException {
        if (name.equals(DIGITS)) {
            return writeDigits();
        }
        Catalog catalog = plugins.load().catalog();
        boolean stream = name.equals("-");
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", stream ? "experiment" : Template.requireName(name));
        for (PartKind kind : PartKind.values()) {
            values.put(kind.plural(), String.join(", ", catalog.inOrder(kind.type())));
        }
        String text = Template.fill("init.yaml", values);
        if (stream) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(text);
            out.flush();
            return ExitCode.OK;
        }
        Path file = Path.of(name + ".yaml");
        create(file, text.getBytes(StandardCharsets.UTF_8));
        Chatter.of(spec).println("written: " + file + "; next: sgdyn run " + file + " --out results");
        return ExitCode.OK;
    }

    private int writeDigits() throws IOException {
        Path file = Path.of(DIGITS + ".csv");
        Path experiment = Path.of(DIGITS + ".yaml");
        for (Path each : List.of(file, experiment)) {
            if (Files.exists(each)) {
                throw exists(each);
            }
        }
        String resource = "/org/sgdyn/cli/data/digits.csv.gz";
        try (InputStream stream = new GZIPInputStream(InitCommand.class.getResourceAsStream(resource))) {
            create(file, stream.readAllBytes());
        }
        create(experiment, Template.fill("digits.yaml", Map.of()).getBytes(StandardCharsets.UTF_8));
        Chatter.of(spec)
                .println("written: " + file + ", 1797 images of 8 x 8 pixels, then the digit, and " + experiment
                        + ", an experiment on them, which begins with what it takes; next: sgdyn predict " + file
                        + " --label last --loss softmax --quick --out prediction");
        return ExitCode.OK;
    }

    private static BadInputException exists(Path file) {
        return new BadInputException(file + " exists already; give another name, or remove it");
    }

    private static void create(Path file, byte[] content) {
        try {
            Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException taken) {
            throw exists(file);
        } catch (IOException unusable) {
            throw new BadInputException(file + " cannot be written here: " + unusable.getMessage());
        }
    }
}
