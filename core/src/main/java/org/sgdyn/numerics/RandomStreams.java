package org.sgdyn.numerics;

import java.util.function.Supplier;
import org.sgdyn.spi.RandomStream;

/**
 * All randomness of an experiment, split from one seed: xoshiro256++ streams, disjoint by construction. Purpose p is the root
 * after p long jumps (2^192 words each); replicate k within a purpose is reached by k jumps (2^128 words each). Standard
 * normals come from a ziggurat ({@code ZigguratStream}).
 */
public final class RandomStreams {

    /** The purpose of SGD replicates. */
    public static final int SIMULATION = 0;

    /** The purpose of the teacher's coordinates. */
    public static final int TEACHER = 1;

    /** The purpose of the initial iterate's coordinates. */
    public static final int INITIAL = 2;

    /** The purpose of the rotation of simulated features. */
    public static final int ROTATION = 3;

    /** The purpose of the first class mean; class i (0-based) has purpose CLASS_MEANS + i. */
    public static final int CLASS_MEANS = 4;

    private RandomStreams() {}

    /**
     * The streams of a purpose and those after it, replicate 0 of each; one jump apart, so that many cost no more each than one.
     *
     * @param seed the experiment's seed
     * @param purpose what the first stream is for, &gt;= 0
     * @return gives the streams one after another, each at its beginning
     */
    public static Supplier<RandomStream> from(long seed, int purpose) {
        ZigguratStream next = ZigguratStream.of(seed);
        for (int p = 0; p < purpose; p++) {
            next.longJump();
        }
        return () -> {
            ZigguratStream stream = next.copy();
            next.longJump();
            return stream;
        };
    }

    /**
     * A stream.
     *
     * @param seed the experiment's seed
     * @param purpose what the numbers are for, &gt;= 0
     * @param replicate the replicate within the purpose, &gt;= 0
     * @return a fresh stream at its beginning
     */
    public static RandomStream of(long seed, int purpose, int replicate) {
        ZigguratStream stream = ZigguratStream.of(seed);
        for (int p = 0; p < purpose; p++) {
            stream.longJump();
        }
        for (int k = 0; k < replicate; k++) {
            stream.jump();
        }
        return stream;
    }
}
