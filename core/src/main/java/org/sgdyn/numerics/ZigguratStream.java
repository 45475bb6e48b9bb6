package org.sgdyn.numerics;

import org.sgdyn.spi.RandomStream;

/**
 * Numbers from xoshiro256++ (Blackman and Vigna, ACM TOMS 47, 36 (2021)), and standard normals from them by the ziggurat
 * method (Marsaglia and Tsang, J. Stat. Softw. 5(8) (2000)) with independent bits for layer and position (Doornik 2005).
 *
 * <p>The half-density f(x) = exp(-x^2 / 2) is covered by {@value #LAYERS} layers of equal area v: layer k &gt;= 1 is the box
 * [0, x_k] x [f(x_k), f(x_{k+1})], layer 0 the box [0, x_1] x [0, f(x_1)] with the tail beyond x_1. A word gives the layer (its
 * low bits) and a position u in [-1, 1) (its high 54 bits); u x_k is taken at once if it lies below x_{k+1}, as 99.4 % do. What
 * a normal consumes depends on the words alone, so the same sequence of calls gives the same numbers however it is cut into
 * blocks. All transcendental functions are {@link StrictMath}'s: the same bits on every machine.
 *
 * <p>Not thread-safe.
 */
final class ZigguratStream implements RandomStream {

    private static final int LAYERS = 512;

    private static final int POSITION_SHIFT = 10;

    private static final double UNIT = 0x1p-53;

    private static final long[] JUMP = {
        0x180ec6d33cfd0abaL, 0xd5a61266f0c9392cL, 0xa9582618e03fc9aaL, 0x39abdc4529b1661cL
    };

    private static final long[] LONG_JUMP = {
        0x76e15d3efefdcbbfL, 0xc5004e441c522fb3L, 0x77710069854ee241L, 0x39109bb02acbe635L
    };

    /** The layers' right ends: v / f(x_1), then x_1 &gt; x_2 &gt; ... &gt; x_LAYERS = 0. */
    private static final double[] ENDS = ends();

    /** The same in units of the position's last bit. */
    private static final double[] SCALES = new double[LAYERS + 1];

    /** f(x_k); 0 for layer 0. */
    private static final double[] DENSITIES = new double[LAYERS + 1];

    static {
        for (int k = 0; k <= LAYERS; k++) {
            SCALES[k] = ENDS[k] * UNIT;
            DENSITIES[k] = k == 0 ? 0 : density(ENDS[k]);
        }
    }

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    private ZigguratStream(long s0, long s1, long s2, long s3) {
        this.s0 = s0;
        this.s1 = s1;
        this.s2 = s2;
        this.s3 = s3;
    }

