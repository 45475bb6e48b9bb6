package org.sgdyn.cli.command;

import org.sgdyn.numerics.Matrices;

/** The linear algebra of this process, in words. */
final class LinearAlgebra {

    private LinearAlgebra() {}

    /** What {@link Matrices#name} says, or that the property which chooses it has an unknown value. */
    static String name() {
        try {
            return Matrices.get().name();
        } catch (IllegalArgumentException unknown) {
            throw new BadInputException("SGDYN_JAVA_OPTS: " + unknown.getMessage());
        }
    }

    /** Refuses an unknown value of that property, without looking for a native library. */
    static void requireKnown() {
        if (System.getProperty(Matrices.PROPERTY) != null) {
            name();
        }
    }
}
