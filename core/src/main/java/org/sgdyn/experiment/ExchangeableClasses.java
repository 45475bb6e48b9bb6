package org.sgdyn.experiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.sgdyn.experiment.Experiment.Curve;
import org.sgdyn.model.Training;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.spi.Families;
import org.sgdyn.spi.FeatureMap;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.ProfileLimit;
import org.sgdyn.spi.UpdateRule;

/**
 * Finds families of exchangeable classes. In the limit of infinite dimension independent Gaussian means are orthogonal, and nothing but
 * their profile counts; so classes of equal weight, covariance and profile may be exchanged, with their outputs, if the loss
 * and the algorithm do not tell them apart and the start does not either.
 */
final class ExchangeableClasses {

    /** The key of whether exchangeable classes are taken together. */
    static final String KEY = "reduction";

    private static final String AUTOMATIC = "auto";

    /** The words of {@link #KEY}. */
    static final List<String> WORDS = List.of(AUTOMATIC, "none");

    private ExchangeableClasses() {}

    /** Reads whether families are looked for. */
    static boolean areWanted(NodeParameters top) {
        return top.choice(KEY, WORDS, AUTOMATIC).equals(AUTOMATIC);
    }

    /** What classes of a family have in common; classes of equal settings share their law. */
    private record Kind(double weight, ClassSpecification.Law law) {}

    /** The families, if they make the dynamics smaller. */
    static Optional<Families> of(
            OptionalInt dimension,
            List<ClassSpecification> classes,
            Loss loss,
            List<Profile> initial,
            Training training,
            List<Curve> curves) {
        boolean isSymmetric = dimension.isEmpty()
                && loss.isEquivariant()
                && loss.teacherOutputs() == 0
                && loss.outputs() == classes.size()
                && initial.size() == 1
                && isGaussian(initial.get(0))
                && classes.stream().allMatch(one -> one.law().isPresent() && isGaussian(one.mean()))
                && training.labels().isNone()
                && training.weights().isEmpty()
                && training.riskWeights().isEmpty()
                && curves.stream().allMatch(curve -> curve.bias().isEmpty())
                && curves.stream().map(Curve::algorithm).allMatch(ExchangeableClasses::treatsOutputsAlike);
        if (!isSymmetric) {
            return Optional.empty();
        }
        Map<Kind, Integer> kinds = new HashMap<>();
        int[] family = new int[classes.size()];
        for (int i = 0; i < family.length; i++) {
            ClassSpecification one = classes.get(i);
            Kind kind = new Kind(one.weight(), one.law().orElseThrow());
            Integer known = kinds.putIfAbsent(kind, kinds.size());
            family[i] = known == null ? kinds.size() - 1 : known;
        }
        Families families = Families.of(family);
        return families.coordinates() < classes.size() ? Optional.of(families) : Optional.empty();
    }

    private static boolean isGaussian(Profile profile) {
        return profile.limit().filter(ProfileLimit::isGaussian).isPresent();
    }

    /** Whether an algorithm moves along gradients as they are, with no scale of its own for entries. */
    private static boolean treatsOutputsAlike(UpdateRule rule) {
        return Training.of(rule).hasOwnGradients()
                && rule.secondMoment().isEmpty()
                && rule.features() == FeatureMap.LINEAR;
    }
}
