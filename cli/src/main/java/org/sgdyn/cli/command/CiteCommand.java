package org.sgdyn.cli.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sgdyn.experiment.Citations;
import org.sgdyn.plugin.LoadedPlugins;
import org.sgdyn.spi.Reference;
import picocli.CommandLine.Command;

/** {@code sgdyn cite}: the sources of an experiment. */
@Command(
        name = "cite",
        header = "Prints BibTeX entries for an experiment.",
        description =
                "Names the theory, the sources of every part that the experiment uses, each once, and this program at the end.",
        footerHeading = "%nExample:%n",
        footer = "  sgdyn cite mine.yaml > mine.bib")
public final class CiteCommand extends ExperimentSubcommand {

    @Override
    public Integer call() {
        LoadedPlugins loaded = source.plugins();
        Map<String, Reference> sources = new LinkedHashMap<>();
        for (String name : ExperimentGroup.of(source.experiment(), List.of()).names()) {
            Citations.of(source.read(name, loaded, List.of()))
                    .forEach(reference -> sources.putIfAbsent(reference.key(), reference));
        }
        Reference program = program();
        sources.putIfAbsent(program.key(), program);
        PrintWriter out = spec.commandLine().getOut();
        sources.values().forEach(reference -> out.println(reference.bibtex()));
        out.flush();
        return ExitCode.OK;
    }

    /** The program itself, in the words of the repository's CITATION.cff. */
    private static Reference program() {
        return Reference.of("""
                @misc{sgdyn,
                  author = {{The sgdyn authors}},
                  title = {sgdyn: exact learning dynamics of one-pass {SGD}},
                  year = {2026},
                  note = {Version %s}
                }""".formatted(Version.text()));
    }
}
