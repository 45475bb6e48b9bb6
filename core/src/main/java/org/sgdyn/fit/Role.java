package org.sgdyn.fit;

/** What a sample is for. */
enum Role {
    /** Fits, in the first half. */
    FIRST,
    /** Fits, in the second half. */
    SECOND,
    /** Is left out, to measure on. */
    HELD_OUT
}
