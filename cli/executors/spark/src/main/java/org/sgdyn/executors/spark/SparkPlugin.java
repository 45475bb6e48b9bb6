package org.sgdyn.executors.spark;

import org.sgdyn.plugin.PluginModule;
import org.sgdyn.spi.Description;
import org.sgdyn.spi.Reference;

/** The executor {@code spark}. */
public final class SparkPlugin extends PluginModule {

    private static final Reference ZAHARIA = Reference.of("""
            @inproceedings{zaharia2012resilient,
              author = {Zaharia, Matei and Chowdhury, Mosharaf and Das, Tathagata and Dave, Ankur and Ma, Justin and
                McCauley, Murphy and Franklin, Michael J. and Shenker, Scott and Stoica, Ion},
              title = {Resilient Distributed Datasets: A Fault-Tolerant Abstraction for In-Memory Cluster Computing},
              booktitle = {9th USENIX Symposium on Networked Systems Design and Implementation},
              pages = {15--28},
              year = {2012}
            }""");

    /** For the service loader. */
    public SparkPlugin() {}

    @Override
    protected void configure() {
        executor(
                "spark",
                parameters -> new SparkExecutor(SparkSettings.of(parameters)),
                Description.of("workers of an Apache Spark cluster")
                        .parameter(
                                "master",
                                "the cluster, such as spark://host:7077, yarn or local[4]; without it, what Spark is"
                                        + " configured for")
                        .parameter("home", "the directory of Spark; without it, that of the environment's SPARK_HOME")
                        .parameter("executorCores", "cores of each of Spark's executors; 0 leaves that to Spark")
                        .parameter(
                                "executorMemory",
                                "memory of each of Spark's executors, such as 2g; without it, Spark's default")
                        .parameter(
                                "conf", "further settings of Spark, such as spark.cores.max=8 spark.task.maxFailures=2")
                        .parameter("batchSeconds", "how long a batch of tasks is to take")
                        .example("executor: {type: spark, master: \"spark://host:7077\", executorMemory: 2g}")
                        .reference(ZAHARIA));
    }
}
