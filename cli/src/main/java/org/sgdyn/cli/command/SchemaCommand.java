package org.sgdyn.cli.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.sgdyn.cli.result.Json;
import org.sgdyn.experiment.ExperimentSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sgdyn schema}: the experiment file as a JSON Schema. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Prints the JSON Schema of experiment files.",
        description = {
            "It holds the parts of all loaded plug-ins, so that editors complete and check experiments. "
                    + "Editors with the YAML language server read its place from a first line "
                    + "'# yaml-language-server: $schema=sgdyn.schema.json'."
        },
        footerHeading = "%nExample:%n",
        footer = "  sgdyn schema > sgdyn.schema.json")
public final class SchemaCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private PluginOptions plugins;

    /** For picocli. */
    public SchemaCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(Json.text(ExperimentSchema.of(plugins.load().catalog())));
        out.flush();
        return ExitCode.OK;
    }
}