    /** The stream of a seed, spread over the state by SplitMix64 (Steele, Lea and Flood 2014). */
    static ZigguratStream of(long seed) {
        long[] state = new long[4];
        long weyl = seed;
        for (int k = 0; k < state.length; k++) {
            weyl += 0x9e3779b97f4a7c15L;
            long z = (weyl ^ (weyl >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            state[k] = z ^ (z >>> 31);
        }
        return ofState(state);
    }

    /** The stream of a state of four words, not all 0. */
    static ZigguratStream ofState(long[] state) {
        return new ZigguratStream(state[0], state[1], state[2], state[3]);
    }

    /** A stream of the same numbers from here on. */
    ZigguratStream copy() {
        return new ZigguratStream(s0, s1, s2, s3);
    }

    /** Moves on by 2^128 words. */
    void jump() {
        leap(JUMP);
    }

    /** Moves on by 2^192 words. */
    void longJump() {
        leap(LONG_JUMP);
    }

    /** The state times a polynomial in the generator's linear step. */
    private void leap(long[] polynomial) {
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        for (long coefficients : polynomial) {
            for (int bit = 0; bit < Long.SIZE; bit++) {
                if ((coefficients >>> bit & 1) != 0) {
                    a ^= s0;
                    b ^= s1;
                    c ^= s2;
                    d ^= s3;
                }
                next();
            }
        }
        s0 = a;
        s1 = b;
        s2 = c;
        s3 = d;
    }

    /** The next word. */
    long next() {
        long word = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return word;
    }

    @Override
    public double uniform() {
        return (next() >>> 11) * UNIT;
    }

    /** Uniform on (0, 1). */
    private double positiveUniform() {
        return ((next() >>> 11) + 0.5) * UNIT;
    }

    @Override
    public double normal() {
        while (true) {
            long word = next();
            int layer = (int) word & (LAYERS - 1);
            double x = (word >> POSITION_SHIFT) * SCALES[layer];
            if (Math.abs(x) < ENDS[layer + 1]) {
                return x;
            }
            double settled = atTheEdge(layer, x);
            if (!Double.isNaN(settled)) {
                return settled;
            }
        }
    }

    /**
     * Four normals at a time with the state in local variables. A four of which one is not taken at once is drawn again one by
     * one, from the state before it. Too long to be inlined, which is to the good: inside a larger method the state would not
     * stay in registers.
     */
    @Override
    public void fillNormals(double[] target, int from, int to) {
        double[] scales = SCALES;
        double[] ends = ENDS;
        long a = s0;
        long b = s1;
        long c = s2;
        long d = s3;
        int k = from;
        for (; k + 3 < to; k += 4) {
            s0 = a;
            s1 = b;
            s2 = c;
            s3 = d;
            long w0 = Long.rotateLeft(a + d, 23) + a;
            long t0 = b << 17;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= t0;
            d = Long.rotateLeft(d, 45);
            long w1 = Long.rotateLeft(a + d, 23) + a;
            long t1 = b << 17;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= t1;
            d = Long.rotateLeft(d, 45);
            long w2 = Long.rotateLeft(a + d, 23) + a;
            long t2 = b << 17;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= t2;
            d = Long.rotateLeft(d, 45);
            long w3 = Long.rotateLeft(a + d, 23) + a;
            long t3 = b << 17;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= t3;
            d = Long.rotateLeft(d, 45);
            int layer0 = (int) w0 & (LAYERS - 1);
            double x0 = (w0 >> POSITION_SHIFT) * scales[layer0];
            int layer1 = (int) w1 & (LAYERS - 1);
            double x1 = (w1 >> POSITION_SHIFT) * scales[layer1];
            int layer2 = (int) w2 & (LAYERS - 1);
            double x2 = (w2 >> POSITION_SHIFT) * scales[layer2];
            int layer3 = (int) w3 & (LAYERS - 1);
            double x3 = (w3 >> POSITION_SHIFT) * scales[layer3];
            if (Math.abs(x0) < ends[layer0 + 1]
                    && Math.abs(x1) < ends[layer1 + 1]
                    && Math.abs(x2) < ends[layer2 + 1]
                    && Math.abs(x3) < ends[layer3 + 1]) {
                target[k] = x0;
                target[k + 1] = x1;
                target[k + 2] = x2;
                target[k + 3] = x3;
                continue;
            }
            target[k] = normal();
            target[k + 1] = normal();
            target[k + 2] = normal();
            target[k + 3] = normal();
            a = s0;
            b = s1;
            c = s2;
            d = s3;
        }
        s0 = a;
        s1 = b;
        s2 = c;
        s3 = d;
        for (; k < to; k++) {
            target[k] = normal();
        }
    }

    /** A point beyond x_{layer + 1}: one from the tail, x itself if it falls under the density, or NaN to draw again. */
    private double atTheEdge(int layer, double x) {
        if (layer == 0) {
            return Math.copySign(tail(), x);
        }
        double y = DENSITIES[layer] + uniform() * (DENSITIES[layer + 1] - DENSITIES[layer]);
        return y < density(x) ? x : Double.NaN;
    }

    /** A normal given that it exceeds x_1 (Marsaglia 1964). */
    private double tail() {
        double start = ENDS[1];
        while (true) {
            double beyond = -StrictMath.log(positiveUniform()) / start;
            if (-2 * StrictMath.log(positiveUniform()) > beyond * beyond) {
                return start + beyond;
            }
        }
    }

    private static double density(double x) {
        return StrictMath.exp(-x * x / 2);
    }

    /** Bisection for the x_1 with which the layers just reach f(0) = 1. */
    private static double[] ends() {
        double[] ends = new double[LAYERS + 1];
        double low = 1;
        double high = 10;
        for (double middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2) {
            if (stack(ends, middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        stack(ends, high);
        return ends;
    }

    /** Stacks layers of the area that x_1 implies; true if they pass f = 1. */
    private static boolean stack(double[] ends, double first) {
        double area = first * density(first) + tailArea(first);
        ends[0] = area / density(first);
        ends[1] = first;
        for (int k = 2; k <= LAYERS; k++) {
            double top = area / ends[k - 1] + density(ends[k - 1]);
            if (top >= 1) {
                ends[k] = 0;
                return true;
            }
            ends[k] = k == LAYERS ? 0 : StrictMath.sqrt(-2 * StrictMath.log(top));
        }
        return false;
    }

    /** The integral of f beyond x &gt;= 1 by its continued fraction f(x) / (x + 1/(x + 2/(x + ...))). */
    private static double tailArea(double x) {
        double fraction = x;
        for (int k = 500; k >= 1; k--) {
            fraction = x + k / fraction;
        }
        return density(x) / fraction;
    }
}
