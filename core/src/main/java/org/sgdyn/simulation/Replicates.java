package org.sgdyn.simulation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.sgdyn.execution.KnownFirst;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.Trajectory;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.Executor;
import org.sgdyn.spi.Outcome;
import org.sgdyn.spi.Statistic;

/**
 * Independent replicates of a simulation, worked off by an executor. Replicate k draws from stream k of the seed and the summary is
 * taken in the order of the replicates, so the result depends neither on the number of threads nor on who computed what.
 */
public final class Replicates {

    private Replicates() {}

    /**
     * A replicate that has ended.
     *
     * @param replicate its number, 0-based
     * @param trajectory its curves
     */
    public record Ended(int replicate, Trajectory trajectory) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Simulates one replicate.
     *
     * @param algorithm what is simulated
     * @param problem what is learned and how, every mode a group of its own
     * @param times the output times, strictly increasing, the first 0
     * @param statistics the curves wanted
     * @param seed the experiment's seed
     * @param replicate its number, 0-based
     * @param cancellation asked every few steps
     * @return the replicate
     * @throws java.util.concurrent.CancellationException if the end is requested, or this thread is interrupted
     */
    public static Ended simulate(
            Algorithm algorithm,
            LearningProblem problem,
            double[] times,
            List<Statistic> statistics,
            long seed,
            int replicate,
            Cancellation cancellation) {
        return new Ended(
                replicate,
                Replicate.run(
                        algorithm,
                        problem,
                        times,
                        statistics,
                        RandomStreams.of(seed, RandomStreams.SIMULATION, replicate),
                        cancellation));
    }

    /**
     * Computes those of some replicates that a store lacks.
     *
     * @param executor works them off
     * @param work simulates a replicate, see {@link #simulate}
     * @param wanted numbers of replicates
     * @param store replicates found there are not run again, and each that ends is kept there
     * @param cancellation asked now and then whether to end
     * @param finished told the number of finished replicates, whenever it grows
     * @return all wanted replicates, by their numbers
     * @throws java.io.UncheckedIOException if the store cannot keep a replicate
     * @throws java.util.concurrent.CancellationException if the end is requested, or this thread is interrupted
     */
    public static Collection<Trajectory> compute(
            Executor executor,
            Executor.Work<Integer, Ended> work,
            List<Integer> wanted,
            ReplicateStore store,
            Cancellation cancellation,
            IntConsumer finished) {
        Map<Integer, Trajectory> done = new TreeMap<>();
        List<Integer> missing = new ArrayList<>();
        for (int replicate : wanted) {
            store.find(replicate).ifPresentOrElse(known -> done.put(replicate, known), () -> missing.add(replicate));
        }
        Executor.Work<Integer, Ended> careful = work;
        if (store.isShared()) {
            // Whoever shares the store should not do the same at the same time.
            Collections.shuffle(missing, new Random());
            careful = new KnownFirst<>(
                    work, replicate -> store.find(replicate).map(known -> new Ended(replicate, known)));
        }
        executor.execute(
                missing,
                careful,
                ended -> {
                    Optional<Trajectory> known = store.find(ended.replicate());
                    if (known.isEmpty()) {
                        store.keep(ended.replicate(), ended.trajectory());
                    }
                    done.put(ended.replicate(), known.orElse(ended.trajectory()));
                    finished.accept(done.size());
                },
                cancellation);
        return done.values();
    }

    /**
     * Statistics over the replicates that reached each time; times that none reached are left out.
     *
     * @param trajectories the replicates, in their order
     * @param times the output times
     * @return the statistics
     */
    public static Ensemble summarise(Collection<Trajectory> trajectories, double[] times) {
        List<String> columns = trajectories.iterator().next().columns();
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
