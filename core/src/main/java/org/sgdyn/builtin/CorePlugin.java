package org.sgdyn.builtin;

import java.util.OptionalDouble;
import org.sgdyn.execution.LocalExecutor;
import org.sgdyn.plugin.PluginModule;
import org.sgdyn.simulation.FeatureLaws;
import org.sgdyn.spi.Description;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.Reference;
import org.sgdyn.spi.UpdateRule;
import org.sgdyn.statistics.FamilyStatistics;
import org.sgdyn.statistics.NetworkStatistics;
import org.sgdyn.statistics.SpectralStatistics;
import org.sgdyn.statistics.Statistics;

/** The statistics that come with core, in the order of their columns, plain SGD, the feature laws and the executor. */
public final class CorePlugin extends PluginModule {

    private static final Reference BAILEY = Reference.of("""
            @article{bailey1994polar,
              author = {Bailey, Ralph W.},
              title = {Polar Generation of Random Variates with the {t}-Distribution},
              journal = {Mathematics of Computation},
              volume = {62},
              number = {206},
              pages = {779--781},
              year = {1994}
            }""");

    private static final Range BANDS = Range.closed(1, 1000);

    /** With two degrees or fewer there is no variance. */
    private static final Range DEGREES = Range.above(2);

    private static final Range THREADS = Range.closed(0, 1024);

    /** For the service loader. */
    public CorePlugin() {}

