package org.sgdyn.solvers;

import java.util.List;
import java.util.OptionalDouble;
import org.sgdyn.plugin.PluginModule;
import org.sgdyn.spi.Description;
import org.sgdyn.spi.FeatureMap;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.UpdateRule;

/** Names the integrators, learning-rate rules and algorithms of this package. */
public final class SolversPlugin extends PluginModule {

    private static final List<String> BASES = List.of("modes", "delocalized");

    private static final String GRADIENT =
            "what the gradient of a sample goes through first: clipped, or another algorithm that does nothing else";

    /** For the plug-in loader. */
    public SolversPlugin() {}

    @Override
    protected void configure() {
        integrators();
        learningRates();
        shapes();
        memories();
        scales();
    }

    private void integrators() {
        integrator(
                "modewise",
                Tolerances.factory(ModewiseIntegrator::new),
                adaptive(
                                "explicit, then, where stability would hold the steps, linearly implicit with the structure of the modes,"
                                        + " safe for stiff systems, order 5, adaptive")
                        .reference(Sources.DORMAND_PRINCE)
                        .reference(Sources.RODAS5P));
        integrator(
                "euler",
                FixedStepIntegrator.factory(EulerIntegrator::of),
                stepped("Euler's method, order 1, fixed step").formula("y + h f(t, y)"));
        integrator(
                "runge-kutta-4",
                FixedStepIntegrator.factory(RungeKutta4Integrator::of),
                stepped("the classical Runge-Kutta method, order 4, fixed step").reference(Sources.HAIRER));
        integrator(
                "dormand-prince-54",
                Tolerances.factory(DormandPrince54Integrator::of),
                adaptive("the Runge-Kutta pair of Dormand and Prince, orders 5 and 4, adaptive")
                        .reference(Sources.DORMAND_PRINCE));
        integrator(
                "dormand-prince-853",
                Tolerances.factory(DormandPrince853Integrator::of),
                adaptive("the Runge-Kutta method of Dormand and Prince, order 8, adaptive")
                        .reference(Sources.HAIRER));
        integrator(
                "runge-kutta-chebyshev",
                Tolerances.factory(RungeKuttaChebyshevIntegrator::new, 1e-6, 1e-8),
                limited("explicit with as many stages as stability needs, for stiff systems without a cheap Jacobian,"
                                + " order 2, adaptive")
                        .parameter("relativeTolerance", "error of the curves, about: a step may err by its power 3/2")
                        .parameter("absoluteTolerance", "the same where the state is small")
                        .reference(Sources.CHEBYSHEV));
        integrator(
                "gragg-bulirsch-stoer",
                Tolerances.factory(GraggBulirschStoerIntegrator::of),
                adaptive("extrapolation after Gragg, Bulirsch and Stoer, order up to 18, adaptive")
                        .reference(Sources.HAIRER));
        integrator(
                "adams-moulton",
                Tolerances.factory(AdamsMoultonIntegrator::of),
                adaptive("the multistep method of Adams and Moulton, order 6, adaptive")
                        .reference(Sources.HAIRER));
    }

