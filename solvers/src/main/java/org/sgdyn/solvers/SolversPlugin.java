package org.sgdyn.solvers;

import org.sgdyn.plugin.PluginModule;

/** Names the integrators and learning-rate rules of this package. */
public final class SolversPlugin extends PluginModule {

    /** For the plug-in loader. */
    public SolversPlugin() {}

    @Override
    protected void configure() {
        integrator("modewise", ModewiseIntegrator::of);
        integrator("euler", EulerIntegrator::of);
        integrator("runge-kutta-4", RungeKutta4Integrator::of);
        integrator("dormand-prince-54", DormandPrince54Integrator::of);
        integrator("dormand-prince-853", DormandPrince853Integrator::of);
        integrator("gragg-bulirsch-stoer", GraggBulirschStoerIntegrator::of);
        integrator("adams-moulton", AdamsMoultonIntegrator::of);

        learningRate("constant", ConstantLearningRate::of);
        learningRate("power-decay", PowerDecayLearningRate::of);
        learningRate("exponential-decay", ExponentialDecayLearningRate::of);
        learningRate("cosine", CosineLearningRate::of);
        learningRate("warm-up", WarmUpLearningRate::of);
        learningRate("piecewise", PiecewiseLearningRate::of);
        learningRate("adagrad-norm", AdagradNormLearningRate::of);
        learningRate("line-search", LineSearchLearningRate::of);
        learningRate("polyak", PolyakLearningRate::of);
    }
}
