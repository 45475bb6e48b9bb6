package org.sgdyn.numerics;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses the linear algebra of the process. */
final class MatricesChoice {

    private static @Nullable Matrices chosen;

    private MatricesChoice() {}

    static synchronized Matrices chosen() {
        if (chosen == null) {
            chosen = of(Optional.ofNullable(System.getProperty(Matrices.PROPERTY)));
        }
        return chosen;
    }

    /** What a value of the property stands for. */
    static Matrices of(Optional<String> value) {
        if (value.isEmpty()) {
            return openBlas().orElseGet(JavaMatrices::new);
        }
        if (value.get().equals("java")) {
            return new JavaMatrices();
        }
        throw new IllegalArgumentException("the property " + Matrices.PROPERTY + " is '" + value.get()
                + "': set it to java for linear algebra in Java, or leave it out for the fastest there is");
    }

    /** OpenBLAS, if it is there and works; neither the library nor the jars of its wrapper need be there. */
    static Optional<Matrices> openBlas() {
        try {
            return OpenBlasFile.find().flatMap(NetlibMatrices::load);
        } catch (RuntimeException | LinkageError unusable) {
            return Optional.empty();
        }
    }
}
