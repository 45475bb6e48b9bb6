package org.sgdyn.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.sgdyn.dynamics.TheorySolver;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.Experiment.Curve;
import org.sgdyn.experiment.Mixture;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.Trajectory;
import org.sgdyn.run.Certificate.Source;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.Statistic;
import org.sgdyn.statistics.Statistics;

/** Solves the theory of one curve, checks it by refinement, and tightens it until a requested accuracy is met. */
final class TheoryRun {

    /** A refined solution is this much more accurate, so that what changes is the error of the coarse one. */
    private static final double REFINEMENT = 100;

    /** The integrator's part of a requested accuracy, at first. */
    private static final double FIRST_SHARE = 0.1;

    private static final double DEFAULT_RELATIVE_TOLERANCE = 1e-8;

    private static final int ATTEMPTS = 20;

    /** An attempt helped if the error is at most this part of the least before it. */
    private static final double HELPS = 0.7;

    /** A source is given up after as many attempts in a row that did not help: one alone may be chance. */
    private static final int STALLS = 2;

    /** The most by which the integrator is tightened from one attempt to the next. */
    private static final double MOST_AT_ONCE = 1e3;

    /** Each refinement of the moments costs about four times the one before. */
    private static final int MOST_FINER_MOMENTS = 2;

    /** Gaussian nodes of a panel of the spectrum. */
    private static final int MOST_NODES = 80;

    /** Tells a tolerance that still shrinks from one at its floor. */
    private static final double REFINEMENT_MARGIN = 1.001;

    private static final double NANOS_PER_SECOND = 1e9;

    private static final int FEWER_NODES = 7;

    private static final String RISK = "risk";

    private final Experiment experiment;
    private final Curve curve;
    private final Cancellation cancellation;
    private final double[] times;

    private TheoryRun(Experiment experiment, Curve curve, Cancellation cancellation) {
        this.experiment = experiment;
        this.curve = curve;
        this.cancellation = cancellation;
        times = experiment.times().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * The theory of a curve.
     *
     * @param result the solution
     * @param seconds wall time of this one solution
     * @param spectralError with quadrature over the spectrum, the largest relative change of the risk when it has fewer nodes
     * @param certificate if one was asked for
     * @param goal if the experiment asks for an accuracy
     */
    record Solved(
            TheorySolver.Result result,
            double seconds,
            OptionalDouble spectralError,
            Optional<Certificate> certificate,
            Optional<AccuracyGoal> goal) {

        /** The same after some attempts more that were not better. */
        private Solved after(int attempts) {
            return new Solved(
                    result,
                    seconds,
                    spectralError,
                    certificate,
                    goal.map(g -> new AccuracyGoal(
                            g.requested(), g.reached(), attempts, g.source(), g.column(), g.settings())));
        }
    }

    /**
     * Solves the theory.
     *
     * @param check how errors are measured; by a certificate in any case if the experiment asks for an accuracy
     * @param phases told of each attempt at that accuracy
     * @param cancellation asked at every right-hand side
     */
    static Solved solve(
            Experiment experiment, Curve curve, TheoryCheck check, Consumer<String> phases, Cancellation cancellation) {
        TheoryRun run = new TheoryRun(experiment, curve, cancellation);
        if (experiment.accuracy().isPresent()) {
            return run.toAccuracy(experiment.accuracy().getAsDouble(), phases);
        }
        LearningProblem problem = run.problem(Mixture.NODES_PER_PANEL);
        long start = System.nanoTime();
        TheorySolver.Result result = run.solve(problem, experiment.integrator(), experiment.statistics());
        double seconds = seconds(start);
        return new Solved(
                result,
                seconds,
                check == TheoryCheck.NONE ? OptionalDouble.empty() : run.spectralError(problem, result.trajectory()),
                check == TheoryCheck.CERTIFICATE
                        ? Optional.of(run.certify(problem, Mixture.NODES_PER_PANEL, experiment.integrator(), result))
                        : Optional.empty(),
                Optional.empty());
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / NANOS_PER_SECOND;
    }

    private LearningProblem problem(int nodes) {
        return experiment.problem(curve, experiment.modes(nodes));
    }

    private TheorySolver.Result solve(LearningProblem problem, Integrator integrator, List<Statistic> statistics) {
        return solve(problem, integrator, times, statistics);
    }

    private TheorySolver.Result solve(
            LearningProblem problem, Integrator integrator, double[] at, List<Statistic> statistics) {
        return TheorySolver.solve(problem, integrator, at, statistics, cancellation, done -> {});
    }

    /** What is tightened from attempt to attempt. */
    private record Settings(Integrator integrator, LearningProblem problem, int nodes, int finerMoments) {}

    private Solved toAccuracy(double accuracy, Consumer<String> phases) {
        Integrator first = tightened(experiment.integrator(), DEFAULT_RELATIVE_TOLERANCE / (FIRST_SHARE * accuracy))
                .orElse(experiment.integrator());
        Settings settings = new Settings(first, problem(Mixture.NODES_PER_PANEL), Mixture.NODES_PER_PANEL, 0);
        Solved best = null;
        double least = Double.POSITIVE_INFINITY;
        Map<String, Integer> stalls = new HashMap<>();
        String tightened = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            phases.accept("attempt " + attempt + " at accuracy " + accuracy
                    + (tightened.isEmpty() ? "" : ", finer " + tightened));
            long start = System.nanoTime();
            TheorySolver.Result result = solve(settings.problem(), settings.integrator(), experiment.statistics());
            double seconds = seconds(start);
            Certificate certificate = certify(settings.problem(), settings.nodes(), settings.integrator(), result);
            double error = certificate.worst();
            List<Source> worstFirst = certificate.sources().stream()
                    .sorted(Comparator.comparingDouble(TheoryRun::largest).reversed())
                    .toList();
            if (!tightened.isEmpty()) {
                stalls.merge(tightened, error > HELPS * least ? 1 : 0, (before, now) -> now == 0 ? 0 : before + now);
            }
            if (best == null || error < least) {
                best = new Solved(
                        result,
                        seconds,
                        spectralError(settings.problem(), result.trajectory()),
                        Optional.of(certificate),
                        Optional.of(goal(accuracy, attempt, certificate, worstFirst, settings)));
                least = error;
            }
            if (error <= accuracy || !result.trajectory().outcome().isComplete()) {
                return best;
            }
            // What is large and can still be made smaller; a source far below the accuracy is not to blame.
            Optional<Settings> next = Optional.empty();
            for (Source source : worstFirst) {
                if (next.isEmpty()
                        && largest(source) > FIRST_SHARE * accuracy
                        && stalls.getOrDefault(source.name(), 0) < STALLS) {
                    next = tightened(settings, source.name(), 4 * error / accuracy);
                    tightened = source.name();
                }
            }
            if (next.isEmpty()) {
                return best.after(attempt);
            }
            settings = next.get();
        }
        return best.after(ATTEMPTS);
    }

