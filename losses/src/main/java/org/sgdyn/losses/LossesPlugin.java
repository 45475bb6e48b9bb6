package org.sgdyn.losses;

import java.util.List;
import java.util.Locale;
import org.sgdyn.losses.network.Activations;
import org.sgdyn.losses.network.CommitteeReader;
import org.sgdyn.plugin.PluginModule;
import org.sgdyn.spi.Description;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.Reference;

/** Brings the losses of the experiment format. */
public final class LossesPlugin extends PluginModule {

    private static final Reference HUBER = Reference.of("""
            @article{huber1964robust,
              author = {Huber, Peter J.},
              title = {Robust Estimation of a Location Parameter},
              journal = {The Annals of Mathematical Statistics},
              volume = {35},
              number = {1},
              pages = {73--101},
              year = {1964}
            }""");

    private static final Reference SUPPORT_VECTORS = Reference.of("""
            @article{cortes1995support,
              author = {Cortes, Corinna and Vapnik, Vladimir},
              title = {Support-Vector Networks},
              journal = {Machine Learning},
              volume = {20},
              number = {3},
              pages = {273--297},
              year = {1995}
            }""");

    private static final Reference SAAD_SOLLA = Reference.of("""
            @article{saad1995exact,
              author = {Saad, David and Solla, Sara A.},
              title = {Exact Solution for On-Line Learning in Multilayer Neural Networks},
              journal = {Physical Review Letters},
              volume = {74},
              number = {21},
              pages = {4337--4340},
              year = {1995}
            }""");

    private static final Reference GOLDT = Reference.of("""
            @misc{goldt2019dynamics,
              author = {Goldt, Sebastian and Advani, Madhu S. and Saxe, Andrew M. and Krzakala, Florent and Zdeborov{\\'a}, Lenka},
              title = {Dynamics of stochastic gradient descent for two-layer neural networks in the teacher-student setup},
              year = {2019},
              eprint = {1906.08632},
              archivePrefix = {arXiv}
            }""");

    @Override
    protected void configure() {
        loss(
                "logistic",
                parameters -> new Logistic(),
                Description.of("binary logistic regression, labels 0 and 1; predicts 1 where r > 0")
                        .formula("log(1 + exp(r)) - y r"));
        loss(
                "least-squares",
                LossesPlugin::leastSquares,
                Description.of("half the squared difference from the label, or from label and teacher")
                        .formula("(r - y - r* - eps)^2 / 2, r* = 0 without a teacher")
                        .parameter("noise", "variance of the label noise eps")
                        .parameter("teacher", "whether the target holds the teacher's logit r*")
                        .parameter(
                                "decision",
                                "none, or sign: a sample counts as of a positive label where r > 0, which gives an error"));
        loss(
                "huber",
                parameters -> Huber.of(parameters.number("delta", Range.POSITIVE, 1.0)),
                Description.of("quadratic near the label, linear far from it")
                        .formula("u^2 / 2 where |u| <= delta, delta |u| - delta^2 / 2 beyond; u = r - y")
                        .parameter("delta", "where the quadratic part ends")
                        .reference(HUBER));
        loss(
                "hinge",
                parameters -> new Hinge(),
                Description.of("loss of the support vector machine; labels > 0 count as +1, others as -1")
                        .formula("max(0, 1 - y r)")
                        .reference(SUPPORT_VECTORS));
        loss(
                "squared-hinge",
                parameters -> new SquaredHinge(),
                Description.of("half the squared hinge; labels > 0 count as +1, others as -1")
                        .formula("max(0, 1 - y r)^2 / 2")
                        .reference(SUPPORT_VECTORS));
        loss(
                "probit",
                parameters -> new Probit(),
                Description.of("probit regression; labels > 0 count as +1, others as -1")
                        .formula("-log Phi(y r)"));
        loss(
                "phase-retrieval",
                parameters -> new PhaseRetrieval(),
                Description.of("squared measurements of a teacher; labels are not used")
                        .formula("(r^2 - r*^2)^2 / 4"));
        loss(
                "softmax",
                Softmax::of,
                Description.of("softmax cross-entropy, an output per class; predicts the largest logit")
                        .formula("log sum_j exp(r_j) - r_i")
                        .parameter(
                                "points", "quasi-random points of the Gaussian means, used for four classes or more"));
        loss(
                "one-hot-least-squares",
                parameters -> OneHotLeastSquares.of(parameters.classes()),
                Description.of("least squares onto one-hot targets, an output per class; predicts the largest logit")
                        .formula("|r - e_i|^2 / 2"));
        configureNetworks();
    }

    private void configureNetworks() {
        for (Activations activation : Activations.values()) {
            activation(
                    activation.name().toLowerCase(Locale.ROOT),
                    parameters -> activation,
                    switch (activation) {
                        case ERF -> Description.of("error function").formula("phi(r) = erf(r / sqrt(2))");
                        case RELU -> Description.of("rectifier").formula("phi(r) = max(0, r)");
                        case TANH -> Description.of("hyperbolic tangent").formula("phi(r) = tanh(r)");
                        case QUADRATIC -> Description.of("square").formula("phi(r) = r^2");
                        case LINEAR -> Description.of("no activation").formula("phi(r) = r");
                    });
        }
        loss(
                "committee",
                CommitteeReader::read,
                Description.of(
                                "network of two layers: the iterate is the first, an output per hidden unit; the second is"
                                        + " fixed or trained. It learns labels (negative and positive, or 0 and 1, or classes, as the"
                                        + " criterion wants them), or imitates a teacher network")
                        .formula(
                                "f = sum_j v_j phi(r_j) + c; squared: (f - y)^2 / 2, logistic: log(1 + exp(f)) - y f, softmax:"
                                        + " log sum_c exp(f_c) - f_i")
                        .parameter("activation", "phi of the hidden units")
                        .parameter("hidden", "how many hidden units; initial may give each its own start")
                        .parameter("output", "the second layer")
                        .parameter(
                                "output.weights",
                                "v, 1 each by default, or where they start; for softmax a row of all units for each class,"
                                        + " one after another")
                        .parameter("output.offset", "c, or where it starts")
                        .parameter("output.train", "whether v and c are trained; the columns are output_j and offset")
                        .parameter("output.rate", "at which they are trained, relative to the learning rate")
                        .parameter("criterion", "how the output is judged")
                        .parameter("teacher", "a network to imitate, with the key teacher giving its units' profiles")
                        .parameter("teacher.weights", "v* of its units; without them there is no teacher")
                        .parameter("teacher.activation", "of its units; that of the hidden units by default")
                        .parameter("noise", "variance of the noise on the teacher's output")
                        .example("{type: committee, activation: erf, hidden: 1}")
                        .reference(SAAD_SOLLA)
                        .reference(GOLDT));
    }

    private static LeastSquares leastSquares(Parameters parameters) {
        LeastSquares loss =
                LeastSquares.of(parameters.number("noise", Range.NON_NEGATIVE, 0.0), parameters.flag("teacher", false));
        return parameters.choice("decision", List.of("none", "sign"), "none").equals("sign") ? loss.deciding() : loss;
    }
}
