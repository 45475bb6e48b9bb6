package org.sgdyn.spi;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A loss Psi_i(r, r*, eps) of the logits r in R^l, the teacher's logits r* in R^{l*}, the class i and label noise
 * eps ~ N(0, noise variance). A loss may have parameters theta of its own that are trained beside the iterate, see {@link #trained}:
 * their values stand behind the logits wherever those are given, and their derivatives behind the gradient in the logits.
 *
 * <p>{@link #value} and {@link #gradient} alone run both theory and simulation: the Gaussian expectations that enter the
 * theory then come from deterministic quadrature. A closed form overrides {@link #moments}.
 *
 * <p>Implementations are immutable and thread-safe.
 *
 * @since 0.1
 */
public interface Loss {

    /**
     * The number l &gt;= 1 of outputs (columns of the iterate X).
     *
     * @return l
     */
    int outputs();

    /**
     * The number l* &gt;= 0 of teacher outputs that the loss reads; 0 unless overridden.
     *
     * @return l*
     */
    default int teacherOutputs() {
        return 0;
    }

    /**
     * The variance of the label noise eps; 0 (no noise is drawn or integrated) unless overridden.
     *
     * @return the variance, &gt;= 0
     */
    default double noiseVariance() {
        return 0.0;
    }

    /**
     * The parameters theta_1..theta_q of order 1 that the loss has beside the logits and that are trained with them.
     *
     * @return the parameters; none unless overridden
     * @since 0.2
     */
    default List<TrainedParameter> trained() {
        return List.of();
    }

    /**
     * The loss of one sample, Psi_i(r, r*, eps).
     *
     * @param target the sample's class
     * @param logits r, length l, and theta, length q; not to be modified
     * @param teacherLogits r*, length l*; not to be modified
     * @param noise eps; 0 when {@link #noiseVariance} is 0
     * @return Psi
     */
    double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise);

    /**
     * The gradient in the logits, grad_r Psi_i(r, r*, eps); at a kink any element of the subdifferential.
     *
     * @param target the sample's class
     * @param logits r, length l, and theta, length q; not to be modified
     * @param teacherLogits r*, length l*; not to be modified
     * @param noise eps
     * @param gradient receives the l components, and behind them the q derivatives by theta
     */
    void gradient(ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient);

    /**
     * Logits at which the loss has a kink or jump in its value or derivatives, so that quadrature can split there; of several logits,
     * where it has one as any of them, a teacher's included, passes such a value. Empty (smooth) unless overridden. Leaving them out
     * costs speed for a single logit, and accuracy for two or three.
     *
     * @param target the class
     * @return the breakpoints in ascending order
     */
    default double[] breakpoints(ClassTarget target) {
        return new double[0];
    }

    /**
     * The decision rule behind the misclassification error; {@link DecisionRule#NONE} unless overridden.
     *
     * @return the rule
     */
    default DecisionRule decisionRule() {
        return DecisionRule.NONE;
    }

    /**
     * Whether a sample is misclassified, for {@link DecisionRule#OWN}.
     *
     * @param target the sample's class
     * @param logits r, length l, and theta, length q; not to be modified
     * @return true if the decision is not the class's
     * @throws UnsupportedOperationException unless overridden
     * @since 0.2
     */
    default boolean misclassifies(ClassTarget target, double[] logits) {
        throw new UnsupportedOperationException("the loss has no decision of its own");
    }

    /**
     * The curvature h of a loss that is quadratic in the logits with Hessian h I, whatever the class; its dynamics is linear and
     * its critical learning rate exact. Empty unless overridden.
     *
     * @return h &gt; 0, or empty if the loss is not of this form
     */
    default OptionalDouble quadraticCurvature() {
        return OptionalDouble.empty();
    }

    /**
     * What is wrong with a class's label, as a rule in words ("must be 0 or 1"), or empty if it is usable. By default
     * every number is usable and a missing label (NaN) is not.
     *
     * @param target the class
     * @return the rule that the label breaks
     */
    default Optional<String> labelProblem(ClassTarget target) {
        return Double.isFinite(target.label()) ? Optional.empty() : Optional.of("must be a number");
    }

    /**
     * The same loss with finer quadrature of its own, about four times the nodes, to see what its quadrature leaves; empty, as
     * unless overridden, if its moments are closed forms or come from the {@link GaussianExpectation}.
     *
     * @return the finer loss
     */
    default Optional<Loss> refined() {
        return Optional.empty();
    }

    /**
     * The Gaussian expectations of the loss for one class: by quadrature unless overridden by a closed form.
     *
     * <p>Called once per class and per thread; the returned object may hold scratch memory and is used by one thread.
     *
     * @param target the class
     * @param expectation the quadrature at the accuracy that the experiment asks for
     * @return the class moments as a function of the logits' mean and covariance
     */
    default LossMoments moments(ClassTarget target, GaussianExpectation expectation) {
        return expectation.moments(this, target);
    }

    /**
     * Whether {@link #gradient} is the gradient of {@link #value}, so that H is symmetric.
     *
     * @return true unless overridden
     * @since 0.2
     */
    default boolean isPotential() {
        return true;
    }

    /**
     * The Gaussian expectations of the loss with its gradient replaced by a shaped one, psi^ = S(psi; |a|^2 / d), for one class:
     * g = E psi^, G = E psi^ psi^^T, and [H; H*] = B^{-1} E[((r, r*) - m) psi^^T], rows for derivatives, columns for components of
     * psi^; H need not be symmetric. By quadrature unless overridden. The risk stays that of the loss.
     *
     * @param target the class
     * @param shape S
     * @param squaredFeature |a|^2 / d of the class
     * @param expectation the quadrature at the accuracy that the experiment asks for
     * @return the moments, for use by one thread
     * @since 0.2
     */
    default LossMoments shapedMoments(
            ClassTarget target, GradientShape shape, double squaredFeature, GaussianExpectation expectation) {
        return expectation.shapedMoments(this, target, shape, squaredFeature);
    }

    /**
     * Whether a permutation of the classes and, with them, of the outputs leaves the loss as it is: Psi_{pi(i)}(pi r) = Psi_i(r), with
     * an output per class and no regard for labels. Classes of equal weight and law are then exchangeable, and the theory needs a few numbers for a
     * family of them, whatever its size.
     *
     * @return false unless overridden
     * @since 0.2
     */
    default boolean isEquivariant() {
        return false;
    }

    /**
     * The Gaussian expectations of an equivariant loss for a class of a family, averaged over the permutations of its classes, in the
     * reduced coordinates of {@link Families}: arguments and results have an entry per coordinate in place of one per output. Of the
     * gradient, the component at the own family's contrast is the own output's less that of another class of the family, and there is
     * none at other contrasts. By {@link #moments} over all outputs unless overridden by what depends on few numbers.
     *
     * @param families the families
     * @param family which one, 0-based
     * @param target a class of the family, the first one
     * @param expectation the quadrature at the accuracy that the experiment asks for
     * @return the moments in reduced coordinates, for use by one thread
     * @since 0.2
     */
    default LossMoments familyMoments(
            Families families, int family, ClassTarget target, GaussianExpectation expectation) {
        return expectation.familyMoments(this, families, family, target);
    }

    /**
     * What keeps the expectations of this loss from being found class by class, as a rule in words, where no families of exchangeable
     * classes make it easier; empty unless overridden.
     *
     * @return such as "takes at most 1001 classes"
     * @since 0.2
     */
    default Optional<String> classByClassProblem() {
        return Optional.empty();
    }
}
