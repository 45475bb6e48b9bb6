package org.sgdyn.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sgdyn.dynamics.Statistics;
import org.sgdyn.dynamics.TheorySolver;
import org.sgdyn.experiment.Certificate.Source;
import org.sgdyn.experiment.Experiment.Curve;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.Trajectory;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.Statistic;

/** Solves the theory of one curve, checks it by refinement, and tightens it until a requested accuracy is met. */
final class TheoryRun {

    /** A refined solution is this much more accurate, so that what changes is the error of the coarse one. */
    private static final double REFINEMENT = 100;

    /** The integrator's part of a requested accuracy, at first. */
    private static final double FIRST_SHARE = 0.1;

    private static final double DEFAULT_RELATIVE_TOLERANCE = 1e-8;

    private static final int ATTEMPTS = 5;

    private static final double NANOS_PER_SECOND = 1e9;

    private static final int FEWER_NODES = 7;

    private static final String RISK = "risk";

    private final Experiment experiment;
    private final Curve curve;
    private final double[] times;

    private TheoryRun(Experiment experiment, Curve curve) {
        this.experiment = experiment;
        this.curve = curve;
        times = experiment.times().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * The theory of a curve.
     *
     * @param result the solution
     * @param seconds wall time of this one solution
     * @param spectralError with quadrature over the spectrum, the largest relative change of the risk when it has fewer nodes
     * @param certificate if one was asked for
     */
    record Solved(
            TheorySolver.Result result,
            double seconds,
            OptionalDouble spectralError,
            Optional<Certificate> certificate) {}

    /**
     * Solves the theory.
     *
     * @param check how errors are measured; by a certificate in any case if the experiment asks for an accuracy
     */
    static Solved solve(Experiment experiment, Curve curve, TheoryCheck check) {
        TheoryRun run = new TheoryRun(experiment, curve);
        if (experiment.accuracy().isPresent()) {
            return run.toAccuracy(experiment.accuracy().getAsDouble());
        }
        LearningProblem problem = run.problem(Mixtures.NODES_PER_PANEL);
        long start = System.nanoTime();
        TheorySolver.Result result = run.solve(problem, experiment.integrator(), experiment.statistics());
        double seconds = seconds(start);
        return new Solved(
                result,
                seconds,
                check == TheoryCheck.NONE ? OptionalDouble.empty() : run.spectralError(problem, result.trajectory()),
                check == TheoryCheck.CERTIFICATE
                        ? Optional.of(run.certify(problem, experiment.integrator(), result))
                        : Optional.empty());
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / NANOS_PER_SECOND;
    }

    private LearningProblem problem(int nodes) {
        return experiment.problem(curve, Mixtures.merged(experiment, nodes));
    }

    private TheorySolver.Result solve(LearningProblem problem, Integrator integrator, List<Statistic> statistics) {
        return TheorySolver.solve(problem, integrator, times, statistics);
    }

    private Solved toAccuracy(double accuracy) {
        Integrator integrator = experiment
                .integrator()
                .refined(DEFAULT_RELATIVE_TOLERANCE / (FIRST_SHARE * accuracy))
                .orElse(experiment.integrator());
        LearningProblem problem = problem(Mixtures.NODES_PER_PANEL);
        Solved solved = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long start = System.nanoTime();
            TheorySolver.Result result = solve(problem, integrator, experiment.statistics());
            double seconds = seconds(start);
            Certificate certificate = certify(problem, integrator, result);
            solved = new Solved(result, seconds, spectralError(problem, result.trajectory()), Optional.of(certificate));
            double error = certificate.worst();
            if (error <= accuracy) {
                break;
            }
            Source worst = certificate.sources().get(0);
            for (Source source : certificate.sources()) {
                worst = largest(source) > largest(worst) ? source : worst;
            }
            switch (worst.name()) {
                case Certificate.INTEGRATOR ->
                    integrator = integrator
                            .refined(Math.max(4, 4 * error / accuracy))
                            .orElse(integrator);
                case Certificate.MOMENTS -> problem = finerMoments(problem);
                default -> problem = withModes(problem, problem(2 * Mixtures.NODES_PER_PANEL));
            }
        }
        return solved;
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

    private Certificate certify(LearningProblem problem, Integrator integrator, TheorySolver.Result result) {
        List<Statistic> statistics = experiment.statistics();
        Trajectory theory = result.trajectory();
        List<Source> sources = new ArrayList<>();
        integrator
                .refined(REFINEMENT)
                .ifPresent(finer -> sources.add(new Source(
                        Certificate.INTEGRATOR,
                        changes(theory, solve(problem, finer, statistics).trajectory()))));
        sources.add(new Source(
                Certificate.MOMENTS,
                changes(
                        theory,
                        solve(finerMoments(problem), integrator, statistics).trajectory())));
        LearningProblem finer = withModes(problem, problem(2 * Mixtures.NODES_PER_PANEL));
        if (finer.modes().groups() != problem.modes().groups()) {
            sources.add(new Source(
                    Certificate.MODES,
                    changes(theory, solve(finer, integrator, statistics).trajectory())));
        }
        return new Certificate(theory.columns(), sources);
    }

    /** Per column the largest change, see {@link Certificate}. */
    private static List<Double> changes(Trajectory coarse, Trajectory fine) {
        List<Double> changes = new ArrayList<>();
        for (String column : coarse.columns()) {
            changes.add(change(coarse.curve(column), fine.curve(column)));
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
