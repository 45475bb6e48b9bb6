package org.sgdyn.model;

import java.util.Optional;
import org.sgdyn.spi.Families;

/**
 * What the state of the modes leaves out because it follows from the rest, or because nobody asks for it.
 *
 * @param families the families of exchangeable classes, if the reduced coordinates of {@link Families} take the place of outputs. For
 *     each coordinate the modes then have a class that carries its mean: that of the family's classes, times 1 / sqrt(n_f), which is the
 *     mean of an average of n_f independent ones, for a sum; the part of a class's mean that others do not share for a contrast. The
 *     weights of sums are those of whole families.
 * @param isByOutput whether the covariances of different outputs are left out: where the gradient is affine with a multiple of the
 *     identity as Hessian, the outputs' own variances do not feel them
 */
public record Reduction(Optional<Families> families, boolean isByOutput) {

    /** Nothing is left out. */
    public static final Reduction NONE = new Reduction(Optional.empty(), false);
}