    private void learningRates() {
        learningRate(
                "constant",
                parameters -> new ConstantLearningRate(parameters.number("value", Range.NON_NEGATIVE)),
                Description.of("the same at all times").formula("gamma").parameter("value", "gamma"));
        learningRate(
                "power-decay",
                parameters -> new PowerDecayLearningRate(
                        parameters.number("value", Range.NON_NEGATIVE),
                        parameters.number("time", Range.POSITIVE),
                        parameters.number("exponent", Range.NON_NEGATIVE)),
                Description.of("a power of time")
                        .formula("value (1 + t / time)^-exponent")
                        .parameter("value", "gamma at t = 0")
                        .parameter("time", "when the decay sets in")
                        .parameter("exponent", "the power"));
        learningRate(
                "exponential-decay",
                parameters -> new ExponentialDecayLearningRate(
                        parameters.number("value", Range.NON_NEGATIVE), parameters.number("time", Range.POSITIVE)),
                Description.of("exponential decay")
                        .formula("value exp(-t / time)")
                        .parameter("value", "gamma at t = 0")
                        .parameter("time", "after which gamma has fallen by the factor e"));
        learningRate(
                "cosine",
                parameters -> new CosineLearningRate(
                        parameters.number("value", Range.NON_NEGATIVE),
                        parameters.number("end", Range.POSITIVE),
                        parameters.number("final", Range.NON_NEGATIVE, 0)),
                Description.of("half a period of a cosine, then constant")
                        .formula("final + (value - final) cos^2(pi t / (2 end)) where t < end, else final")
                        .parameter("value", "gamma at t = 0")
                        .parameter("end", "when the last value is reached")
                        .parameter("final", "the last value")
                        .reference(Sources.COSINE));
        learningRate(
                "warm-up",
                parameters -> new WarmUpLearningRate(
                        parameters.number("time", Range.POSITIVE), parameters.part("then", LearningRate.class)),
                Description.of("a linear ramp in front of another rule, which sees the true time")
                        .formula("min(1, t / time) then(t)")
                        .parameter("time", "length of the ramp")
                        .parameter("then", "the other rule"));
        learningRate(
                "piecewise",
                parameters -> PiecewiseLearningRate.of(
                        parameters.numbers("times", Range.POSITIVE), parameters.numbers("values", Range.NON_NEGATIVE)),
                Description.of("a step function of time")
                        .formula("values[0] before times[0], values[k] from times[k-1] on")
                        .parameter("times", "when it jumps, ascending")
                        .parameter("values", "one more than times")
                        .example("{type: piecewise, times: [5.0], values: [1.0, 0.1]}"));
        learningRate(
                "adagrad-norm",
                parameters -> new AdagradNormLearningRate(
                        parameters.number("value", Range.NON_NEGATIVE), parameters.number("offset", Range.POSITIVE, 1)),
                Description.of("AdaGrad-Norm: falls with the accumulated squared gradient norm")
                        .formula("value / sqrt(offset^2 + S), dS/dt = sum_i p_i (tr K_i / d) tr G_i")
                        .parameter("value", "eta")
                        .parameter("offset", "b")
                        .reference(Sources.HIGH_LINE));
        learningRate(
                "line-search",
                parameters -> new LineSearchLearningRate(),
                Description.of("exact line search, greedy in the risk; 0 where the denominator is not positive")
                        .formula("|grad R|^2 / ((1/d) sum_ij p_i p_j tr(K_i K_j) tr(H_i G_j)), without ridge")
                        .reference(Sources.HIGH_LINE));
        learningRate(
                "polyak",
                parameters -> new PolyakLearningRate(),
                Description.of("Polyak's step, greedy in the distance to the teacher")
                        .formula("<grad R, X - X*> / ((1/d) sum_i p_i tr(K_i) tr(G_i))")
                        .reference(Sources.HIGH_LINE));
    }

    private void shapes() {
        algorithm(
                "clipped",
                parameters -> new ClippedSgd(
                        parameters.number("threshold", Range.POSITIVE),
                        parameters.number("noise", Range.NON_NEGATIVE, 0)),
                Description.of("SGD that clips the gradient of every sample by its norm, with Gaussian noise if asked")
                        .formula("psi min(1, c_i / |psi|), c_i = threshold / sqrt(|a|^2 / d)")
                        .parameter("threshold", "the largest norm, in units of sqrt(d)")
                        .parameter(
                                "noise", "the standard deviation of noise on every entry, as for differential privacy")
                        .reference(Sources.CLIPPING)
                        .reference(Sources.PRIVACY));
        algorithm(
                "normalized",
                parameters -> new NormalizedSgd(),
                Description.of("SGD along the direction of the gradient of every sample, whatever its norm")
                        .formula("psi / (sqrt(|a|^2 / d) |psi|)")
                        .reference(Sources.CLIPPING));
        algorithm(
                "sign",
                parameters -> new SignSgd(
                        parameters.choice("basis", BASES, BASES.get(0)).equals(BASES.get(0))
                                ? FeatureMap.Basis.MODES
                                : FeatureMap.Basis.DELOCALIZED),
                Description.of("SGD by the signs of the entries of the gradient of every sample; the ridge is as it is")
                        .formula("X <- X - (gamma / d) (sign(a psi^T) + ridge X)")
                        .parameter("basis", "whose entries: the modes, or coordinates in general position to them")
                        .reference(Sources.SIGNS));
    }

