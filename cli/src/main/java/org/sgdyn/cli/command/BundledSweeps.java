package org.sgdyn.cli.command;

import java.util.List;
import org.sgdyn.settings.ConfigNode;

/** The sweeps that come with the program. */
final class BundledSweeps {

    private static final String DIRECTORY = "/org/sgdyn/cli/sweeps/";

    private static final List<String> NAMES =
            List.of("phase-power-law", "phase-zero-one", "learning-rate-threshold", "classes", "classes-exchangeable");

    private BundledSweeps() {}

    static List<String> names() {
        return NAMES;
    }

    /** The text of one of them, comments included. */
    static String text(String name) {
        return BundledExperiments.text(DIRECTORY, name);
    }

    /** Reads one of them. */
    static ConfigNode.Mapping read(String name) {
        return BundledExperiments.resource(DIRECTORY, name);
    }
}
