package org.sgdyn.cli.command;

import java.util.List;
import org.sgdyn.experiment.ConfigNode;
import org.sgdyn.experiment.Names;

/** The sweeps that come with the program. */
final class BundledSweeps {

    private static final String DIRECTORY = "/org/sgdyn/cli/sweeps/";

    private static final List<String> NAMES =
            List.of("phase-power-law", "phase-zero-one", "learning-rate-threshold", "classes");

    private BundledSweeps() {}

    static List<String> names() {
        return NAMES;
    }

    /**
     * Reads one.
     *
     * @throws BadInputException if there is none of that name, with the nearest name and the list
     */
    static ConfigNode.Mapping read(String name) {
        if (!NAMES.contains(name)) {
            String near = Names.nearest(name, NAMES)
                    .map(each -> "; did you mean " + each + "?")
                    .orElse("");
            throw new BadInputException("there is no file and no bundled sweep \"" + name + "\"" + near
                    + "\nbundled sweeps: " + String.join(", ", NAMES));
        }
        return BundledExperiments.resource(DIRECTORY, name);
    }
}
