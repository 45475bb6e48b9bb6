package org.sgdyn.solvers;

import org.sgdyn.plugin.PluginModule;
import org.sgdyn.spi.Description;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.Reference;

/** Names the integrators and learning-rate rules of this package. */
public final class SolversPlugin extends PluginModule {

    private static final Reference HAIRER = Reference.of("""
            @book{hairer1993solving,
              author = {Hairer, Ernst and N{\\o}rsett, Syvert P. and Wanner, Gerhard},
              title = {Solving Ordinary Differential Equations {I}: Nonstiff Problems},
              edition = {2},
              publisher = {Springer},
              year = {1993}
            }""");

    private static final Reference RODAS5P = Reference.of("""
            @article{steinebach2023construction,
              author = {Steinebach, Gerd},
              title = {Construction of {Rosenbrock--Wanner} Method {Rodas5P} and Numerical Benchmarks within the {Julia}
                Differential Equations Package},
              journal = {BIT Numerical Mathematics},
              volume = {63},
              pages = {27},
              year = {2023}
            }""");

    private static final Reference DORMAND_PRINCE = Reference.of("""
            @article{dormand1980family,
              author = {Dormand, John R. and Prince, Peter J.},
              title = {A Family of Embedded {Runge-Kutta} Formulae},
              journal = {Journal of Computational and Applied Mathematics},
              volume = {6},
              number = {1},
              pages = {19--26},
              year = {1980}
            }""");

    private static final Reference HIGH_LINE = Reference.of("""
            @inproceedings{collinswoodfin2024high,
              author = {Collins-Woodfin, Elizabeth and Seroussi, Inbar and Garc{\\'i}a Malaxechebarr{\\'i}a, Bego{\\~n}a
                and Mackenzie, Andrew W. and Paquette, Elliot and Paquette, Courtney},
              title = {The High Line: Exact Risk and Learning Rate Curves of Stochastic Adaptive Learning Rate Algorithms},
              booktitle = {Advances in Neural Information Processing Systems},
              year = {2024},
              note = {arXiv:2405.19585}
            }""");

    private static final Reference COSINE = Reference.of("""
            @inproceedings{loshchilov2017sgdr,
              author = {Loshchilov, Ilya and Hutter, Frank},
              title = {{SGDR}: Stochastic Gradient Descent with Warm Restarts},
              booktitle = {International Conference on Learning Representations},
              year = {2017}
            }""");

    /** For the plug-in loader. */
    public SolversPlugin() {}

    @Override
    protected void configure() {
        integrator(
                "modewise",
                Tolerances.factory(ModewiseIntegrator::new),
                adaptive(
                                "linearly implicit, solves with the structure of the modes, safe for stiff systems, order 5, adaptive")
                        .reference(RODAS5P));
        integrator(
                "euler",
                FixedStepIntegrator.factory(EulerIntegrator::of),
                stepped("Euler's method, order 1, fixed step").formula("y + h f(t, y)"));
        integrator(
                "runge-kutta-4",
                FixedStepIntegrator.factory(RungeKutta4Integrator::of),
                stepped("the classical Runge-Kutta method, order 4, fixed step").reference(HAIRER));
        integrator(
                "dormand-prince-54",
                Tolerances.factory(DormandPrince54Integrator::of),
                adaptive("the Runge-Kutta pair of Dormand and Prince, orders 5 and 4, adaptive")
                        .reference(DORMAND_PRINCE));
        integrator(
                "dormand-prince-853",
                Tolerances.factory(DormandPrince853Integrator::of),
                adaptive("the Runge-Kutta method of Dormand and Prince, order 8, adaptive")
                        .reference(HAIRER));
        integrator(
                "gragg-bulirsch-stoer",
                Tolerances.factory(GraggBulirschStoerIntegrator::of),
                adaptive("extrapolation after Gragg, Bulirsch and Stoer, order up to 18, adaptive")
                        .reference(HAIRER));
        integrator(
                "adams-moulton",
                Tolerances.factory(AdamsMoultonIntegrator::of),
                adaptive("the multistep method of Adams and Moulton, order 6, adaptive")
                        .reference(HAIRER));

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
                        .reference(COSINE));
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
                        .reference(HIGH_LINE));
        learningRate(
                "line-search",
                parameters -> new LineSearchLearningRate(),
                Description.of("exact line search, greedy in the risk; 0 where the denominator is not positive")
                        .formula("|grad R|^2 / ((1/d) sum_ij p_i p_j tr(K_i K_j) tr(H_i G_j)), without ridge")
                        .reference(HIGH_LINE));
        learningRate(
                "polyak",
                parameters -> new PolyakLearningRate(),
                Description.of("Polyak's step, greedy in the distance to the teacher")
                        .formula("<grad R, X - X*> / ((1/d) sum_i p_i tr(K_i) tr(G_i))")
                        .reference(HIGH_LINE));
    }

    private static Description stepped(String meaning) {
        return Description.of(meaning)
                .parameter("step", "the longest step h; each interval between output times is cut evenly");
    }

    private static Description adaptive(String meaning) {
        return Description.of(meaning)
                .parameter("relativeTolerance", "error per step, relative to the state")
                .parameter("absoluteTolerance", "error per step where the state is small")
                .parameter("maximumSteps", "steps after which it gives up")
                .parameter("maximumEvaluations", "evaluations of the right-hand side after which it gives up");
    }
}
