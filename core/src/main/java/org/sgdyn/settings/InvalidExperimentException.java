package org.sgdyn.settings;

import java.util.List;
import java.util.stream.Collectors;

/** An experiment that cannot be run, with everything that is wrong with it. */
public final class InvalidExperimentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * Collects the problems.
     *
     * @param problems one or more
     */
    public InvalidExperimentException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /**
     * What is wrong.
     *
     * @return one problem or more, in the order of the file
     */
    public List<Problem> problems() {
        return problems;
    }
}
