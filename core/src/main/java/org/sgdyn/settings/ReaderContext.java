package org.sgdyn.settings;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.Registration;

/**
 * What all objects of one reading share.
 *
 * @param catalog the known parts
 * @param baseDirectory what relative paths refer to
 * @param classes how many classes there are
 * @param dimension d; empty if infinite
 * @param hasDimension whether that is what the user gave: rules that depend on it say nothing where it could not be read
 * @param problems those found so far; more are added
 * @param used the parts created so far, nested ones included; more are added
 */
record ReaderContext(
        Catalog catalog,
        Path baseDirectory,
        int classes,
        OptionalInt dimension,
        boolean hasDimension,
        List<Problem> problems,
        Set<Registration<?>> used) {

    void problem(Location location, String path, String message) {
        problems.add(new Problem(location, path, message));
    }

    /** What a reading begins with: no size is known yet. */
    static ReaderContext of(Catalog catalog, Path baseDirectory, List<Problem> problems) {
        return new ReaderContext(catalog, baseDirectory, 1, OptionalInt.of(1), true, problems, new LinkedHashSet<>());
    }

    /** The same reading with more knowledge of the experiment's size. */
    ReaderContext sized(int knownClasses, OptionalInt knownDimension, boolean isKnown) {
        return new ReaderContext(catalog, baseDirectory, knownClasses, knownDimension, isKnown, problems, used);
    }
}
