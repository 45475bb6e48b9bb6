package org.sgdyn.experiment;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.sgdyn.experiment.Experiment.Curve;
import org.sgdyn.model.DenseCovariances.Form;
import org.sgdyn.model.Training;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.spi.Loss;

/** Checks of what full covariances do not go with. */
final class MixtureChecks {

    private final NodeParameters top;
    private final TrainingChecks trainings;

    MixtureChecks(NodeParameters top) {
        this.top = top;
        trainings = new TrainingChecks(top);
    }

    /** What the settings alone tell. */
    void ofSettings(
            ReadMixture mixture,
            Optional<Loss> loss,
            Training training,
            List<Curve> curves,
            Optional<Experiment.Simulation> simulation) {
        if (simulation.isPresent() && simulation.get().method() instanceof Experiment.Homogenized) {
            top.problem(
                    "simulation",
                    "kind: homogenized is a diffusion on modes, which full covariances have not; choose kind: sgd");
        }
        if (top.has("rotation")) {
            top.problem("rotation", "mixes features into modes, which full covariances have not; remove the key");
        }
        if (training.batchFraction().isPresent()) {
            top.problem(
                    TrainingReader.BATCH,
                    "a fraction of the dimension moves mode by mode, and full covariances have no modes; give a number of"
                            + " samples");
        }
        for (int k = 0; k < curves.size(); k++) {
            if (TrainingChecks.isCoordinatewise(curves.get(k).algorithm())) {
                trainings.ofCurve(
                        curves,
                        k,
                        ExperimentReader.ALGORITHM,
                        "acts coordinate by coordinate (sign, adam, adagrad), and its theory needs features whose"
                                + " covariance is diagonal, which those of a mixture of full covariances are not; choose"
                                + " another");
            }
        }
        if (mixture.form() == Form.EXPECTATION) {
            ofExpectation(mixture.block(), mixture.parts().dimension(), loss, training, curves);
        }
    }

    private void ofExpectation(
            OptionalInt block, int dimension, Optional<Loss> loss, Training training, List<Curve> curves) {
        if (block.isPresent() && block.getAsInt() != dimension) {
            top.problem(
                    MixtureReader.KEY,
                    "form: expectation keeps the whole covariance, a block of " + dimension + "; remove block");
        }
        if (loss.isPresent()
                && (loss.get().quadraticCurvature().isEmpty() || loss.get().teacherOutputs() > 0)) {
            top.problem(
                    MixtureReader.KEY,
                    "form: expectation is closed for quadratic losses without a teacher only, least-squares and"
                            + " one-hot-least-squares; choose form: second-moment");
        }
        if (curves.stream().anyMatch(curve -> !curve.bias().isEmpty())) {
            top.problem(
                    BiasReader.KEY,
                    "has no theory with form: expectation, which follows the products of the iterate's entries alone; choose"
                            + " form: second-moment");
        }
        for (int k = 0; k < curves.size(); k++) {
            Curve curve = curves.get(k);
            Training own = training.with(curve.algorithm());
            if (!own.hasPlainStep() || !own.hasOwnGradients()) {
                trainings.ofCurve(
                        curves,
                        k,
                        ExperimentReader.ALGORITHM,
                        "must be sgd without an average for form: expectation; choose form: second-moment");
            }
            if (curve.learningRate().readsGeometry() || curve.learningRate().accumulates()) {
                trainings.ofCurve(
                        curves,
                        k,
                        "learningRate",
                        "must be a schedule for form: expectation, not one that answers to the run; choose form:"
                                + " second-moment");
            }
        }
    }
}