    private void memories() {
        algorithm(
                "heavy-ball",
                parameters -> Momentum.heavyBall(parameters.number("decay", Range.POSITIVE), gradient(parameters)),
                Description.of("momentum over the last d / decay samples, beta = 1 - decay / d")
                        .formula("V <- V + (decay / d) (G - V), X <- X - (gamma / d) V")
                        .parameter("decay", "theta = d (1 - beta)")
                        .parameter("gradient", GRADIENT)
                        .reference(Sources.POLYAK)
                        .reference(Sources.MOMENTUM));
        algorithm(
                "dana",
                parameters -> Momentum.dana(
                        parameters.number("weight", Range.NON_NEGATIVE),
                        parameters.number("decay", Range.POSITIVE),
                        parameters.number("offset", Range.POSITIVE),
                        gradient(parameters)),
                Description.of("dimension-adapted Nesterov acceleration: momentum that forgets ever more slowly")
                        .formula("V <- V + (1 / d) (G - decay / (t + offset) V), X <- X - (gamma / d) (G + weight V)")
                        .parameter("weight", "eta, the share of the momentum in a step")
                        .parameter("decay", "delta")
                        .parameter("offset", "t_0")
                        .parameter("gradient", GRADIENT)
                        .reference(Sources.DANA)
                        .reference(Sources.MOMENTUM));
        algorithm(
                "momentum",
                parameters -> new Momentum(
                        parameters.schedule("direct", Range.NON_NEGATIVE),
                        parameters.schedule("weight", Range.NON_NEGATIVE),
                        parameters.schedule("input", Range.NON_NEGATIVE),
                        parameters.schedule("decay", Range.NON_NEGATIVE),
                        gradient(parameters)),
                Description.of("the general momentum, with four numbers or functions of time")
                        .formula("V <- V + (1 / d) (input G - decay V), X <- X - (gamma / d) (direct G + weight V)")
                        .parameter("direct", "alpha, the share of the gradient in a step, perhaps a function of time")
                        .parameter("weight", "eta, the share of the momentum in a step, likewise")
                        .parameter("input", "iota, what the momentum takes up, likewise")
                        .parameter("decay", "theta, what it forgets, likewise")
                        .parameter("gradient", GRADIENT)
                        .reference(Sources.MOMENTUM)
                        .reference(Sources.DANA));
        algorithm(
                "schedule-free",
                parameters -> new ScheduleFree(
                        parameters.number("interpolation", ScheduleFree.INTERPOLATION),
                        parameters.number("offset", Range.POSITIVE),
                        gradient(parameters)),
                Description.of("schedule-free SGD: the iterate x averages z, gradients are taken between the two")
                        .formula("z <- z - (gamma / d) G(b x + (1 - b) z), x <- x + (z - x) / (d (t + offset))")
                        .parameter("interpolation", "b, how far from z towards x gradients are taken")
                        .parameter("offset", "t_0; 1 / d gives all iterates the same weight")
                        .parameter("gradient", GRADIENT)
                        .example("{type: schedule-free, interpolation: 0.9, offset: 0.2}")
                        .reference(Sources.SCHEDULE_FREE));
    }

    private void scales() {
        algorithm(
                "adam",
                parameters -> new Adam(
                        parameters
                                .optionalNumber("momentumDecay", Range.POSITIVE)
                                .map(OptionalDouble::of)
                                .orElseGet(OptionalDouble::empty),
                        parameters.number("secondMomentDecay", Range.POSITIVE),
                        parameters.number("epsilon", Range.NON_NEGATIVE),
                        parameters.flag("epsilonInside", false),
                        parameters.flag("biasCorrection", true),
                        parameters.flag("decoupledRidge", false),
                        gradient(parameters)),
                Description.of("Adam, RMSprop and AdamW: entries divided by the root of their gradients' second moment")
                        .formula(
                                "X <- X - (gamma / d) V / (sqrt(v) + epsilon), v and V means of G^2 and G over the last"
                                        + " d / secondMomentDecay and d / momentumDecay samples")
                        .parameter("momentumDecay", "theta = d (1 - beta_1); without it V = G, as for RMSprop")
                        .parameter("secondMomentDecay", "omega = d (1 - beta_2)")
                        .parameter("epsilon", "added to the root, whose size is of order 1")
                        .parameter("epsilonInside", "whether epsilon stands under the root")
                        .parameter("biasCorrection", "whether the start of both means at 0 is corrected for")
                        .parameter("decoupledRidge", "whether the ridge is outside of the scale, as for AdamW")
                        .parameter("gradient", GRADIENT)
                        .example("{type: adam, momentumDecay: 3.0, secondMomentDecay: 1.0, epsilon: 0.1}")
                        .reference(Sources.ADAM)
                        .reference(Sources.ADAMW));
        algorithm(
                "adagrad",
                parameters -> new Adagrad(parameters.number("epsilon", Range.POSITIVE), gradient(parameters)),
                Description.of("AdaGrad: entries divided by the root of the sum of their squared gradients")
                        .formula("X <- X - (gamma / d) G / sqrt(v + epsilon), v <- v + G^2 / d")
                        .parameter("epsilon", "added to the sum, under the root")
                        .parameter("gradient", GRADIENT)
                        .reference(Sources.ADAGRAD));
    }

    private static UpdateRule gradient(Parameters parameters) {
        return parameters.optionalPart("gradient", UpdateRule.class).orElse(UpdateRule.SGD);
    }

    private static Description stepped(String meaning) {
        return Description.of(meaning)
                .parameter("step", "the longest step h; each interval between output times is cut evenly");
    }

    private static Description adaptive(String meaning) {
        return limited(meaning)
                .parameter("relativeTolerance", "error per step, relative to the state")
                .parameter("absoluteTolerance", "error per step where the state is small");
    }

    private static Description limited(String meaning) {
        return Description.of(meaning)
                .parameter("maximumSteps", "steps after which it gives up")
                .parameter("maximumEvaluations", "evaluations of the right-hand side after which it gives up");
    }
}
