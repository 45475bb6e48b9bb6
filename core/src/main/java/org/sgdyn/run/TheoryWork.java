package org.sgdyn.run;

import java.io.Serializable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentReader;
import org.sgdyn.experiment.ExperimentSource;
import org.sgdyn.plugin.PluginWork;
import org.sgdyn.spi.Cancellation;

/** Solves the theory of an experiment's curves, each as far as it is to be checked; another process reads the experiment anew, once. */
final class TheoryWork extends PluginWork<Integer, TheoryWork.Solved> {

    private static final long serialVersionUID = 1L;

    private final ExperimentSource source;
    private final TheoryCheck check;
    private final transient @Nullable Consumer<String> phases;
    private final transient @Nullable Cancellation cancellation;
    private transient @Nullable Experiment experiment;

    TheoryWork(Experiment experiment, TheoryCheck check, Consumer<String> phases, Cancellation cancellation) {
        super(experiment.catalog());
        source = experiment.source();
        this.experiment = experiment;
        this.check = check;
        this.phases = phases;
        this.cancellation = cancellation;
    }

    /** The theory of a curve, by its number. */
    record Solved(int curve, SolvedTheory theory) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Solved apply(Integer curve) {
        Experiment here = experiment();
        return new Solved(
                curve,
                TheoryRun.solve(
                        here,
                        here.curves().get(curve),
                        check,
                        phases == null ? attempt -> {} : phases,
                        cancellation == null ? Cancellation.NEVER : cancellation));
    }

    private synchronized Experiment experiment() {
        if (experiment == null) {
            experiment = ExperimentReader.read(source, catalog());
        }
        return experiment;
    }
}
