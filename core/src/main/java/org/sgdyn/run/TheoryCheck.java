package org.sgdyn.run;

/** How the errors of the theory are measured. */
public enum TheoryCheck {
    /** Not at all, and with a spectral quadrature of about four digits, for curves that are replaced at once. */
    DRAFT,
    /** Not at all, and with a spectral quadrature of about nine digits, for curves that are looked at. */
    SKETCH,
    /** Not at all, where thousands of solutions are wanted. */
    NONE,
    /** The spectral quadrature alone, by a solution with fewer nodes. */
    QUICK,
    /** Every source of error on its own, see {@link Certificate}. */
    CERTIFICATE
}
