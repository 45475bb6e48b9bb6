package org.sgdyn.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sgdyn.agreement.Agreement;
import org.sgdyn.agreement.Agreement.Finding;
import org.sgdyn.execution.Share;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.model.Trajectory;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.simulation.Ensemble;
import org.sgdyn.simulation.ReplicateStore;
import org.sgdyn.spi.Executor;
import org.sgdyn.spi.Outcome;
import org.sgdyn.statistics.Quantity;

/**
 * How far simulated runs are from the theory as the dimension grows. For a statistic f, a replicate's distance is
 * sup_t |f_simulated(t) - f_theory(t)| over the output times; the theory claims that it falls like d^{-1/2}. The exponent is
 * the slope of log mean distance over log d by weighted least squares, the weights being the inverse squared relative standard
 * errors of the means, widened by the scatter about the line where that is larger.
 *
 * @param name the experiment's name
 * @param curves one entry per curve of the experiment
 */
public record Validation(String name, List<CurveValidation> curves) {

    /** The exponent that concentration predicts. */
    public static final double EXPECTED_EXPONENT = -0.5;

    /** The half-width of a 95 % interval in standard errors. */
    public static final double HALF_WIDTH = 1.96;

    /**
     * One curve of the experiment.
     *
     * @param name the curve's name, empty for a plain experiment
     * @param statistic the statistic whose exponent is fitted: the risk, or the first that departs at all
     * @param rows by dimension, then by statistic
     * @param exponent the fit; empty if some distance is 0 or there are fewer than three dimensions
     * @param agreement whether theory and simulation agree at the largest dimension
     * @param troubles in words, the runs that did not reach the end
     */
    public record CurveValidation(
            String name,
            String statistic,
            List<Row> rows,
            Optional<Exponent> exponent,
            Agreement agreement,
            List<String> troubles) {

        /**
         * The rows of the statistic whose exponent is fitted.
         *
         * @return a row per dimension
         */
        public List<Row> fitted() {
            return rows.stream()
                    .filter(row -> row.statistic().equals(statistic))
                    .toList();
        }

        /**
         * Whether the fitted statistic departs from the theory at some dimension, at the level of {@link Agreement} for all dimensions
         * together by Bonferroni's inequality.
         *
         * @return false if it agrees at all of them, or replicates are too few to judge
         */
        public boolean departs() {
            return fitted().stream().anyMatch(row -> row.p() * fitted().size() < Agreement.LEVEL);
        }

        /**
         * Whether theory and simulation disagree: the exponent's interval excludes -1/2 while the fitted statistic departs.
         *
         * @return true if they do
         */
        public boolean disagrees() {
            return troubles.isEmpty()
                    && departs()
                    && exponent.map(Exponent::excludesExpected).orElse(true);
        }

        /**
         * At the largest dimension, the statistic that departs first.
         *
         * @return empty if none departs
         */
        public Optional<Finding> firstDeparture() {
            return Stream.concat(agreement.risk().stream(), agreement.others().stream())
                    .filter(Finding::departs)
                    .min(Comparator.comparingDouble(Finding::first));
        }
    }

    /**
     * A statistic at a dimension.
     *
     * @param dimension d
     * @param statistic the statistic
     * @param replicates how many reached the end
     * @param distance the mean over replicates of sup_t |simulated - theory|; NaN if none did
     * @param standardError its standard error
     * @param bias the largest |simulated mean - theory| over t &gt; 0, in standard errors
     * @param biasTime where that is
     * @param p the p-value of agreement over all times, see {@link Agreement}; NaN if the statistic is not tested or replicates are
     *     too few
     */
    public record Row(
            int dimension,
            String statistic,
            int replicates,
            double distance,
            double standardError,
            double bias,
            double biasTime,
            double p) {}

    /**
     * A fitted power of the dimension.
     *
     * @param value the exponent
     * @param standardError its standard error
     */
    public record Exponent(double value, double standardError) {

        /**
         * Whether its 95 % interval leaves out what concentration predicts.
         *
         * @return true if -1/2 is no part of it
         */
        public boolean excludesExpected() {
            return Math.abs(value - EXPECTED_EXPONENT) > HALF_WIDTH * standardError;
        }
    }

