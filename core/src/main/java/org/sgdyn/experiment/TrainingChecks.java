package org.sgdyn.experiment;

import java.util.List;
import java.util.Optional;
import org.sgdyn.dynamics.LinearStep;
import org.sgdyn.experiment.Experiment.Curve;
import org.sgdyn.model.IterateAverage;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.model.Training;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.spi.FeatureMap;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Loss;
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

    static boolean isCoordinatewise(UpdateRule rule) {
        return rule.features() != FeatureMap.LINEAR || rule.secondMoment().isPresent();
    }

    /** What the settings alone tell. */
    void ofSettings(Training training, int batch, List<Curve> curves, Optional<Experiment.Simulation> simulation) {
        List<UpdateRule> rules = curves.stream().map(Curve::algorithm).toList();
        boolean isProportional = training.batchFraction().isPresent();
        if (isProportional && simulation.isPresent() && simulation.get().method() instanceof Experiment.Homogenized) {
            top.problem(
                    "batch",
                    "a fraction of the dimension makes a recursion in steps, which homogenized SGD, a diffusion, does not"
                            + " follow; choose simulation.kind: sgd");
        }
        for (int k = 0; k < rules.size(); k++) {
            UpdateRule rule = rules.get(k);
            if (rules.indexOf(rule) < k) {
                continue;
            }
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
                ofCurve(
                        curves,
                        k,
                        ExperimentReader.ALGORITHM,
                        "noise under a second moment has no theory here; remove the noise, or the second moment");
            }
        }
        for (int k = 0; k < curves.size(); k++) {
            ofRate(curves, k, training);
        }
    }

    /** What is trained beside the iterate. */
    void ofTrained(Loss loss, List<Curve> curves) {
        boolean hasTrained = !loss.trained().isEmpty()
                || curves.stream().anyMatch(curve -> !curve.bias().isEmpty());
        for (int k = 0; k < curves.size() && hasTrained; k++) {
            UpdateRule rule = curves.get(k).algorithm();
            if (!loss.trained().isEmpty() && !Training.of(rule).hasOwnGradients()) {
                ofCurve(
                        curves,
                        k,
                        ExperimentReader.ALGORITHM,
                        "gradients that are clipped or normalised have no theory with parameters that the loss trains of its"
                                + " own; fix these, or choose an algorithm that takes gradients as they are");
            }
            if (rule.gradientNoise() > 0) {
                ofCurve(
                        curves,
                        k,
                        ExperimentReader.ALGORITHM,
                        "noise is added to the iterate's gradient alone, and parameters beside it are trained without; remove"
                                + " the noise, or what is trained beside the iterate");
            }
        }
    }

    /** A problem with a curve's own setting, or with the one that all share. */
    void ofCurve(List<Curve> curves, int k, String key, String message) {
        if (top.node().entries().get("curves") instanceof ConfigNode.Sequence list
                && list.items().size() == curves.size()
                && list.items().get(k) instanceof ConfigNode.Mapping own
                && own.entries().containsKey(key)) {
            top.problem(own.entries().get(key), "curves[" + k + "]." + key, message);
        } else if (top.has("curves") && !top.has(key)) {
            // A curve could not be read, and the others have lost their numbers.
            top.problem("curves", message);
        } else {
            top.problem(key, message);
        }
    }

    private void ofRate(List<Curve> curves, int k, Training training) {
        LearningRate rate = curves.get(k).learningRate();
        UpdateRule rule = curves.get(k).algorithm();
        boolean isReshaped = !training.with(rule).hasOwnGradients()
                || rule.secondMoment().isPresent()
                || rule.memory() != Memory.NONE
                || rule.features() != FeatureMap.LINEAR;
        boolean isProportional = training.batchFraction().isPresent();
        if (rate.readsGeometry() && (isReshaped || isProportional)) {
            ofCurve(
                    curves,
                    k,
                    "learningRate",
                    "a rule that reads the loss geometry, such as line-search or polyak, is greedy for plain SGD only;"
                            + " choose a schedule, or "
                            + (isReshaped ? "algorithm: {type: sgd}" : "a number of samples as batch"));
        }
        if (rate.accumulates() && isCoordinatewise(rule)) {
            ofCurve(
                    curves,
                    k,
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
        double averaging =
                experiment.training().average().map(IterateAverage::decay).orElse(0.0);
        if (averaging * step > 1) {
            top.problem(TrainingReader.AVERAGE, forgetsWithin(averaging, step, "rate"));
        }
        List<Curve> curves = experiment.curves();
        for (int k = 0; k < curves.size(); k++) {
            UpdateRule rule = curves.get(k).algorithm();
            LinearStep linear = LinearStep.of(Training.of(rule));
            int n = linear.vectors();
            double[] transition = new double[n * n];
            linear.at(end, 1, transition, new double[n]);
            double fastest = rule.secondMoment().map(SecondMoment::forgetting).orElse(0.0);
            for (int a = 1; a < n; a++) {
                fastest = Math.max(fastest, -transition[a * n + a]);
            }
            if (fastest * step > 1) {
                ofCurve(curves, k, ExperimentReader.ALGORITHM, forgetsWithin(fastest, step, "decay"));
                return;
            }
        }
    }

    private static String forgetsWithin(double fastest, double step, String key) {
        return "forgets within a step of the simulation: at a rate of " + fastest
                + " in units of 1 / t, in steps of length " + step + "; lower its " + key + ", or raise the dimension";
    }

    /** Entry-wise rules need vectors that no single mode dominates. */
    void ofProfiles(Experiment experiment) {
        if (experiment.curves().stream().noneMatch(curve -> isCoordinatewise(curve.algorithm()))) {
            return;
        }
        for (int i = 0; i < experiment.classes().size(); i++) {
            ofProfile(
                    ClassesReader.place(top, i, "mean"),
                    "classes[" + i + "].mean",
                    experiment.classes().get(i).mean());
        }
        ofVectors("teacher", experiment.teacher());
        ofVectors("initial", experiment.initial());
    }

    private void ofVectors(String key, List<Profile> profiles) {
        ConfigNode given = top.node().entries().getOrDefault(key, top.node());
        for (int k = 0; k < profiles.size(); k++) {
            boolean isListed = given instanceof ConfigNode.Sequence;
            ConfigNode place =
                    given instanceof ConfigNode.Sequence list ? list.items().get(k) : given;
            ofProfile(place, isListed ? key + "[" + k + "]" : key, profiles.get(k));
        }
    }

    private void ofProfile(ConfigNode place, String path, Profile profile) {
        boolean isLocal = profile.limit()
                .map(limit -> limit.outliers().values().stream().anyMatch(v -> v != 0))
                .orElse(false);
        if (isLocal) {
            top.problem(
                    place,
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
                            ClassesReader.place(top, i, "mean"),
                            "classes[" + i + "].mean",
                            "must be 0 on modes where the class has no variance, or give these some: " + refusal.get());
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
