package org.sgdyn.run;

import org.jspecify.annotations.Nullable;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentReader;
import org.sgdyn.experiment.ExperimentSource;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.plugin.PluginWork;
import org.sgdyn.simulation.Algorithm;
import org.sgdyn.simulation.Replicates;
import org.sgdyn.simulation.Replicates.Ended;
import org.sgdyn.spi.Cancellation;

/** Simulates replicates of one curve of an experiment, which another process reads anew, once. */
final class SimulationWork extends PluginWork<Integer, Ended> {

    private static final long serialVersionUID = 1L;

    private final ExperimentSource source;
    private final int curve;
    private final transient @Nullable Cancellation cancellation;
    private transient @Nullable Prepared prepared;

    SimulationWork(Experiment experiment, int curve, Cancellation cancellation) {
        super(experiment.catalog());
        source = experiment.source();
        this.curve = curve;
        this.cancellation = cancellation;
        prepared = Prepared.of(experiment, curve);
    }

    /** What all replicates share. */
    @SuppressWarnings("ArrayRecordComponent") // numeric data; compared nowhere
    private record Prepared(Experiment experiment, Algorithm algorithm, LearningProblem problem, double[] times) {

        static Prepared of(Experiment experiment, int curve) {
            return new Prepared(
                    experiment,
                    experiment.algorithm(),
                    experiment.problem(
                            experiment.curves().get(curve), experiment.mixture().single()),
                    experiment.outputTimes());
        }
    }

    @Override
    public Ended apply(Integer replicate) {
        Prepared here = prepared();
        return Replicates.simulate(
                here.algorithm(),
                here.problem(),
                here.times(),
                here.experiment().statistics(),
                here.experiment().seed().orElseThrow(),
                replicate,
                cancellation == null ? Cancellation.NEVER : cancellation);
    }

    private synchronized Prepared prepared() {
        if (prepared == null) {
            prepared = Prepared.of(ExperimentReader.read(source, catalog()), curve);
        }
        return prepared;
    }
}
