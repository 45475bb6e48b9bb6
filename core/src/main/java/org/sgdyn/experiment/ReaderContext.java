package org.sgdyn.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What all parts of one reading share: the catalog, the problems found so far, and the experiment's size. */
final class ReaderContext {

    final Catalog catalog;
    final Path baseDirectory;
    final int classes;
    /** Empty if infinite. */
    final OptionalInt dimension;

    private final List<Problem> problems;

    ReaderContext(Catalog catalog, Path baseDirectory, int classes, OptionalInt dimension, List<Problem> problems) {
        this.catalog = catalog;
        this.baseDirectory = baseDirectory;
        this.classes = classes;
        this.dimension = dimension;
        this.problems = problems;
    }

    /** A context that knows no size yet, for the keys that state it. */
    static ReaderContext unsized(Catalog catalog, Path baseDirectory) {
        return new ReaderContext(catalog, baseDirectory, 1, OptionalInt.of(1), new ArrayList<>());
    }

    ReaderContext sized(int classCount, OptionalInt dim) {
        return new ReaderContext(catalog, baseDirectory, classCount, dim, problems);
    }

    void problem(Location location, String path, String message) {
        problems.add(new Problem(location, path, message));
    }

    List<Problem> problems() {
        return problems;
    }
}
