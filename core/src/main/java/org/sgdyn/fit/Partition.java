package org.sgdyn.fit;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.RandomStream;

/**
 * Who is left out and who fits in which half: the same in every pass over the samples. Of every two samples of a label that follow
 * each other, chance puts one into either half, so that halves are equal up to one sample whatever the order of the file.
 */
final class Partition {

    /** The purposes of random streams in a fit, whose seed serves nothing else. */
    static final int HOLDOUT = 0;

    static final int HALVES = 1;

    /** Samples drawn from the fit. */
    static final int RESAMPLES = 3;

    /** Replicate 3 k + f parts label k: f = 0 for all samples, 1 and 2 for the halves. */
    static final int PARTS = 2;

    private final double holdout;
    private final RandomStream left;
    private final RandomStream coins;
    /** The half of a label's sample whose partner is still to come. */
    private final Map<String, Role> open = new HashMap<>();

    Partition(long seed, double holdout) {
        this.holdout = holdout;
        left = RandomStreams.of(seed, HOLDOUT, 0);
        coins = RandomStreams.of(seed, HALVES, 0);
    }

    /** The role of the next sample, which has this label. */
    Role next(String label) {
        if (holdout > 0 && left.uniform() < holdout) {
            return Role.HELD_OUT;
        }
        @Nullable Role partner = open.remove(label);
        if (partner != null) {
            return partner == Role.FIRST ? Role.SECOND : Role.FIRST;
        }
        Role role = coins.uniform() < 0.5 ? Role.FIRST : Role.SECOND;
        open.put(label, role);
        return role;
    }
}
