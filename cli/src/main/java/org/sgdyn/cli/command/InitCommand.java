package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.PartKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sgdyn init}: a commented experiment to begin with. */
@Command(
        name = "init",
        header = "Writes a commented experiment to begin with.",
        description = "The file is NAME.yaml; one that exists already stays as it is.",
        footer = {"  sgdyn init mine && sgdyn run mine.yaml --out results", "  sgdyn init - | less"})
public final class InitCommand extends PluginSubcommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            defaultValue = "experiment",
            description = "What the experiment is called; - writes to the terminal. Default: experiment.")
    private String name;

    @Override
    public Integer call() throws IOException {
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
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException taken) {
            throw new BadInputException(file + " exists already; give another name, or remove it");
        } catch (IOException unusable) {
            throw new BadInputException(file + " cannot be written here: " + unusable.getMessage());
        }
        Chatter.of(spec).println("written: " + file + "; next: sgdyn run " + file + " --out results");
        return ExitCode.OK;
    }
}
