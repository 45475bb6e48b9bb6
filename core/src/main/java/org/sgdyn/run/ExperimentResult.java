package org.sgdyn.run;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sgdyn.agreement.Agreement;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.model.Trajectory;
import org.sgdyn.simulation.Ensemble;
import org.sgdyn.spi.Solution;

/**
 * What running an experiment gives.
 *
 * @param experiment the experiment
 * @param curves one result per curve of the experiment, in order; a plain experiment has one
 */
public record ExperimentResult(Experiment experiment, List<CurveResult> curves) {

    /**
     * The result of one curve.
     *
     * @param name the curve's name, empty for a plain experiment
     * @param theory the theory's trajectory
     * @param solution the integrator's counts
     * @param theorySeconds wall time of the theory
     * @param simulation the simulation, if there is one
     * @param simulationSeconds wall time of the simulation
     * @param gap the largest gap between theory and simulation, if there is a simulation of what the theory describes
     * @param agreement whether they agree, likewise
     * @param spectralError where sums over modes go by quadrature, the largest relative change of the risk with seven instead
     *     of ten nodes on a panel
     * @param momentError the largest standard error that the loss's quadrature leaves in the risk at an output time; 0 if its
     *     moments are exact
     * @param certificate the errors of all columns, if they were asked for
     * @param goal how a requested accuracy was pursued, if the experiment asks for one
     */
    public record CurveResult(
            String name,
            Trajectory theory,
            Solution solution,
            double theorySeconds,
            Optional<Ensemble> simulation,
            double simulationSeconds,
            Optional<Gap> gap,
            Optional<Agreement> agreement,
            OptionalDouble spectralError,
            double momentError,
            Optional<Certificate> certificate,
            Optional<AccuracyGoal> goal) {}

    /**
     * The largest gap between theory and simulated mean over all curves and times t &gt; 0, in units of the standard error
     * of the mean: where to look, and no measure of agreement, since it grows with the number of columns and times.
     *
     * @param column the curve where it is
     * @param time when
     * @param theory the theory's value there
     * @param mean the simulated mean there
     * @param standardErrors |theory - mean| / standard error
     * @param standardDeviations |theory - mean| / standard deviation over replicates
     */
    public record Gap(
            String column, double time, double theory, double mean, double standardErrors, double standardDeviations) {}
}
