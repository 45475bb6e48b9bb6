package org.sgdyn.losses;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sgdyn.numerics.NormalPoints;

/**
 * What the classes of a spectrum share: the root last asked for, and its factors at the sets of points last asked for, as many as tell
 * the error of quadrature. Thread-safe; who finds others makes their own, with the same bits.
 */
final class SoftmaxSharing {

    private static final int KEPT = 8;

    private volatile @Nullable SoftmaxRoot lastRoot;
    private volatile List<SoftmaxShifts> kept = List.of();

    /** The root of a covariance of n differences. */
    SoftmaxRoot root(int n, double[] covariance) {
        SoftmaxRoot root = lastRoot;
        if (root == null || !root.isOf(covariance)) {
            root = new SoftmaxRoot(n, covariance);
            lastRoot = root;
        }
        return root;
    }

    /** The factors at the points of a set from one on. */
    SoftmaxShifts shifts(SoftmaxRoot root, NormalPoints set, int first) {
        List<SoftmaxShifts> known = kept;
        for (SoftmaxShifts shifts : known) {
            if (shifts.isOf(root, set, first)) {
                return shifts;
            }
        }
        SoftmaxShifts shifts = new SoftmaxShifts(root, set, first);
        Stream<SoftmaxShifts> others = known.stream().filter(other -> other.root == root);
        kept = Stream.concat(Stream.of(shifts), others).limit(KEPT).toList();
        return shifts;
    }
}
