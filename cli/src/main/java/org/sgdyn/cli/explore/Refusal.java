package org.sgdyn.cli.explore;

/** A request that is not served, in words for its reader. */
final class Refusal extends Exception {

    /** What the page may ask for but does not get, as what takes too long: an answer, for of others a browser logs an error. */
    static final int IN_WORDS = 200;

    static final int BAD_REQUEST = 400;

    static final int FORBIDDEN = 403;

    static final int NOT_FOUND = 404;

    static final int METHOD_NOT_ALLOWED = 405;

    /** A newer request has taken the place of this one. */
    static final int OVERTAKEN = 409;

    static final int TOO_LARGE = 413;

    static final int INTERNAL = 500;

    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String words) {
        super(words);
        this.status = status;
    }

    /** The status of HTTP. */
    int status() {
        return status;
    }
}
