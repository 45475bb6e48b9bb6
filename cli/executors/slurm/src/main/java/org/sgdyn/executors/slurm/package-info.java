/**
 * Executors that have a command worked off as an array of batch jobs, each with one share of it. All of them keep what they finish
 * in the directory of results, which every node must see; the command that was given follows them.
 *
 * <table>
 * <caption>Executors and what they talk to</caption>
 * <tr><th>name</th><th>class</th><th>commands</th></tr>
 * <tr><td>slurm</td><td>{@link org.sgdyn.executors.slurm.SlurmScheduler}</td><td>sbatch, squeue, sacct</td></tr>
 * <tr><td>batch</td><td>{@link org.sgdyn.executors.slurm.TemplateScheduler}</td><td>those that the user gives</td></tr>
 * </table>
 *
 * <p>A {@link org.sgdyn.executors.slurm.Follower} follows the jobs of either. What becomes of a share is told by the exit code that
 * its job leaves in a file; the scheduler is asked only for jobs that left none, since those may have been killed.
 */
@NullMarked
package org.sgdyn.executors.slurm;

import org.jspecify.annotations.NullMarked;