    /**
     * Runs an experiment at several dimensions and compares.
     *
     * @param ladder the experiment at each dimension, ascending, with two replicates or more
     * @param listener follows the runs
     * @param executor works off the replicates
     * @param stores where finished replicates are kept and looked for, by the number of the curve, counted over the ladder
     * @return the comparison
     * @throws java.util.concurrent.CancellationException if the listener ends a run
     */
    public static Validation of(
            List<Experiment> ladder, RunListener listener, Executor executor, IntFunction<ReplicateStore> stores) {
        int count = ladder.get(0).curves().size();
        List<List<Row>> rows = IntStream.range(0, count)
                .mapToObj(c -> (List<Row>) new ArrayList<Row>())
                .toList();
        List<List<String>> troubles = IntStream.range(0, count)
                .mapToObj(c -> (List<String>) new ArrayList<String>())
                .toList();
        List<Agreement> agreements = new ArrayList<>();
        for (int rung = 0; rung < ladder.size(); rung++) {
            Experiment experiment = ladder.get(rung);
            int first = rung * count;
            List<Memory> memories = IntStream.range(0, count)
                    .mapToObj(c -> new Memory(stores.apply(first + c)))
                    .toList();
            ExperimentResult result =
                    ExperimentRunner.run(experiment, listener, executor, TheoryCheck.QUICK, memories::get);
            agreements.clear();
            for (int c = 0; c < count; c++) {
                CurveResult curve = result.curves().get(c);
                rows.get(c).addAll(rows(experiment.dimension().orElseThrow(), curve, memories.get(c)));
                agreements.add(curve.agreement().orElseThrow());
                troubles.get(c).addAll(troubles(experiment.dimension().orElseThrow(), curve));
            }
        }
        List<CurveValidation> curves = new ArrayList<>();
        for (int c = 0; c < count; c++) {
            curves.add(curve(ladder.get(0).curves().get(c).name(), rows.get(c), agreements.get(c), troubles.get(c)));
        }
        return new Validation(ladder.get(0).name(), List.copyOf(curves));
    }

    /**
     * Computes the replicates of a share that stores lack, and nothing else.
     *
     * @param ladder as above
     * @param listener follows the runs
     * @param executor works off the replicates
     * @param share which of the replicates at each dimension, counted over the curves, are to be computed
     * @param stores as above
     * @throws java.util.concurrent.CancellationException if the listener ends a run
     */
    public static void compute(
            List<Experiment> ladder,
            RunListener listener,
            Executor executor,
            Share share,
            IntFunction<ReplicateStore> stores) {
        for (int rung = 0; rung < ladder.size(); rung++) {
            int first = rung * ladder.get(0).curves().size();
            ExperimentRunner.compute(ladder.get(rung), listener, executor, share, c -> stores.apply(first + c));
        }
    }

    private static List<String> troubles(int dimension, CurveResult curve) {
        List<String> words = new ArrayList<>();
        if (!curve.theory().outcome().isComplete()) {
            words.add(
                    "d = " + dimension + ": theory: " + curve.theory().outcome().message());
        }
        List<Outcome> outcomes = curve.simulation().orElseThrow().outcomes();
        List<Outcome> troubled =
                outcomes.stream().filter(outcome -> !outcome.isComplete()).toList();
        troubled.stream()
                .findFirst()
                .ifPresent(first -> words.add("d = " + dimension + ": simulation: " + troubled.size() + " of "
                        + outcomes.size() + " replicates did not finish: " + first.message()));
        return words;
    }

    private static CurveValidation curve(String name, List<Row> rows, Agreement agreement, List<String> troubles) {
        List<String> statistics = rows.stream().map(Row::statistic).distinct().toList();
        String statistic = statistics.contains(Quantity.RISK.word())
                ? Quantity.RISK.word()
                : rows.stream()
                        .filter(row -> row.distance() > 0 && !row.statistic().equals(Quantity.LEARNING_RATE.word()))
                        .map(Row::statistic)
                        .findFirst()
                        .orElse(statistics.get(0));
        List<Row> fitted =
                rows.stream().filter(row -> row.statistic().equals(statistic)).toList();
        return new CurveValidation(name, statistic, List.copyOf(rows), fit(fitted), agreement, List.copyOf(troubles));
    }

