package org.sgdyn.asymptotics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sgdyn.asymptotics.Prediction.Claim;
import org.sgdyn.asymptotics.Prediction.Kind;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.model.Training;
import org.sgdyn.statistics.Quantity;

/** Finds what theory says about an experiment's late times; the package documentation derives it. */
public final class Predictor {

    /** Eigenvalues that differ by more than this factor make late times of their own. */
    private static final double WIDE = 100;

    /** A squared Mahalanobis distance beyond which exp(-M / 2) is negligible beside any curve. */
    private static final double FAR = 50;

    private final LateState at;
    private final ModeTable modes;
    private final Optional<SmallEigenvalues> small;
    private final List<Claim> claims = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Predictor(LateState at) {
        this.at = at;
        modes = at.problem().modes();
        small = SmallEigenvalues.of(modes, at.nodesPerPanel());
    }

    /**
     * Predicts.
     *
     * @param at the problem and the end of its curve
     * @return the prediction; empty if the experiment belongs to no family that is understood
     */
    public static Optional<Prediction> predict(LateState at) {
        LearningProblem problem = at.problem();
        if (!problem.trained().isEmpty()) {
            return Optional.empty();
        }
        if (problem.training().isPlain()) {
            return new Predictor(at).predict();
        }
        if (problem.modes().outputs() > 1 || !problem.training().isHeavyBall()) {
            return Optional.empty();
        }
        // One output: the stationary state is SGD's, C = gamma N / (2 A d), and slow modes follow the mean gradient as
        // in SGD.
        Predictor plain = new Predictor(at.with(problem.with(Training.PLAIN)));
        plain.notes.add("heavy ball of one output ends as SGD does at the same learning rate");
        return plain.predict();
    }

    private Optional<Prediction> predict() {
        if (!(at.learningRate() > 0)) {
            return Optional.empty();
        }
        if (at.problem().loss().quadraticCurvature().isPresent()) {
            return Optional.of(quadratic());
        }
        Optional<Margins> margins = at.problem().ridge() == 0 ? Margins.of(at.problem()) : Optional.empty();
        if (margins.isPresent() && hasCleanMeans()) {
            Optional<Prediction> clean = cleanMeans(margins.get());
            if (clean.isPresent()) {
                return clean;
            }
        }
        if (margins.isPresent() && small.isPresent() && !small.get().converges(0, 1)) {
            return margins.get().symmetric().map(this::powerLaw);
        }
        return modes.outputs() == 1 ? stationary(margins.flatMap(Margins::symmetric)) : Optional.empty();
    }

    private Prediction prediction(String family) {
        return new Prediction(family, List.copyOf(notes), List.copyOf(claims));
    }

    private void claim(Quantity quantity, Kind kind, double value) {
        claim(quantity.word(), kind, value);
    }

    private void claim(Quantity quantity, int i, int output, Kind kind, double value) {
        claim(quantity.ofOutput(i + 1, output + 1, modes.outputs()).name(), kind, value);
    }

    private void claim(String column, Kind kind, double value) {
        if (!Double.isNaN(value)) {
            claims.add(new Claim(column, kind, value));
        }
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.6g", value);
        return text.contains("e") ? text.replaceFirst("\\.?0*e", "e") : text.replaceFirst("\\.?0+$", "");
    }

    // --- 1 losses with a constant Hessian --------------------------------------------------------------------------

    private Prediction quadratic() {
        QuadraticStationaryState state = QuadraticStationaryState.solve(at, small);
        OptionalDouble critical = state.criticalLearningRate();
        if (critical.isPresent() && at.learningRate() >= critical.getAsDouble()) {
            claim(Quantity.RISK, Kind.LIMIT, Double.POSITIVE_INFINITY);
            notes.add("the learning rate is not below the critical one, " + number(critical.getAsDouble())
                    + ": gradient noise feeds itself and the risk grows exponentially");
            return prediction("linear dynamics, unstable");
        }
        claim(Quantity.RISK, Kind.LIMIT, state.risk());
        for (int i = 0; i < modes.classes(); i++) {
            for (int j = 0; j < modes.outputs(); j++) {
                claim(Quantity.LOGIT_VARIANCE, i, j, Kind.LIMIT, state.logitVariance(i, j));
                claim(Quantity.COSINE, i, j, Kind.LIMIT, state.cosine(i, j));
            }
        }
        noteApproach();
        return prediction("linear dynamics: its stationary state in closed form");
    }