    private static AccuracyGoal goal(
            double accuracy, int attempt, Certificate certificate, List<Source> worstFirst, Settings settings) {
        return new AccuracyGoal(
                accuracy,
                certificate.worst(),
                attempt,
                worstFirst.isEmpty()
                        ? Certificate.INTEGRATOR
                        : worstFirst.get(0).name(),
                certificate.columns().isEmpty() ? "" : certificate.worstColumn(),
                settings.integrator().settings());
    }

    private Optional<Settings> tightened(Settings now, String source, double factor) {
        return switch (source) {
            case Certificate.INTEGRATOR ->
                tightened(now.integrator(), Math.min(MOST_AT_ONCE, Math.max(4, factor)))
                        .map(finer -> new Settings(finer, now.problem(), now.nodes(), now.finerMoments()));
            case Certificate.MOMENTS -> {
                LearningProblem finer = finerMoments(now.problem());
                boolean last = now.problem().loss().refined().isPresent()
                        && finer.loss().refined().isEmpty();
                yield last || now.finerMoments() == MOST_FINER_MOMENTS
                        ? Optional.empty()
                        : Optional.of(new Settings(now.integrator(), finer, now.nodes(), now.finerMoments() + 1));
            }
            default ->
                now.nodes() >= MOST_NODES
                        ? Optional.empty()
                        : Optional.of(new Settings(
                                now.integrator(),
                                withModes(now.problem(), problem(2 * now.nodes())),
                                2 * now.nodes(),
                                now.finerMoments()));
        };
    }

    /** A tighter method, by the factor or what less is possible, that can itself still be refined in full and so be certified. */
    private static Optional<Integrator> tightened(Integrator integrator, double factor) {
        for (double smaller = factor; smaller == factor || smaller >= 2; smaller /= 2) {
            Optional<Integrator> finer = integrator.refined(smaller).filter(TheoryRun::canBeCertified);
            if (finer.isPresent()) {
                return finer;
            }
        }
        return Optional.empty();
    }

    private static boolean canBeCertified(Integrator integrator) {
        Map<String, Double> finest = integrator
                .refined(REFINEMENT * REFINEMENT_MARGIN)
                .map(Integrator::settings)
                .orElse(Map.of());
        Map<String, Double> fine =
                integrator.refined(REFINEMENT).map(Integrator::settings).orElse(Map.of());
        return finest.entrySet().stream().allMatch(entry -> entry.getValue() < fine.get(entry.getKey()));
    }