    /** Replicates in memory, beside where they are kept. */
    private static final class Memory implements ReplicateStore {

        private final ReplicateStore store;
        private final Map<Integer, Trajectory> kept = new ConcurrentHashMap<>();

        Memory(ReplicateStore store) {
            this.store = store;
        }

        @Override
        public Optional<Trajectory> find(int replicate) {
            Optional<Trajectory> found = store.find(replicate);
            found.ifPresent(known -> kept.put(replicate, known));
            return found;
        }

        @Override
        public void keep(int replicate, Trajectory trajectory) {
            store.keep(replicate, trajectory);
            kept.put(replicate, trajectory);
        }

        @Override
        public boolean isShared() {
            return store.isShared();
        }
    }

    private static List<Row> rows(int dimension, CurveResult curve, Memory memory) {
        Trajectory theory = curve.theory();
        List<Trajectory> whole = IntStream.range(0, memory.kept.size())
                .mapToObj(memory.kept::get)
                .filter(trajectory ->
                        theory.outcome().isComplete() && trajectory.times().length >= theory.times().length)
                .toList();
        List<Row> rows = new ArrayList<>();
        for (int c = 0; c < theory.columns().size(); c++) {
            int column = c;
            double[] distances = whole.stream()
                    .mapToDouble(trajectory -> distance(theory, trajectory, column))
                    .toArray();
            double mean = distances.length == 0 ? Double.NaN : 0;
            for (double distance : distances) {
                mean += distance / distances.length;
            }
            double squares = 0;
            for (double distance : distances) {
                squares += (distance - mean) * (distance - mean);
            }
            int n = distances.length;
            double error = n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1) / n);
            double bias = 0;
            double biasTime = 0;
            Ensemble simulation = curve.simulation().orElseThrow();
            for (int k = 0; k < reached(theory, simulation); k++) {
                double departure = simulation.standardErrors(k, c, theory.values()[k][c]);
                if (departure > bias) {
                    bias = departure;
                    biasTime = theory.times()[k];
                }
            }
            String statistic = theory.columns().get(c);
            double p = curve.agreement()
                    .flatMap(agreement -> agreement.of(statistic))
                    .map(Finding::p)
                    .orElse(Double.NaN);
            rows.add(new Row(dimension, statistic, n, mean, error, bias, biasTime, p));
        }
        return rows;
    }

    private static double distance(Trajectory theory, Trajectory simulated, int column) {
        double largest = 0;
        for (int k = 0; k < theory.times().length; k++) {
            double difference = Math.abs(simulated.values()[k][column] - theory.values()[k][column]);
            // Where either is not defined, such as a cosine at a zero start, there is nothing to compare.
            largest = Double.isNaN(difference) ? largest : Math.max(largest, difference);
        }
        return largest;
    }

    private static int reached(Trajectory theory, Ensemble simulation) {
        return Math.min(theory.times().length, simulation.times().length);
    }

    /** The weighted least-squares slope of log distance over log d. */
    static Optional<Exponent> fit(List<Row> rows) {
        if (rows.size() < 3 || rows.stream().anyMatch(row -> !(row.distance() > 0 && row.standardError() > 0))) {
            return Optional.empty();
        }
        double weights = 0;
        double meanX = 0;
        double meanY = 0;
        for (Row row : rows) {
            double weight = weight(row);
            weights += weight;
            meanX += weight * Math.log(row.dimension());
            meanY += weight * Math.log(row.distance());
        }
        meanX /= weights;
        meanY /= weights;
        double squareX = 0;
        double product = 0;
        for (Row row : rows) {
            double x = Math.log(row.dimension()) - meanX;
            squareX += weight(row) * x * x;
            product += weight(row) * x * (Math.log(row.distance()) - meanY);
        }
        double slope = product / squareX;
        double scatter = 0;
        for (Row row : rows) {
            double residual = Math.log(row.distance()) - meanY - slope * (Math.log(row.dimension()) - meanX);
            scatter += weight(row) * residual * residual / (rows.size() - 2);
        }
        return Optional.of(new Exponent(slope, Math.sqrt(Math.max(1, scatter) / squareX)));
    }

    private static double weight(Row row) {
        double relative = row.standardError() / row.distance();
        return 1 / (relative * relative);
    }
}
