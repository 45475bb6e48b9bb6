package org.sgdyn.losses;

/**
 * Exponentials of many numbers, several at a time: the loops become vector instructions, and the bits are the same on all machines.
 *
 * <p>With x = k log 2 + r, |r| &lt;= log(2) / 2, the even and the odd part of e^r, Taylor polynomials of degree 12 and 13, give e^r and
 * e^{-r} together.
 */
final class Exponentials {

    /** The largest |x|. */
    static final double LIMIT = 700;

    private static final double LOG2_E = 1.4426950408889634;

    /** log 2 in two parts, of which the first times k is exact. */
    private static final double LN2_HIGH = 0x1.62e42feep-1;

    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

    /** Adding it rounds to an integer, which then stands in the last bits. */
    private static final double ROUNDING = 0x1.8p52;

    private static final int EXPONENT = 52;

    // 1 / k!
    private static final double A2 = 1 / 2.0;
    private static final double A3 = A2 / 3;
    private static final double A4 = A3 / 4;
    private static final double A5 = A4 / 5;
    private static final double A6 = A5 / 6;
    private static final double A7 = A6 / 7;
    private static final double A8 = A7 / 8;
    private static final double A9 = A8 / 9;
    private static final double A10 = A9 / 10;
    private static final double A11 = A10 / 11;
    private static final double A12 = A11 / 12;
    private static final double A13 = A12 / 13;

    private Exponentials() {}

    /**
     * The exponentials e^x and e^{-x}, within two units of the last place.
     *
     * @param x n numbers, |x| &lt;= {@link #LIMIT}, beyond which results mean nothing; overwritten by e^x
     * @param inverse receives e^{-x}
     * @param rounded scratch of n numbers
     * @param n how many
     */
    static void pairs(double[] x, double[] inverse, double[] rounded, int n) {
        for (int i = 0; i < n; i++) {
            double shifted = x[i] * LOG2_E + ROUNDING;
            double k = shifted - ROUNDING;
            double r = (x[i] - k * LN2_HIGH) - k * LN2_LOW;
            double q = r * r;
            double even = q * (A2 + q * (A4 + q * (A6 + q * (A8 + q * (A10 + q * A12)))));
            double odd = r + r * (q * (A3 + q * (A5 + q * (A7 + q * (A9 + q * (A11 + q * A13))))));
            rounded[i] = shifted;
            x[i] = 1 + (even + odd);
            inverse[i] = 1 + (even - odd);
        }
        scale(x, inverse, rounded, n);
    }

    /** Multiplies by 2^k and 2^{-k}: adds to the exponents. */
    private static void scale(double[] x, double[] inverse, double[] rounded, int n) {
        for (int i = 0; i < n; i++) {
            long k = Double.doubleToRawLongBits(rounded[i]) << EXPONENT;
            x[i] = Double.longBitsToDouble(Double.doubleToRawLongBits(x[i]) + k);
            inverse[i] = Double.longBitsToDouble(Double.doubleToRawLongBits(inverse[i]) - k);
        }
    }
}
