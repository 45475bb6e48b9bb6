package org.sgdyn.cli.explore;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.Problem;

/** The experiments of the command line, whose files the page's experiments may name. Immutable and thread-safe. */
final class GivenFiles {

    private final List<Place> places;

    /** Whose files an experiment may name, and where they lie. */
    private record Place(FileRule rule, Path directory) {}

    /**
     * The files of some experiments.
     *
     * @throws IllegalArgumentException if a name stands for two files
     */
    GivenFiles(List<Given> given, Catalog catalog) {
        places = given.stream()
                .map(each -> new Place(new FileRule(each.experiment(), catalog), each.directory()))
                .toList();
        for (Place one : places) {
            for (Place other : places) {
                Set<String> both = one.rule().relativeFiles();
                both.retainAll(other.rule().relativeFiles());
                if (!both.isEmpty() && !one.directory().equals(other.directory())) {
                    throw new IllegalArgumentException("experiments in different directories name "
                            + both.iterator().next() + ", each its own; explore them one at a time");
                }
            }
        }
    }

    /**
     * What relative paths of an experiment's files refer to.
     *
     * @param experiment the experiment
     * @return the directory of the first experiment of the command line that names all of its files
     * @throws InvalidExperimentException if there is none
     */
    Path directory(ConfigNode.Mapping experiment) {
        List<Problem> problems = List.of();
        for (Place place : places) {
            List<Problem> here = place.rule().problems(experiment);
            if (here.isEmpty()) {
                return place.directory();
            }
            problems = problems.isEmpty() ? here : problems;
        }
        throw new InvalidExperimentException(problems);
    }
}
