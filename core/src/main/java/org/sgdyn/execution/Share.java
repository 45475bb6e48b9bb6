package org.sgdyn.execution;

/**
 * The part of all tasks that one of several processes computes: every {@code shares}-th task. The shares of numbers 1 to N, and
 * those of 0 to N - 1, hold each task once.
 *
 * @param number which share, from 0 to {@code shares}; the last one is the first
 * @param shares how many there are, &gt;= 1
 */
public record Share(int number, int shares) {

    /** Everything. */
    public static final Share ALL = new Share(0, 1);

    /** Checks the numbers. */
    public Share {
        if (shares < 1 || number < 0 || number > shares) {
            throw new IllegalArgumentException("there is no share " + number + " of " + shares);
        }
    }

    /**
     * Whether a task belongs to it.
     *
     * @param task the task's number, 0-based
     * @return true if so
     */
    public boolean has(long task) {
        return Math.floorMod(task - number, shares) == 0;
    }

    /**
     * How many tasks it has.
     *
     * @param tasks how many there are
     * @return about a {@code shares}-th
     */
    public int count(int tasks) {
        int first = Math.floorMod(number, shares);
        return tasks <= first ? 0 : (tasks - first - 1) / shares + 1;
    }

    /**
     * Whether it holds every task.
     *
     * @return true if so
     */
    public boolean isAll() {
        return shares == 1;
    }

    @Override
    public String toString() {
        return number + "/" + shares;
    }
}
