package org.sgdyn.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.sgdyn.catalog.Catalog;

/** What all parts of one reading share: the catalog, the problems found so far, and the experiment's size. */
public final class ReaderContext {

    public final Catalog catalog;
    public final Path baseDirectory;
    public final int classes;
    /** Empty if infinite. */
    public final OptionalInt dimension;

    private final List<Problem> problems;

    ReaderContext(Catalog catalog, Path baseDirectory, int classes, OptionalInt dimension, List<Problem> problems) {
        this.catalog = catalog;
        this.baseDirectory = baseDirectory;
        this.classes = classes;
        this.dimension = dimension;
        this.problems = problems;
    }

    /** A context that knows no size yet, for the keys that state it. */
    public static ReaderContext unsized(Catalog catalog, Path baseDirectory) {
        return new ReaderContext(catalog, baseDirectory, 1, OptionalInt.of(1), new ArrayList<>());
    }

    public ReaderContext sized(int classCount, OptionalInt dim) {
        return new ReaderContext(catalog, baseDirectory, classCount, dim, problems);
    }

    public void problem(Location location, String path, String message) {
        problems.add(new Problem(location, path, message));
    }

    public List<Problem> problems() {
        return problems;
    }
}
