package org.sgdyn.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sgdyn.cli.plot.Page;

/**
 * Experiments that are run together, each into a directory of its own unless it is alone, and shown on one page.
 *
 * @param names the files or names of bundled experiments
 * @param columns how many panels of the page stand in a row where there is room
 * @param isLettered whether its panels have letters
 * @param page the page unless options change it
 * @param titles what stands above panels of the page in place of the experiments' names
 */
record ExperimentGroup(List<String> names, int columns, boolean isLettered, Page page, Map<String, String> titles) {

    private static final int MOST_COLUMNS = 4;

    /**
     * The group that arguments mean: {@code paper}, {@code paper:fig1}, or each of them.
     *
     * @throws BadInputException if two of them would share a directory, or one cannot be part of several
     */
    static ExperimentGroup of(String first, List<String> further) {
        if (further.isEmpty() && Source.isPaper(first)) {
            return new ExperimentGroup(
                    BundledExperiments.ofPaper(), BundledExperiments.columns(), false, Page.SCREEN, Map.of());
        }
        if (further.isEmpty() && Source.isFirstFigure(first)) {
            Map<String, String> panels = BundledExperiments.ofFirstFigure();
            return new ExperimentGroup(List.copyOf(panels.keySet()), MOST_COLUMNS, true, Page.WIDE, panels);
        }
        List<String> names = Stream.concat(Stream.of(first), further.stream()).toList();
        ExperimentGroup group = new ExperimentGroup(names, MOST_COLUMNS, true, Page.WIDE, Map.of());
        if (!group.isAlone()) {
            group.requireApart();
        }
        return group;
    }

    /** Whether there is one experiment, which needs no page beside its own figure. */
    boolean isAlone() {
        return names.size() == 1;
    }

    private void requireApart() {
        for (String name : names) {
            if (name.equals("-") || Source.isPaper(name) || Source.isFirstFigure(name)) {
                throw new BadInputException("\"" + name + "\" is run by itself, not beside other experiments");
            }
            List<String> alike = names.stream()
                    .filter(other -> directory(other).equals(directory(name)))
                    .toList();
            if (alike.size() > 1) {
                throw new BadInputException(String.join(", ", alike) + " would write to the same directory, "
                        + directory(name) + "; rename a file, or run them one by one");
            }
        }
    }

    /** Where the results of one of the experiments go. */
    Path directory(Path out, String name) {
        return isAlone() ? out : out.resolve(directory(name));
    }

    private static String directory(String name) {
        String file = Optional.ofNullable(Path.of(name).getFileName())
                .map(Path::toString)
                .orElse(name);
        return file.replaceFirst("\\.ya?ml$", "");
    }
}
