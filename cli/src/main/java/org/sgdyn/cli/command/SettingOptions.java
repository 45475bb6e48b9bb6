package org.sgdyn.cli.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option by which values of a file are changed. */
final class SettingOptions {

    @Option(
            names = {"-s", "--set"},
            paramLabel = "KEY.PATH=VALUE",
            description =
                    "Changes a value, such as learningRate.value=2 or, of a sweep, grid.0.points=11; may be repeated.")
    private List<String> settings = new ArrayList<>();

    /** The changes in the order given. */
    List<String> all() {
        return List.copyOf(settings);
    }
}
