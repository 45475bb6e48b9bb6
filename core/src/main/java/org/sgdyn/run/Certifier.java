package org.sgdyn.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.sgdyn.dynamics.TheorySolver;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.Trajectory;
import org.sgdyn.run.Certificate.Source;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.Statistic;
import org.sgdyn.statistics.Quantity;
import org.sgdyn.statistics.Statistics;

/** Measures the errors of a solution of the theory by solving again, more accurately in one respect at a time. */
final class Certifier {

    /** A refined solution is this much more accurate, so that what changes is the error of the coarse one. */
    static final double REFINEMENT = 100;

    private static final int FEWER_NODES = 7;

    private static final String RISK = Quantity.RISK.word();

    private final CurveTheory theory;

    Certifier(CurveTheory theory) {
        this.theory = theory;
    }

    /** The errors of a solution by a method on modes of so many nodes. */
    Certificate certify(LearningProblem problem, int nodes, Integrator integrator, TheorySolver.Result result) {
        List<Statistic> statistics = theory.experiment().statistics();
        Trajectory coarse = result.trajectory();
        List<Source> sources = new ArrayList<>();
        integrator
                .refined(REFINEMENT)
                .ifPresent(finer -> sources.add(new Source(
                        Certificate.INTEGRATOR, changes(coarse, solveBetweenTimes(problem, finer, statistics)))));
        sources.add(new Source(
                Certificate.MOMENTS,
                changes(
                        coarse,
                        theory.solve(CurveTheory.finerMoments(problem), integrator, statistics)
                                .trajectory())));
        LearningProblem finer = theory.withNodes(problem, 2 * nodes);
        if (finer.modes().groups() != problem.modes().groups()) {
            sources.add(new Source(
                    Certificate.MODES,
                    changes(coarse, theory.solve(finer, integrator, statistics).trajectory())));
        }
        CurveTheory.largerBlock(problem)
                .ifPresent(larger -> sources.add(new Source(
                        Certificate.BLOCK,
                        changes(
                                coarse,
                                theory.solve(larger, integrator, statistics).trajectory()))));
        return new Certificate(coarse.columns(), sources);
    }

    /**
     * Passes half-way between the output times as well: where output times rather than tolerances hold the steps, a tolerance
     * a hundred times smaller changes nothing, and would hide the error.
     */
    private Trajectory solveBetweenTimes(LearningProblem problem, Integrator integrator, List<Statistic> statistics) {
        double[] times = theory.times();
        double[] twice = new double[2 * times.length - 1];
        for (int k = 0; k < times.length; k++) {
            twice[2 * k] = times[k];
            if (k > 0) {
                twice[2 * k - 1] = times[k - 1] + (times[k] - times[k - 1]) / 2;
            }
        }
        Trajectory all = theory.solve(problem, integrator, twice, statistics).trajectory();
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
    OptionalDouble spectralError(LearningProblem problem, Trajectory solved) {
        LearningProblem coarser = theory.withNodes(problem, FEWER_NODES);
        if (theory.experiment().dimension().isPresent()
                && coarser.modes().groups() == problem.modes().groups()) {
            return OptionalDouble.empty();
        }
        if (coarser.modes().groups() == problem.modes().groups()) {
            // All nodes merged into a few groups: sums over them are exact whatever the nodes.
            return OptionalDouble.of(0);
        }
        List<Statistic> risk = List.of(Statistics.risk());
        double[] coarse = theory.solve(coarser, theory.experiment().integrator(), risk)
                .trajectory()
                .curve(RISK);
        double[] fine = solved.columns().contains(RISK)
                ? solved.curve(RISK)
                : theory.solve(problem, theory.experiment().integrator(), risk)
                        .trajectory()
                        .curve(RISK);
        return OptionalDouble.of(change(coarse, fine));
    }
}
