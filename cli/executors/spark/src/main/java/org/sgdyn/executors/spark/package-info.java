/**
 * The executor {@code spark}: tasks go in batches to the workers of an Apache Spark cluster.
 *
 * <p>The ordinary program holds no Spark. There {@link org.sgdyn.executors.spark.SparkExecutor} has the whole command run again by
 * {@code spark-submit}; in that process, where Spark's classes are, it executes tasks. So the classes that name Spark's own are
 * loaded in the second process alone:
 *
 * <table>
 * <caption>Which class does what</caption>
 * <tr><th>class</th><th>does</th><th>where</th></tr>
 * <tr><td>{@code SparkSettings}</td><td>the parameters</td><td>everywhere</td></tr>
 * <tr><td>{@code Submission}</td><td>the command of {@code spark-submit}, and its process</td><td>ordinary program</td></tr>
 * <tr><td>{@code SparkRun}</td><td>an execution: jobs, results, tasks that take workers down</td><td>driver</td></tr>
 * <tr><td>{@code Batches}</td><td>how many tasks make a batch</td><td>driver</td></tr>
 * <tr><td>{@code BatchFunction}</td><td>works off a batch</td><td>workers</td></tr>
 * <tr><td>{@code ShippedJars}</td><td>the plug-ins' way to the workers</td><td>driver and workers</td></tr>
 * </table>
 */
@NullMarked
package org.sgdyn.executors.spark;

import org.jspecify.annotations.NullMarked;
