package org.sgdyn.cli.command;

import java.io.PrintWriter;
import java.util.Locale;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.cli.result.Json;
import org.sgdyn.experiment.ExperimentSchema;
import org.sgdyn.sweep.SweepSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sgdyn schema}: the experiment or sweep file as a JSON Schema. */
@Command(
        name = "schema",
        header = "Prints the JSON Schema of experiment or sweep files.",
        description = {
            "It holds the parts of all loaded plug-ins, so that editors complete and check files. "
                    + "Editors with the YAML language server read its place from a first line "
                    + "'# yaml-language-server: $schema=sgdyn.schema.json'."
        },
        footer = {"  sgdyn schema > sgdyn.schema.json", "  sgdyn schema sweep > sgdyn.sweep.schema.json"})
public final class SchemaCommand extends PluginSubcommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "KIND",
            defaultValue = "experiment",
            description = "The kind of file: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private FileKind kind;

    /** The kinds of files. */
    enum FileKind {
        /** What {@code sgdyn run} takes. */
        EXPERIMENT,
        /** What {@code sgdyn sweep} takes. */
        SWEEP;

        /** As the command line writes it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Catalog catalog = plugins.load().catalog();
        out.print(Json.text(kind == FileKind.SWEEP ? SweepSchema.of(catalog) : ExperimentSchema.of(catalog)));
        out.flush();
        return ExitCode.OK;
    }
}
