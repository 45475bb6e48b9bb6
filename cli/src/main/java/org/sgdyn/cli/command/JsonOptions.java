package org.sgdyn.cli.command;

import java.io.PrintWriter;
import org.sgdyn.cli.result.Json;
import picocli.CommandLine.Option;

/** The option by which a subcommand answers to programs. */
final class JsonOptions {

    /** The option's name. */
    static final String NAME = "--json";

    @Option(
            names = NAME,
            description =
                    "Answers in JSON, for programs; numbers with every digit, null where there is none; what is wrong with a file as problems.")
    private boolean json;

    /** Whether the answer is wanted so. */
    boolean isWanted() {
        return json;
    }

    /** Prints the answer: maps, lists, texts, numbers and flags. */
    static void print(PrintWriter out, Object answer) {
        out.print(Json.text(answer));
        out.flush();
    }
}
