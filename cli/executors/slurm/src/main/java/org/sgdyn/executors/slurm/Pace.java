package org.sgdyn.executors.slurm;

import java.time.Duration;

/**
 * How often jobs are looked at.
 *
 * @param first the first pause between two looks at the directory of results; pauses grow
 * @param longest the longest pause
 * @param question the longest pause between two questions to the scheduler
 * @param grace how long after the end of a job its exit code may still come, by way of a slow file system
 */
record Pace(Duration first, Duration longest, Duration question, Duration grace) {

    /** For schedulers that serve many users. */
    static final Pace USUAL =
            new Pace(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(10));

    Pace withGrace(Duration other) {
        return new Pace(first, longest, question, other);
    }
}