    @Override
    protected void configure() {
        statistic(
                "risk",
                parameters -> Statistics.risk(),
                Description.of("population risk: column risk").formula("R = sum_i p_i E Psi_i"));
        statistic(
                "error",
                parameters -> Statistics.error(),
                Description.of("misclassification probability, for losses that classify: column error")
                        .formula("sum_i p_i P(class i is predicted wrongly)"));
        statistic(
                "norm",
                parameters -> Statistics.norm(),
                Description.of("squared norm of the iterate: column norm_squared")
                        .formula("|X|^2"));
        statistic(
                "trained",
                parameters -> Statistics.trained(),
                Description.of(
                                "parameters trained beside the iterate, such as a bias or a network's output weights: a column"
                                        + " each, of its own name")
                        .formula("d theta/dt = -gamma rate sum_i p_i E d Psi_i / d theta"));
        statistic(
                "overlaps",
                parameters -> NetworkStatistics.overlaps(),
                Description.of(
                                "overlaps of a network's hidden units with each other and with a teacher's, by the covariance of"
                                        + " each class, where they are named: columns overlap_i_j_k, teacher_overlap_i_j_n")
                        .formula("Q_jk = X_j^T K_i X_k, R_jn = X_j^T K_i X*_n"));
        statistic(
                "specialisation",
                parameters -> NetworkStatistics.specialisation(),
                Description.of("how far hidden units have specialised on those of a teacher, from 0 to 1: column"
                                + " specialisation")
                        .formula("mean over n of the largest less the second largest |R_jn| / sqrt(Q_jj T_nn)"));
        statistic(
                "class-risk",
                parameters -> Statistics.classRisk(),
                Description.of("risk of each class: columns risk_i").formula("E Psi_i"));
        statistic(
                "logits",
                parameters -> Statistics.logits(),
                Description.of("means and variances of the logits: columns logit_mean_i, logit_variance_i")
                        .formula("m_i = X^T mu_i, B_i = X^T K_i X"));
        statistic(
                "alignment",
                parameters -> Statistics.alignment(),
                Description.of("alignment with the class means: columns cosine_i")
                        .formula("<X, mu_i> / (|X| |mu_i|)"));
        statistic(
                "class-error",
                parameters -> Statistics.classError(),
                Description.of("misclassification probability of each class: columns error_i")
                        .formula("P(class i is predicted wrongly)"));
        statistic(
                "margin",
                parameters -> Statistics.margin(),
                Description.of(
                                "margin in units of its deviation, for losses that classify by the sign: columns margin_i")
                        .formula("y_i m_i / sqrt(B_i), y_i = +1 or -1"));
        statistic(
                "gradient-norm",
                parameters -> Statistics.gradientNorm(),
                Description.of("norm of the risk's gradient: column gradient_norm")
                        .formula("|grad R|"));
        statistic(
                "teacher-distance",
                parameters -> Statistics.distanceToTeacher(),
                Description.of("distance to the teacher: column distance_to_teacher")
                        .formula("|X - X*|"));
        statistic(
                "spectral-alignment",
                parameters -> SpectralStatistics.alignment(parameters
                        .optionalNumber("threshold", Range.NON_NEGATIVE)
                        .map(OptionalDouble::of)
                        .orElseGet(OptionalDouble::empty)),
                Description.of("squared cosines with the clean and the noisy part of each class mean: columns"
                                + " alignment_clean_i, alignment_noisy_i")
                        .formula(
                                "<X, P mu_i>^2 / (|X|^2 |P mu_i|^2), P: modes with average eigenvalue at most, or above,"
                                        + " the threshold")
                        .parameter(
                                "threshold",
                                "the eigenvalue that separates clean from noisy modes; without it, the median over modes"));
        statistic(
                "energy",
                parameters -> SpectralStatistics.energy(parameters.integer("bands", BANDS, 10)),
                Description.of("squared norm of the iterate on each of equally wide bands of modes: columns energy_k")
                        .parameter("bands", "how many bands"));
        statistic(
                "confusion",
                parameters -> Statistics.confusion(),
                Description.of("confusion matrix of losses that predict the largest logit: columns confusion_i_j")
                        .formula("P(class i is predicted as class j)"));

        statistic(
                "families",
                parameters -> FamilyStatistics.families(),
                Description.of(
                                "where exchangeable classes are taken together (key reduction), risk and error of a class of each"
                                        + " family, and mean, variance and cosine of its own logit and of others': columns family_risk_f, family_error_f, own_logit_mean_f,"
                                        + " other_logit_mean_f_h and so on")
                        .formula("as class by class, for families f of classes and h of outputs"));

        algorithm(
                "sgd",
                parameters -> UpdateRule.SGD,
                Description.of("plain one-pass SGD: the gradient of each sample as it is")
                        .formula("X <- X - (gamma / d) (a psi^T + ridge X)"));

        statistic(
                "clean-risk",
                parameters -> Statistics.cleanRisk(),
                Description.of("population risk at the true labels, where labels are flipped: column clean_risk")
                        .formula("sum_i p_i E Psi_i at the label of class i"));
        statistic(
                "clean-error",
                parameters -> Statistics.cleanError(),
                Description.of("misclassification probability at the true labels, where labels are flipped: column"
                                + " clean_error")
                        .formula("sum_i p_i P(class i is not recognised)"));
        statistic(
                "held-out-error",
                parameters -> Statistics.heldOutError(),
                Description.of(
                                "standard error that the held-out samples leave in the simulated risk, where real data is"
                                        + " simulated: column risk_held_out_error")
                        .formula("sqrt( sum_y p_y^2 s_y^2 / n_y )"));
        statistic(
                "velocity",
                parameters -> Statistics.velocity(),
                Description.of("squared norm of an algorithm's velocity: column velocity_norm_squared")
                        .formula("|V|^2"));
        statistic(
                "preconditioner",
                parameters -> Statistics.preconditioner(),
                Description.of("scale of an algorithm's second moment over modes and outputs: columns"
                                + " preconditioner_mean, preconditioner_min, preconditioner_max")
                        .formula("P = 1 / (sqrt(v) + epsilon), or as the algorithm has it"));

        featureLaw(
                "gaussian",
                parameters -> FeatureLaws.gaussian(),
                Description.of("the law of the theory").formula("z ~ N(0, 1)"));
        featureLaw(
                "rademacher",
                parameters -> FeatureLaws.rademacher(),
                Description.of("signs").formula("z = -1 or 1 with equal probability"));
        featureLaw(
                "uniform",
                parameters -> FeatureLaws.uniform(),
                Description.of("uniform coordinates").formula("z ~ U[-sqrt(3), sqrt(3))"));
        featureLaw(
                "student-t",
                parameters -> FeatureLaws.studentT(parameters.number("degrees", DEGREES)),
                Description.of("Student's t, scaled to variance 1, for heavy tails")
                        .formula("z = sqrt((n - 2) / n) t, t ~ t_n, n = degrees")
                        .parameter("degrees", "degrees of freedom n: moments of order n and above are infinite")
                        .reference(BAILEY));

        executor(
                "local",
                parameters -> LocalExecutor.of(parameters.integer("threads", THREADS, 0)),
                Description.of("threads of this process")
                        .parameter("threads", "how many; 0 stands for one per processor"));
    }
}
