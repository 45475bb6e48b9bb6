package org.sgdyn.run;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.sgdyn.dynamics.TheorySolver;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.Experiment.Curve;
import org.sgdyn.experiment.Mixture;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.spi.Cancellation;

/** Solves the theory of one curve and checks it as far as is asked for. */
final class TheoryRun {

    /** (3 + sqrt 8)^(-2 n) is 6e-10, see {@link org.sgdyn.model.SpectralQuadrature}, below what default tolerances leave. */
    private static final int SKETCHED_NODES = 6;

    /** Here it is 3e-5. */
    private static final int DRAFTED_NODES = 3;

    private TheoryRun() {}

    /**
     * Solves the theory.
     *
     * @param check how errors are measured; by a certificate in any case if the experiment asks for an accuracy
     * @param phases told of each attempt at that accuracy
     * @param cancellation asked at every right-hand side
     */
    static SolvedTheory solve(
            Experiment experiment, Curve curve, TheoryCheck check, Consumer<String> phases, Cancellation cancellation) {
        CurveTheory theory = new CurveTheory(experiment, curve, cancellation);
        Certifier certifier = new Certifier(theory);
        if (experiment.accuracy().isPresent()) {
            return new AccuracyPursuit(theory, certifier, phases)
                    .to(experiment.accuracy().getAsDouble());
        }
        LearningProblem problem = theory.problem(
                switch (check) {
                    case DRAFT -> DRAFTED_NODES;
                    case SKETCH -> SKETCHED_NODES;
                    case NONE, QUICK, CERTIFICATE -> Mixture.NODES_PER_PANEL;
                });
        long start = System.nanoTime();
        TheorySolver.Result result = theory.solve(problem, experiment.integrator(), experiment.statistics());
        double seconds = SolvedTheory.secondsSince(start);
        return new SolvedTheory(
                result,
                seconds,
                check == TheoryCheck.QUICK || check == TheoryCheck.CERTIFICATE
                        ? certifier.spectralError(problem, result.trajectory())
                        : OptionalDouble.empty(),
                check == TheoryCheck.CERTIFICATE
                        ? Optional.of(
                                certifier.certify(problem, Mixture.NODES_PER_PANEL, experiment.integrator(), result))
                        : Optional.empty(),
                Optional.empty());
    }
}