    /** Section 2: deviations from the limit fall like t^-|kappa|, where the eigenvalues reach down to 0. */
    private void noteApproach() {
        if (at.problem().ridge() > 0) {
            return;
        }
        if (small.isPresent()) {
            double kappa = small.get().growth(0);
            if (!small.get().isMarginal(0) && Math.abs(kappa) < 1) {
                claim(Quantity.RISK, Kind.APPROACH, Math.abs(kappa));
            }
        } else if (!at.isInfinite()) {
            double slowest = Double.POSITIVE_INFINITY;
            double fastest = 0;
            for (int g = 0; g < modes.groups(); g++) {
                double average = SmallEigenvalues.average(modes, g);
                slowest = average > 0 ? Math.min(slowest, average) : slowest;
                fastest = Math.max(fastest, average);
            }
            if (fastest > WIDE * slowest) {
                notes.add("at this finite dimension the slowest direction, of eigenvalue " + number(slowest)
                        + ", relaxes at t of order 1 / (gamma h eigenvalue), h being the loss's mean curvature; until then the"
                        + " curves are those of infinite dimension");
            }
        }
    }

    // --- 2 stationary states of other losses -----------------------------------------------------------------------

    private Optional<Prediction> stationary(Optional<Margins.Symmetric> margins) {
        boolean ridge = at.problem().ridge() > 0;
        if (!ridge && (hasCleanMeans() || diverges())) {
            return Optional.empty();
        }
        Optional<ScalarStationaryState> found = ScalarStationaryState.solve(at, small);
        if (found.isEmpty()) {
            return margins.filter(m -> !ridge).flatMap(this::tinyLimit);
        }
        ScalarStationaryState state = found.get();
        claim(Quantity.RISK, Kind.LIMIT, state.risk());
        for (int i = 0; i < modes.classes(); i++) {
            claim(Quantity.LOGIT_VARIANCE, i, 0, Kind.LIMIT, state.logitVariance(i));
            claim(Quantity.COSINE, i, 0, Kind.LIMIT, state.cosine(i));
        }
        notes.add(
                "the stationarity equations have one solution for convex losses and small learning rates; of several, this is the"
                        + " one next to the end of the curve");
        noteApproach();
        return Optional.of(prediction("stationary state: the fixed point of the logits' means and variances"));
    }

    private boolean diverges() {
        boolean diverges = false;
        for (int i = 0; i < modes.classes() && small.isPresent(); i++) {
            diverges |= !small.get().converges(i, 1);
        }
        return diverges;
    }

    /** Section 2 with q / h = 2: symmetric classes far apart leave a risk of order exp(-M / 2), which no search can find. */
    private Optional<Prediction> tinyLimit(Margins.Symmetric margins) {
        double distance = 0;
        for (int s = 0; s < modes.slots(); s++) {
            distance += margins.squares()[s] == 0 ? 0 : margins.squares()[s] / margins.eigenvalues()[s];
        }
        if (!(distance > FAR)) {
            return Optional.empty();
        }
        noteApproach();
        return Optional.of(prediction("stationary state, too far to be computed: a positive limit of order exp(-M / 2),"
                + " M = " + number(distance)));
    }

