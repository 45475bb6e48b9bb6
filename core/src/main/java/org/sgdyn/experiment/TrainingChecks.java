package org.sgdyn.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sgdyn.dynamics.LinearStep;
import org.sgdyn.experiment.Experiment.Curve;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.model.Training;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.spi.FeatureMap;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Memory;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.SecondMoment;
import org.sgdyn.spi.UpdateRule;

/** Checks that an algorithm stays within its theory: what is outside of it is refused in words. */
final class TrainingChecks {

    private final NodeParameters top;

    TrainingChecks(NodeParameters top) {
        this.top = top;
    }

    private static boolean isCoordinatewise(UpdateRule rule) {
        return rule.features() != FeatureMap.LINEAR || rule.secondMoment().isPresent();
    }

    /** What the settings alone tell. */
    void ofSettings(Training training, int batch, List<Curve> curves, Optional<Experiment.Simulation> simulation) {
        List<UpdateRule> rules =
                new ArrayList<>(curves.stream().map(Curve::algorithm).distinct().toList());
        boolean isProportional = training.batchFraction().isPresent();
        if (isProportional && simulation.isPresent() && simulation.get().method() instanceof Experiment.Homogenized) {
            top.problem(
                    "batch",
                    "a fraction of the dimension makes a recursion in steps, which homogenized SGD, a diffusion, does not"
                            + " follow; choose simulation.kind: sgd");
        }
        for (UpdateRule rule : rules) {
            if (rule.features() != FeatureMap.LINEAR && (batch > 1 || isProportional)) {
                top.problem(
                        "batch",
                        "must be 1 for an algorithm that maps features coordinate by coordinate, such as sign: the sign"
                                + " of a batch's gradient is another rule, which has no theory here");
            }
            if (rule.secondMoment().isPresent() && isProportional) {
                top.problem(
                        "batch",
                        "a fraction of the dimension gives every mode a second moment of its own, which the theory of"
                                + " scaled steps does not cover; give a number of samples");
            }
            if (rule.secondMoment().isPresent() && rule.gradientNoise() > 0) {
                top.problem(
                        ExperimentReader.ALGORITHM,
                        "noise under a second moment has no theory here; remove the noise, or the second moment");
            }
        }
        for (Curve curve : curves) {
            ofRate(curve.learningRate(), curve.algorithm(), training);
        }
    }

    private void ofRate(LearningRate rate, UpdateRule rule, Training training) {
        boolean isReshaped = !training.with(rule).hasOwnGradients()
                || rule.secondMoment().isPresent()
                || rule.memory() != Memory.NONE
                || rule.features() != FeatureMap.LINEAR;
        if (rate.readsGeometry() && (isReshaped || training.batchFraction().isPresent())) {
            top.problem(
                    "learningRate",
                    "a rule that reads the loss geometry, such as line-search or polyak, is greedy for plain SGD only;"
                            + " choose a schedule, or algorithm: {type: sgd}");
        }
        if (rate.accumulates() && isCoordinatewise(rule)) {
            top.problem(
                    "learningRate",
                    "a rule that accumulates gradient norms, such as adagrad-norm, has no theory under steps that are"
                            + " scaled or mapped entry by entry; choose a schedule");
        }
    }

    /** A simulation must remember for longer than a step. */
    void ofMemory(Experiment experiment) {
        if (experiment.simulation().isEmpty()) {
            return;
        }
        double step = experiment.simulatedStep().orElseThrow();
        double end = experiment.times().get(experiment.times().size() - 1);
        for (Curve curve : experiment.curves()) {
            LinearStep linear = LinearStep.of(experiment.training().with(curve.algorithm()));
            int n = linear.vectors();
            double[] transition = new double[n * n];
            linear.at(end, 1, transition, new double[n]);
            double fastest = curve.algorithm()
                    .secondMoment()
                    .map(SecondMoment::forgetting)
                    .orElse(0.0);
            for (int a = 1; a < n; a++) {
                fastest = Math.max(fastest, -transition[a * n + a]);
            }
            if (fastest * step > 1) {
                top.problem(
                        ExperimentReader.ALGORITHM,
                        "forgets within a step of the simulation: at a rate of " + fastest
                                + " in units of 1 / t, in steps of length " + step
                                + "; lower its decay (or that of the average), or raise the dimension");
                return;
            }
        }
    }

    /** Entry-wise rules need vectors that no single mode dominates. */
    void ofProfiles(Experiment experiment) {
        if (experiment.curves().stream().noneMatch(curve -> isCoordinatewise(curve.algorithm()))) {
            return;
        }
        for (int i = 0; i < experiment.classes().size(); i++) {
            ofProfile(
                    "classes[" + i + "].mean",
                    "classes",
                    experiment.classes().get(i).mean());
        }
        experiment.teacher().ifPresent(teacher -> ofProfile("teacher", "teacher", teacher));
        ofProfile("initial", "initial", experiment.initial());
    }

    private void ofProfile(String path, String key, Profile profile) {
        boolean isLocal = profile.limit()
                .map(limit -> limit.outliers().values().stream().anyMatch(v -> v != 0))
                .orElse(false);
        if (isLocal) {
            top.problem(
                    top.node().entries().getOrDefault(key, top.node()),
                    path,
                    "has a single mode of order 1, which an algorithm that acts entry by entry (sign, adam, adagrad) treats"
                            + " unlike its theory; spread it over many modes");
        }
    }

    /** What depends on the modes. */
    void onModes(LearningProblem problem) {
        UpdateRule rule = problem.training().rule();
        ModeTable modes = problem.modes();
        Optional<String> refusal = rule.features().refusesMeansWithoutVariance();
        boolean needsGradients =
                rule.secondMoment().map(second -> second.needsGradients()).orElse(false);
        for (int g = 0; g < modes.groups() && (refusal.isPresent() || needsGradients); g++) {
            boolean isClean = true;
            for (int i = 0; i < modes.classes(); i++) {
                boolean hasVariance = modes.groupEigenvalues(i)[g] > 0;
                isClean &= !hasVariance;
                if (refusal.isPresent() && !hasVariance && hasMean(modes, i, g)) {
                    top.problem(
                            top.node().entries().getOrDefault("classes", top.node()),
                            "classes[" + i + "]",
                            refusal.get());
                    return;
                }
            }
            if (needsGradients && isClean) {
                top.problem(
                        ExperimentReader.ALGORITHM,
                        "without epsilon needs variance on every mode: where no class has any, the scale of the step is"
                                + " infinite; give an epsilon above 0");
                return;
            }
        }
    }

    private static boolean hasMean(ModeTable modes, int i, int g) {
        for (int s = modes.slotStart(g); s < modes.slotStart(g + 1); s++) {
            if (modes.slotMeans(i)[s] != 0) {
                return true;
            }
        }
        return false;
    }
}