    private static double largest(Source source) {
        return source.errors().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    private static LearningProblem withModes(LearningProblem problem, LearningProblem other) {
        return new LearningProblem(
                other.modes(),
                problem.loss(),
                problem.learningRate(),
                problem.ridge(),
                problem.batch(),
                problem.expectation());
    }

    private static LearningProblem finerMoments(LearningProblem problem) {
        return new LearningProblem(
                problem.modes(),
                problem.loss().refined().orElse(problem.loss()),
                problem.learningRate(),
                problem.ridge(),
                problem.batch(),
                problem.expectation().refined());
    }

    private Certificate certify(LearningProblem problem, int nodes, Integrator integrator, TheorySolver.Result result) {
        List<Statistic> statistics = experiment.statistics();
        Trajectory theory = result.trajectory();
        List<Source> sources = new ArrayList<>();
        integrator
                .refined(REFINEMENT)
                .ifPresent(finer -> sources.add(new Source(
                        Certificate.INTEGRATOR, changes(theory, solveBetweenTimes(problem, finer, statistics)))));
        sources.add(new Source(
                Certificate.MOMENTS,
                changes(
                        theory,
                        solve(finerMoments(problem), integrator, statistics).trajectory())));
        LearningProblem finer = withModes(problem, problem(2 * nodes));
        if (finer.modes().groups() != problem.modes().groups()) {
            sources.add(new Source(
                    Certificate.MODES,
                    changes(theory, solve(finer, integrator, statistics).trajectory())));
        }
        return new Certificate(theory.columns(), sources);
    }

    /**
     * Passes half-way between the output times as well: where output times rather than tolerances hold the steps, a tolerance
     * a hundred times smaller changes nothing, and would hide the error.
     */
    private Trajectory solveBetweenTimes(LearningProblem problem, Integrator integrator, List<Statistic> statistics) {
        double[] twice = new double[2 * times.length - 1];
        for (int k = 0; k < times.length; k++) {
            twice[2 * k] = times[k];
            if (k > 0) {
                twice[2 * k - 1] = times[k - 1] + (times[k] - times[k - 1]) / 2;
            }
        }
        Trajectory all = solve(problem, integrator, twice, statistics).trajectory();
        int reached = (all.times().length + 1) / 2;
        double[][] values = new double[reached][];
        for (int k = 0; k < reached; k++) {
            values[k] = all.values()[2 * k];
        }
        return new Trajectory(all.columns(), Arrays.copyOf(times, reached), values, all.outcome());
    }

    /** Per column the largest change, see {@link Certificate}. */
    private static List<Double> changes(Trajectory coarse, Trajectory fine) {
        List<Double> changes = new ArrayList<>();
        boolean known = fine.outcome().isComplete() || !coarse.outcome().isComplete();
        for (String column : coarse.columns()) {
            changes.add(known ? change(coarse.curve(column), fine.curve(column)) : Double.POSITIVE_INFINITY);
        }
        return changes;
    }

    static double change(double[] coarse, double[] fine) {
        double largest = 0;
        boolean positive = false;
        boolean negative = false;
        int count = Math.min(coarse.length, fine.length);
        for (int k = 0; k < count; k++) {
            // Not a number where a statistic is not defined, as a cosine with the zero start.
            largest = Double.isFinite(fine[k]) ? Math.max(largest, Math.abs(fine[k])) : largest;
            positive |= fine[k] > 0;
            negative |= fine[k] < 0;
        }
        double change = 0;
        for (int k = 0; k < count; k++) {
            double difference = Math.abs(coarse[k] - fine[k]);
            if (difference > 0) {
                boolean ownSize = fine[k] != 0 && !(positive && negative);
                change = Math.max(change, difference / (ownSize ? Math.abs(fine[k]) : largest));
            }
        }
        return change;
    }

    /** Solves again with fewer spectral nodes: an upper bound of the quadrature's error in the risk, at less cost than doubling. */
    private OptionalDouble spectralError(LearningProblem problem, Trajectory theory) {
        LearningProblem coarser = withModes(problem, problem(FEWER_NODES));
        if (experiment.dimension().isPresent()
                && coarser.modes().groups() == problem.modes().groups()) {
            return OptionalDouble.empty();
        }
        if (coarser.modes().groups() == problem.modes().groups()) {
            // All nodes merged into a few groups: sums over them are exact whatever the nodes.
            return OptionalDouble.of(0);
        }
        List<Statistic> risk = List.of(Statistics.risk());
        double[] coarse =
                solve(coarser, experiment.integrator(), risk).trajectory().curve(RISK);
        double[] fine = theory.columns().contains(RISK)
                ? theory.curve(RISK)
                : solve(problem, experiment.integrator(), risk).trajectory().curve(RISK);
        return OptionalDouble.of(change(coarse, fine));
    }
}
