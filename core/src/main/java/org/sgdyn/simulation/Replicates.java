package org.sgdyn.simulation;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.Trajectory;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.Outcome;
import org.sgdyn.spi.Statistic;

/**
 * Independent replicates of a simulation, spread over threads. Replicate k draws from stream k of the seed and the summary is
 * taken in the order of the replicates, so the result does not depend on the number of threads.
 */
public final class Replicates {

    private Replicates() {}

    /**
     * Runs all replicates.
     *
     * @param algorithm what is simulated
     * @param problem what is learned and how, every mode a group of its own
     * @param times the output times, strictly increasing, the first 0
     * @param statistics the curves wanted
     * @param seed the experiment's seed
     * @param replicates how many, &gt;= 1
     * @param threads how many at a time, &gt;= 1
     * @param store replicates found there are not run again, and each that ends is kept there
     * @param cancellation asked at every step
     * @param finished told the number of finished replicates, from any thread
     * @return the statistics over the replicates
     * @throws UncheckedIOException if the store cannot keep a replicate
     * @throws CancellationException if the end is requested, or this thread is interrupted
     */
    public static Ensemble run(
            Algorithm algorithm,
            LearningProblem problem,
            double[] times,
            List<Statistic> statistics,
            long seed,
            int replicates,
            int threads,
            ReplicateStore store,
            Cancellation cancellation,
            IntConsumer finished) {
        List<Trajectory> trajectories = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            AtomicInteger done = new AtomicInteger();
            List<Future<Trajectory>> futures = new ArrayList<>();
            for (int k = 0; k < replicates; k++) {
                int replicate = k;
                futures.add(pool.submit(() -> {
                    Optional<Trajectory> kept = store.find(replicate);
                    Trajectory trajectory = kept.orElseGet(() -> Replicate.run(
                            algorithm,
                            problem,
                            times,
                            statistics,
                            RandomStreams.of(seed, RandomStreams.SIMULATION, replicate),
                            cancellation));
                    if (kept.isEmpty()) {
                        store.keep(replicate, trajectory);
                    }
                    finished.accept(done.incrementAndGet());
                    return trajectory;
                }));
            }
            for (Future<Trajectory> future : futures) {
                trajectories.add(future.get());
            }
        } catch (InterruptedException e) {
            throw Cancellation.interrupted(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UncheckedIOException notKept) {
                throw notKept;
            }
            if (e.getCause() instanceof CancellationException cancelled) {
                throw cancelled;
            }
            throw new IllegalStateException("a replicate failed: " + e.getCause(), e.getCause());
        } finally {
            pool.shutdownNow();
        }
        return summarise(trajectories, times);
    }

    /** Statistics over the replicates that reached each time; times that none reached are left out. */
    static Ensemble summarise(List<Trajectory> trajectories, double[] times) {
        List<String> columns = trajectories.get(0).columns();
        int reached = trajectories.stream()
                .mapToInt(trajectory -> trajectory.times().length)
                .max()
                .orElse(0);
        int[] counts = new int[reached];
        double[][] mean = new double[reached][columns.size()];
        double[][] deviation = new double[reached][columns.size()];
        double[][] lower = new double[reached][columns.size()];
        double[][] upper = new double[reached][columns.size()];
        for (int k = 0; k < reached; k++) {
            int time = k;
            List<Trajectory> there = trajectories.stream()
                    .filter(trajectory -> trajectory.times().length > time)
                    .toList();
            counts[k] = there.size();
            for (int c = 0; c < columns.size(); c++) {
                int column = c;
                double[] sample = there.stream()
                        .mapToDouble(trajectory -> trajectory.values()[time][column])
                        .toArray();
                mean[k][c] = mean(sample);
                deviation[k][c] = deviation(sample, mean[k][c]);
                Arrays.sort(sample);
                lower[k][c] = quantile(sample, 0.05);
                upper[k][c] = quantile(sample, 0.95);
            }
        }
        List<Outcome> outcomes = trajectories.stream().map(Trajectory::outcome).toList();
        return new Ensemble(columns, Arrays.copyOf(times, reached), counts, mean, deviation, lower, upper, outcomes);
    }

    /** The mean, taken as an offset from the first value, so that equal values have exactly their value as mean. */
    private static double mean(double[] sample) {
        double sum = 0;
        for (double x : sample) {
            sum += x - sample[0];
        }
        return sample[0] + sum / sample.length;
    }

    private static double deviation(double[] sample, double mean) {
        if (sample.length < 2) {
            return Double.NaN;
        }
        double sum = 0;
        for (double x : sample) {
            sum += (x - mean) * (x - mean);
        }
        return Math.sqrt(sum / (sample.length - 1));
    }

    /** Linear interpolation between order statistics: position p (n - 1) in the sorted sample. */
    private static double quantile(double[] sorted, double p) {
        double position = p * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
