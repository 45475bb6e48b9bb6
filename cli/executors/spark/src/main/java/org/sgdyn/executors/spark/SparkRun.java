package org.sgdyn.executors.spark;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.Executor.Work;
import org.sgdyn.spi.ExecutorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One execution. Each batch is a job of Spark's with one partition, so that its results are here as soon as it is done and its
 * failure is its own; each worker has two before it, and so no core waits while results are received.
 *
 * <p>Spark tries a batch again when its worker is lost, and gives up after {@code spark.task.maxFailures} times. Its tasks are
 * suspects then: when all else is done they are run one at a time, with nothing beside them, so that a task whose worker is
 * lost again is itself the reason.
 *
 * @param <T> a task
 * @param <R> a result
 */
final class SparkRun<T extends Serializable, R extends Serializable> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SparkRun.class);

    private static final double NANOS_PER_SECOND = 1e9;

    private static final int AHEAD = 2;

    private static final long MILLIS_BETWEEN_QUESTIONS = 50;

    /** Before what else a worker's Java is told, so that what else it is told wins. */
    private static final String WORKER_OPTIONS = "spark.executor.defaultJavaOptions";

    /**
     * Every worker's Java compiles for itself what threads of one process compile once. Less inlining makes that a fifth
     * cheaper, and the theory of power laws no slower.
     */
    private static final String LESS_INLINING = "-XX:FreqInlineSize=150";

    /** What the native linear algebra's bits depend on, as the program's own start sets it. */
    private static final String WORKER_VARIABLE = "spark.executorEnv.";

    private static final String BLAS_THREADS = "OPENBLAS_NUM_THREADS";
    private static final String BLAS_KERNELS = "OPENBLAS_CORETYPE";

    /** How Spark begins to say why it gave up. */
    private static final Pattern REASON = Pattern.compile("ExecutorLostFailure.*?Reason: ([^\\n]*)", Pattern.DOTALL);

    private final JavaSparkContext context;
    private final Work<T, R> work;
    private final Consumer<? super R> results;
    private final Cancellation cancellation;
    private final Broadcast<Work<T, R>> shipped;
    private final BatchFunction<T, R> function;
    private final String group = "sgdyn-" + UUID.randomUUID();
    private final ExecutorService pool;
    private final CompletionService<Attempt<T, R>> finished;
    private final Queue<T> suspects = new ArrayDeque<>();
    private int running;

    private SparkRun(
            JavaSparkContext context, Work<T, R> work, Consumer<? super R> results, Cancellation cancellation) {
        this.context = context;
        this.work = work;
        this.results = results;
        this.cancellation = cancellation;
        shipped = context.broadcast(work);
        function = new BatchFunction<>(shipped, ShippedJars.of(context, work.jars()));
        pool = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "batch");
            thread.setDaemon(true);
            thread.setContextClassLoader(SparkRun.class.getClassLoader());
            return thread;
        });
        finished = new ExecutorCompletionService<>(pool);
    }

    /**
     * Works off all tasks.
     *
     * @param settings how Spark is to be started, unless it runs already
     * @param tasks the tasks
     * @param work what is done with each
     * @param results receives every result
     * @param cancellation asked whether to end
     * @param <T> a task
     * @param <R> a result
     * @throws ExecutorException if Spark does not start, or ends by itself
     */
    static <T extends Serializable, R extends Serializable> void execute(
            SparkSettings settings,
            List<T> tasks,
            Work<T, R> work,
            Consumer<? super R> results,
            Cancellation cancellation) {
        if (!tasks.isEmpty()) {
            try (SparkRun<T, R> run = new SparkRun<>(context(settings), work, results, cancellation)) {
                run.all(new Batches<>(tasks, settings.batchSeconds()));
            }
        }
    }

    /** The one that runs in this process, else a new one. */
    private static JavaSparkContext context(SparkSettings settings) {
        if (SparkEnv.get() != null) {
            return JavaSparkContext.fromSparkContext(SparkContext.getOrCreate());
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Spark's own threads, which read what workers send, look for classes where this thread does.
        thread.setContextClassLoader(SparkRun.class.getClassLoader());
        long start = System.nanoTime();
        try {
            JavaSparkContext context = JavaSparkContext.fromSparkContext(SparkContext.getOrCreate(conf(settings)));
            LOG.info(
                    "Spark {} at {}, after {} s",
                    context.version(),
                    context.master(),
                    (System.nanoTime() - start) / NANOS_PER_SECOND);
            return context;
        } catch (Exception e) { // Spark's are checked ones that its methods do not declare
            throw new ExecutorException(
                    "executor spark: Spark does not start: " + firstLine(e)
                            + "; name a cluster by the parameter master or by spark-submit --master, such as"
                            + " spark://host:7077 or local[2]",
                    e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * What a new Spark is told: what it is configured for, the parameters, and what is better than Spark's own defaults.
     *
     * @param settings the parameters
     * @return the settings of Spark
     */
    static SparkConf conf(SparkSettings settings) {
        SparkConf conf = new SparkConf();
        settings.properties().forEach(conf::setIfMissing);
        conf.setIfMissing("spark.app.name", "sgdyn");
        conf.setIfMissing(WORKER_OPTIONS, LESS_INLINING);
        conf.setIfMissing(WORKER_VARIABLE + BLAS_THREADS, variable(BLAS_THREADS).orElse("1"));
        variable(BLAS_KERNELS).ifPresent(kernels -> conf.setIfMissing(WORKER_VARIABLE + BLAS_KERNELS, kernels));
        if (System.getProperty(Submission.LOGGING) == null) {
            conf.setIfMissing("spark.log.level", "WARN");
        }
        if (!settings.master().isEmpty()) {
            conf.setIfMissing("spark.master", settings.master());
        }
        return conf;
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }

    private void all(Batches<T> batches) {
        while (running > 0 || batches.hasNext() || !suspects.isEmpty()) {
            int workers = context.defaultParallelism();
            while (running < AHEAD * workers && batches.hasNext()) {
                begin(batches.next(workers), false);
            }
            if (running == 0) {
                begin(List.of(suspects.remove()), true);
            }
            Attempt<T, R> attempt = taken();
            running--;
            if (attempt.result() != null) {
                batches.measured(attempt.tasks().size(), attempt.result().seconds());
                receive(attempt.result());
            } else if (attempt.failure() != null) {
                suspect(attempt, attempt.failure());
            }
        }
    }

    private void begin(List<T> batch, boolean isAlone) {
        byte[] bytes = Bytes.of(batch);
        running++;
        finished.submit(() -> {
            context.setJobGroup(group, "a batch of " + batch.size(), true);
            try {
                byte[] result = context.parallelize(List.of(bytes), 1)
                        .map(function)
                        .collect()
                        .get(0);
                return new Attempt<>(batch, isAlone, read(result), null);
            } catch (Exception e) { // Spark's are checked ones that its methods do not declare
                return new Attempt<>(batch, isAlone, null, e);
            }
        });
    }

    private Attempt<T, R> taken() {
        try {
            @Nullable Future<Attempt<T, R>> attempt;
            do {
                cancellation.check();
                attempt = finished.poll(MILLIS_BETWEEN_QUESTIONS, TimeUnit.MILLISECONDS);
            } while (attempt == null);
            return attempt.get();
        } catch (InterruptedException e) {
            throw Cancellation.interrupted(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    @SuppressWarnings("unchecked") // the bytes were written by the worker
    private BatchResult<R> read(byte[] bytes) {
        ClassLoader loader =
                Objects.requireNonNullElseGet(work.getClass().getClassLoader(), SparkRun.class::getClassLoader);
        return (BatchResult<R>) Bytes.read(bytes, loader);
    }

    private void receive(BatchResult<R> batch) {
        for (R result : batch.results()) {
            cancellation.check();
            results.accept(result);
        }
        if (batch.trouble() instanceof Error error) {
            throw error;
        }
        if (batch.trouble() != null) {
            throw batch.trouble() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException(batch.trouble());
        }
    }

    /** Tries the tasks of a batch again by themselves; one that was by itself is the reason. */
    private void suspect(Attempt<T, R> attempt, Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (context.sc().isStopped()) {
            throw new ExecutorException("executor spark: Spark ended: " + firstLine(failure), failure);
        }
        Matcher reason = REASON.matcher(message);
        boolean isLost = reason.find();
        if (!isLost && !message.contains("OutOfMemoryError")) {
            throw new ExecutorException("executor spark: workers cannot do the work: " + firstLine(failure), failure);
        }
        if (!attempt.isAlone()) {
            suspects.addAll(attempt.tasks());
            return;
        }
        String why = isLost ? reason.group(1).strip() : "it ran out of memory";
        R result = work.lost(
                        attempt.tasks().get(0), "its worker was lost each time that Spark tried it, at last: " + why)
                .orElseThrow(() -> new ExecutorException(
                        "executor spark: a task takes its worker down each time: " + why + "; give workers more memory"
                                + " by the parameter executorMemory",
                        failure));
        cancellation.check();
        results.accept(result);
    }

    private static String firstLine(Throwable trouble) {
        return String.valueOf(trouble.getMessage()).lines().findFirst().orElse(trouble.toString());
    }

    @Override
    public void close() {
        // Spark waits for its own threads here, and would take an interrupt for one of its own.
        boolean wasInterrupted = Thread.interrupted();
        context.sc().cancelJobGroupAndFutureJobs(group);
        pool.shutdownNow();
        shipped.unpersist(false);
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What became of a batch.
     *
     * @param tasks its tasks
     * @param isAlone whether it is one task that was run with nothing beside it
     * @param result its results, unless it failed
     * @param failure why Spark gave up, or null
     * @param <T> a task
     * @param <R> a result
     */
    private record Attempt<T, R extends Serializable>(
            List<T> tasks,
            boolean isAlone,
            @Nullable BatchResult<R> result,
            @Nullable Throwable failure) {}
}
