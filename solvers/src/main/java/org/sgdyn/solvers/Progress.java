package org.sgdyn.solvers;

/**
 * Tells an explicit method that stability holds its steps from one that gets on: over two windows of steps, neither their average length
 * nor the state has grown.
 */
final class Progress {

    /** Growth from one window to the next of what is not held. */
    private static final double GROWING = 1.2;

    private final int window;
    private double windowStart;
    private double lastCovered;
    private double lastSize;
    private double averageStep;

    /**
     * Begins.
     *
     * @param window the steps between two looks
     * @param start the time of the start
     */
    Progress(int window, double start) {
        this.window = window;
        windowStart = start;
    }

    /** Whether it is time to look. */
    boolean isDue(long steps) {
        return steps % window == 0;
    }

    /**
     * Looks after another window; steps are short, too, where the state runs away.
     *
     * @param steps the steps from the start
     * @return whether steps are held
     */
    boolean isHeld(long steps, double time, double[] state) {
        double covered = time - windowStart;
        averageStep = covered / window;
        double size = 0;
        for (double entry : state) {
            size = Math.max(size, Math.abs(entry));
        }
        boolean held = steps > window && covered < GROWING * lastCovered && size < GROWING * lastSize;
        lastSize = size;
        lastCovered = covered;
        windowStart = time;
        return held;
    }

    /** The steps to an end at the pace of the last window. */
    double stepsTo(double end) {
        return (end - windowStart) / averageStep;
    }
}
