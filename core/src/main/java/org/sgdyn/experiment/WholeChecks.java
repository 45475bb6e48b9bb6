package org.sgdyn.experiment;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.sgdyn.catalog.Origin;
import org.sgdyn.experiment.Experiment.Curve;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.Profile;

/** Checks of an experiment that need more than one of its keys. */
final class WholeChecks {

    private final NodeParameters top;

    WholeChecks(NodeParameters top) {
        this.top = top;
    }

    /** Labels, outputs and teacher must be such as the loss takes them. */
    void againstLoss(Loss loss, int classCount, List<ClassSpecification> classes, List<Curve> curves) {
        ConfigNode node = top.node().entries().get("classes");
        for (int i = 0; i < classes.size(); i++) {
            double label = classes.get(i).label();
            Optional<String> broken = loss.labelProblem(ClassTarget.of(i, label));
            if (broken.isEmpty()) {
                continue;
            }
            String rule = "the label " + broken.get() + " for this loss; ";
            if (node == null) {
                top.problem(
                        MixtureReader.KEY,
                        "the label " + broken.get() + " for this loss; that of class " + (i + 1) + " is " + label
                                + ": give labels, a number for each class of the file");
                break;
            }
            if (!(node instanceof ConfigNode.Sequence list)) {
                top.problem("classes", rule + "the shorthand gives no labels; list the classes");
                break;
            }
            ConfigNode at = list.items().get(i);
            ConfigNode labelNode =
                    at instanceof ConfigNode.Mapping mapping ? mapping.entries().getOrDefault("label", at) : at;
            top.problem(
                    labelNode, "classes[" + i + "].label", rule + (Double.isNaN(label) ? "missing" : "it is " + label));
        }
        if (loss.outputs() < 1 || loss.teacherOutputs() < 0) {
            top.problem(
                    "loss",
                    "its plug-in " + Origin.jar(loss.getClass()) + " gives it " + loss.outputs() + " outputs and "
                            + loss.teacherOutputs() + " teacher outputs; a loss has one output or more and none or more"
                            + " of a teacher; report that to its author");
            return;
        }
        if (loss.decisionRule() == DecisionRule.LARGEST_LOGIT && loss.outputs() != classCount) {
            top.problem(
                    "loss",
                    "has " + loss.outputs() + " outputs for " + classCount + " classes; it needs one per class");
        }
        boolean hasTeacher = top.node().entries().containsKey("teacher");
        if (loss.teacherOutputs() > 0 && !hasTeacher) {
            top.problem("teacher", "missing; this loss compares with a teacher: give teacher: {type: NAME, ...}");
        }
        if (loss.teacherOutputs() == 0 && hasTeacher) {
            top.problem("teacher", "this loss has no teacher; remove the key, or choose a loss that reads one");
        }
        if (loss.teacherOutputs() != loss.outputs()
                && curves.stream().anyMatch(curve -> curve.learningRate().needsTeacher())) {
            top.problem(
                    "learningRate", "this rule needs a loss with a teacher that has as many outputs as the iterate");
        }
    }

    /** A list of profiles must have one for each output. */
    void profiles(Loss loss, List<Profile> teacher, List<Profile> initial) {
        profilesOf("teacher", teacher, loss.teacherOutputs(), "teacher outputs");
        profilesOf("initial", initial, loss.outputs(), "outputs");
    }

    private void profilesOf(String key, List<Profile> profiles, int count, String what) {
        boolean isList = top.child(key).orElse(null) instanceof ConfigNode.Sequence;
        if (isList && !profiles.isEmpty() && profiles.size() != count && count > 0) {
            top.problem(
                    key,
                    "must have one profile for each of the " + count + " " + what
                            + " of the loss, or be a single one for" + " all, not a list of " + profiles.size());
        }
    }

    /** A simulation must reach the end of one step at least. */
    void wholeStep(Experiment experiment) {
        double end = experiment.times().get(experiment.times().size() - 1);
        double step = experiment.simulatedStep().orElse(0);
        if (step <= end) {
            return;
        }
        String rule = "the simulation's steps have length " + step + ", longer than the whole run to time.end = " + end;
        if (experiment.simulation().orElseThrow().method() instanceof Experiment.Homogenized) {
            ConfigNode simulation = top.child("simulation").orElseThrow();
            ConfigNode at = simulation instanceof ConfigNode.Mapping mapping
                    ? mapping.entries().getOrDefault("step", simulation)
                    : simulation;
            top.problem(at, "simulation.step", rule + "; lower it, or raise time.end");
        } else {
            top.problem("batch", rule + ", being batch / dimension; lower batch, or raise time.end or the dimension");
        }
    }

    /** Whatever is random derives from a seed. */
    void seed(
            OptionalLong seed,
            Optional<Experiment.Simulation> simulation,
            List<ClassSpecification> classes,
            List<Profile> teacher,
            List<Profile> initial) {
        if (seed.isPresent() || top.node().entries().containsKey("seed")) {
            return;
        }
        // In the limit of infinite dimension no vector is drawn: only its distribution counts.
        boolean randomVector = top.dimension().isPresent()
                && (classes.stream()
                                .anyMatch(c -> c.law()
                                        .map(law -> law.mean().isRandom())
                                        .orElse(false))
                        || Stream.concat(teacher.stream(), initial.stream()).anyMatch(Profile::isRandom));
        if (simulation.isPresent() || randomVector) {
            top.problem(
                    "seed",
                    "missing; " + (simulation.isPresent() ? "the simulation is" : "a profile is")
                            + " random, so give an integer such as seed: 1");
        }
    }
}
