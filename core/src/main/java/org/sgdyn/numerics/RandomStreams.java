package org.sgdyn.numerics;

import org.apache.commons.rng.JumpableUniformRandomProvider;
import org.apache.commons.rng.LongJumpableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.sgdyn.spi.RandomStream;

/**
 * All randomness of an experiment, split from one seed: XO_SHI_RO_256_PP streams, disjoint by construction. Purpose p is the
 * root after p long jumps (2^192 draws each); replicate k within a purpose is reached by k jumps (2^128 draws each).
 * Standard normals come from the modified ziggurat of Commons RNG, whose algorithm is fixed by its version.
 */
public final class RandomStreams {

    /** The purpose of SGD replicates. */
    public static final int SIMULATION = 0;

    /** The purpose of the teacher's coordinates. */
    public static final int TEACHER = 1;

    /** The purpose of the initial iterate's coordinates. */
    public static final int INITIAL = 2;

    /** The purpose of the first class mean; class i (0-based) has purpose CLASS_MEANS + i. */
    public static final int CLASS_MEANS = 3;

    private RandomStreams() {}

    /**
     * A stream.
     *
     * @param seed the experiment's seed
     * @param purpose what the numbers are for, &gt;= 0
     * @param replicate the replicate within the purpose, &gt;= 0
     * @return a fresh stream at its beginning
     */
    public static RandomStream of(long seed, int purpose, int replicate) {
        LongJumpableUniformRandomProvider root =
                (LongJumpableUniformRandomProvider) RandomSource.XO_SHI_RO_256_PP.create(seed);
        for (int p = 0; p < purpose; p++) {
            root.longJump();
        }
        JumpableUniformRandomProvider stream = root;
        for (int k = 0; k < replicate; k++) {
            stream.jump();
        }
        return new ZigguratStream(stream);
    }

    private static final class ZigguratStream implements RandomStream {

        private final UniformRandomProvider source;
        private final ZigguratSampler.NormalizedGaussian normals;

        ZigguratStream(UniformRandomProvider source) {
            this.source = source;
            normals = ZigguratSampler.NormalizedGaussian.of(source);
        }

        @Override
        public double normal() {
            return normals.sample();
        }

        @Override
        public double uniform() {
            return source.nextDouble();
        }
    }
}
