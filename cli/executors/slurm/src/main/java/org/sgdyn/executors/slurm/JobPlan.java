package org.sgdyn.executors.slurm;

/**
 * How a command is worked off by batch jobs.
 *
 * @param scheduler whose jobs they are
 * @param tasks how many shares there are
 * @param setup lines of shell that come before the command in each job
 * @param resubmissions how often a share that failed is submitted again
 * @param pace how often to look
 */
record JobPlan(Scheduler scheduler, int tasks, String setup, int resubmissions, Pace pace) {}