    private boolean hasCleanMeans() {
        for (int g = 0; g < modes.groups(); g++) {
            if (SmallEigenvalues.average(modes, g) == 0) {
                for (int s = modes.slotStart(g); s < modes.slotStart(g + 1); s++) {
                    for (int i = 0; i < modes.classes(); i++) {
                        if (modes.slotMeans(i)[s] != 0) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    // --- 3 exponential losses with means on modes without variance -------------------------------------------------

    private Optional<Prediction> cleanMeans(Margins margins) {
        Optional<Margins.Symmetric> symmetric = margins.symmetric();
        double limit;
        if (symmetric.isPresent()) {
            double square = 0;
            for (int s = 0; s < modes.slots(); s++) {
                square +=
                        symmetric.get().eigenvalues()[s] == 0 ? symmetric.get().squares()[s] : 0;
            }
            limit = symmetric.get().riskFactor() / (symmetric.get().timeFactor() * at.learningRate() * square);
        } else if (modes.outputs() == 1) {
            int classes = modes.classes();
            double[] gram = margins.cleanGram();
            double[] multipliers = new double[classes];
            OptionalDouble length = LargestMargin.solve(gram, multipliers);
            if (length.isEmpty() || margins.hasPartlyCleanModes(multipliers)) {
                return Optional.empty();
            }
            limit = length.getAsDouble() / at.learningRate();
        } else {
            return Optional.empty();
        }
        claim(Quantity.RISK, Kind.LIMIT, 0);
        claim(Quantity.RISK, Kind.TIMES_T, limit);
        claim(Quantity.RISK, Kind.EXPONENT, -1);
        if (modes.outputs() == 1) {
            cleanAlignment(margins, limit * at.learningRate());
        }
        if (symmetric.isPresent() && modes.outputs() == 1) {
            boolean bounded = small.isEmpty() || small.get().converges(0, 1);
            double variance = 0;
            for (int s = 0; s < modes.slots(); s++) {
                double eigenvalue = symmetric.get().eigenvalues()[s];
                variance += eigenvalue > 0 ? symmetric.get().squares()[s] / eigenvalue : 0;
            }
            for (int i = 0; i < modes.classes(); i++) {
                claim(Quantity.LOGIT_VARIANCE, i, 0, Kind.LIMIT, bounded ? variance : Double.POSITIVE_INFINITY);
            }
        }
        notes.add("logit means grow like log t along the modes without variance");
        return Optional.of(prediction("means on modes without variance: risk ~ " + number(limit) + " / t"));
    }

    /** X / log t tends to w = sum_i a_i nu_i on the clean modes, |w|^2 = sum a_i. */
    private void cleanAlignment(Margins margins, double squaredLength) {
        int classes = modes.classes();
        double[] multipliers = new double[classes];
        if (LargestMargin.solve(margins.cleanGram(), multipliers).isEmpty()) {
            return;
        }
        double[] gram = margins.cleanGram();
        for (int i = 0; i < classes; i++) {
            double product = 0;
            for (int j = 0; j < classes; j++) {
                product += multipliers[j] * gram[i * classes + j];
            }
            double square = 0;
            for (double coordinate : modes.slotMeans(i)) {
                square += coordinate * coordinate;
            }
            claim(Quantity.COSINE, i, 0, Kind.LIMIT, margins.sign(i) * product / Math.sqrt(squaredLength * square));
        }
    }

    // --- 4 exponential losses on a common power law ----------------------------------------------------------------

    private Prediction powerLaw(Margins.Symmetric margins) {
        SmallEigenvalues below = small.orElseThrow();
        double alpha = below.exponent;
        double meanScale = below.meanScales[0] * margins.squareFactor();
        claim(Quantity.RISK, Kind.LIMIT, 0);
        for (int i = 0; i < modes.classes() && modes.outputs() == 1; i++) {
            claim(Quantity.LOGIT_VARIANCE, i, 0, Kind.LIMIT, Double.POSITIVE_INFINITY);
            claim(Quantity.COSINE, i, 0, Kind.LIMIT, 0);
        }
        String place = "eigenvalues ~ u^" + number(alpha) + ", means ~ u^" + number(below.meanExponents[0] / 2);
        notes.add(
                "the iterate turns to ever cleaner directions, so that its cosine with the whole mean falls like a power of log t");
        if (below.isMarginal(0)) {
            double rho = meanScale / (alpha * below.scale);
            double exponent = -rho / (rho + 2);
            claim(Quantity.RISK, Kind.EXPONENT, exponent);
            return prediction(
                    "at the transition (" + place + "): risk ~ t^" + number(exponent) + " up to powers of log t");
        }
        double kappa = below.growth(0);
        if (kappa >= 1) {
            return prediction("above the transition (" + place + ")");
        }
        double gamma = at.learningRate() * margins.timeFactor();
        SeparationRate rate = SeparationRate.of(
                kappa, alpha, below.scale, meanScale, margins.eigenvalues(), margins.squares(), gamma);
        claim(Quantity.RISK, Kind.EXPONENT, -1);
        rate.psi(at.end()).ifPresent(psi -> {
            claim(Quantity.RISK, Kind.SLOPE_AT_END, rate.slope(psi));
            claim(Quantity.RISK, Kind.AT_END, margins.riskFactor() * rate.risk(psi));
        });
        notes.add("the ratio of logit variance to logit mean tends to 2 - 2^kappa = " + number(2 - Math.pow(2, kappa))
                + ", with kappa = (alpha - 2 beta - 1) / alpha = " + number(kappa));
        return prediction("above the transition (" + place + "): risk ~ "
                + number(margins.riskFactor() * rate.constant()) + " (log t)^" + number(rate.logPower) + " / t");
    }
}
