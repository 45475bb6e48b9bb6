package org.sgdyn.asymptotics;

import java.util.Arrays;
import java.util.Optional;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.DenseSolver;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.LossMoments;

/**
 * A stationary state of a loss of one output: a fixed point of the map from logit moments to the loss's expectations, to the
 * stationary iterate mode by mode, and back to logit moments, by Newton's method in the few moments; see the package documentation,
 * section 2. Any mixture, teacher, ridge and dimension.
 */
final class ScalarStationaryState {

    private static final int ITERATIONS = 200;

    private static final double ACCURACY = 1e-12;

    /** Where rounding ends the progress, this is accepted. */
    private static final double ACCEPTABLE = 1e-9;

    private static final double DIFFERENCE = 1e-6;

    private final LearningProblem problem;
    private final ModeTable modes;
    private final double gamma;
    private final double[][] means;
    private final double[] normShare;
    private final int classes;
    private final int teachers;
    private final int perClass;
    private final LossMoments[] moments;
    private final GradientMoments[] buffers;
    private final double[][] mean;
    private final double[][] covariance;
    /** At the solution; empty before the search. */
    private double[] logits = {};

    private double squaredNorm;

    private ScalarStationaryState(LateState at, Optional<SmallEigenvalues> small) {
        problem = at.problem();
        modes = problem.modes();
        gamma = at.learningRate();
        classes = modes.classes();
        teachers = modes.teacherOutputs();
        boolean free = problem.ridge() == 0;
        means = small.filter(s -> free)
                .map(SmallEigenvalues::means)
                .orElseGet(() -> SmallEigenvalues.plainMeans(modes));
        normShare = new double[modes.slots()];
        Arrays.fill(normShare, 1);
        if (free) {
            small.ifPresent(s -> Arrays.fill(normShare, 0, s.slotsBelow(), s.correction(0, 2) / s.correction(0, 1)));
            if (small.isPresent() && !small.get().converges(0, 2)) {
                normShare[0] = Double.POSITIVE_INFINITY;
            }
        }
        perClass = 2 + teachers;
        moments = new LossMoments[classes];
        Arrays.setAll(moments, i -> problem.loss().moments(modes.target(i), problem.expectation()));
        buffers = new GradientMoments[classes];
        Arrays.setAll(buffers, i -> new GradientMoments(1, teachers));
        mean = new double[classes][1 + teachers];
        covariance = new double[classes][(1 + teachers) * (1 + teachers)];
        for (int i = 0; i < classes; i++) {
            for (int k = 0; k < teachers; k++) {
                for (int s = 0; s < modes.slots(); s++) {
                    mean[i][1 + k] += modes.slotMeans(i)[s] * modes.slotTeachers(k)[s];
                    for (int a = 0; a < teachers; a++) {
                        covariance[i][(1 + k) * (1 + teachers) + 1 + a] +=
                                modes.slotEigenvalues(i)[s] * modes.slotTeachers(k)[s] * modes.slotTeachers(a)[s];
                    }
                }
            }
        }
    }

    /**
     * Searches from the logits at the end of the integrated curve, so that of several stationary states the one next to the curve
     * is found.
     *
     * @return the state; empty if the search ends nowhere
     */
    static Optional<ScalarStationaryState> solve(LateState at, Optional<SmallEigenvalues> small) {
        ScalarStationaryState state = new ScalarStationaryState(at, small);
        double[] start = new double[state.classes * state.perClass];
        for (int i = 0; i < state.classes; i++) {
            start[i * state.perClass] = at.logitMeans()[i];
            start[i * state.perClass + 1] = at.logitVariances()[i];
        }
        // The cross-covariances with a teacher's logits, which the map itself supplies.
        for (int repeat = 0; repeat < 3 && state.teachers > 0; repeat++) {
            double[] mapped = state.map(start);
            for (int k = 0; k < start.length; k++) {
                start[k] = k % state.perClass < 2 ? start[k] : mapped[k];
            }
        }
        return state.newton(start) ? Optional.of(state) : Optional.empty();
    }

    double risk() {
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            sum += modes.weight(i) * moments[i].risk(mean[i], covariance[i]);
        }
        return sum;
    }

    double logitMean(int i) {
        return logits[i * perClass];
    }

    double logitVariance(int i) {
        return logits[i * perClass + 1];
    }

    double cosine(int i) {
        double squaredMean = 0;
        for (double coordinate : modes.slotMeans(i)) {
            squaredMean += coordinate * coordinate;
        }
        return logitMean(i) / Math.sqrt(squaredNorm * squaredMean);
    }

    private boolean newton(double[] start) {
        int n = start.length;
        double[] z = start;
        double[] residual = residual(z);
        double size = size(residual, z);
        DenseSolver solver = DenseSolver.of(n);
        for (int iteration = 0; iteration < ITERATIONS && size > ACCURACY; iteration++) {
            double[] jacobian = new double[n * n];
            for (int c = 0; c < n; c++) {
                double[] moved = z.clone();
                double step = DIFFERENCE * Math.max(1e-3, Math.abs(z[c]));
                moved[c] += step;
                double[] other = residual(moved);
                for (int r = 0; r < n; r++) {
                    jacobian[r * n + c] = (other[r] - residual[r]) / step;
                }
            }
            solver.factor(jacobian);
            double[] direction = residual.clone();
            solver.solve(direction);
            boolean better = false;
            for (double length = 1; length > 1e-4 && !better; length /= 2) {
                double[] trial = z.clone();
                for (int k = 0; k < n; k++) {
                    trial[k] -= length * direction[k];
                    // A variance may shrink, but not below a tenth in a step.
                    trial[k] = k % perClass == 1 ? Math.max(trial[k], 0.1 * z[k]) : trial[k];
                }
                double[] value = residual(trial);
                double trialSize = size(value, trial);
                if (trialSize < size) {
                    z = trial;
                    residual = value;
                    size = trialSize;
                    better = true;
                }
            }
            if (!better) {
                break;
            }
        }
        if (!(size <= ACCEPTABLE)) {
            return false;
        }
        residual(z);
        logits = z;
        return Double.isFinite(risk());
    }

    /** The largest residual relative to its unknown, so that tiny logits count too. */
    private static double size(double[] residual, double[] z) {
        double largest = 0;
        for (int k = 0; k < z.length; k++) {
            double relative = Math.abs(residual[k]) / Math.max(1e-6, Math.abs(z[k]));
            if (!(relative <= largest)) {
                largest = relative;
            }
        }
        return largest;
    }

    private double[] residual(double[] z) {
        double[] mapped = map(z);
        for (int k = 0; k < z.length; k++) {
            mapped[k] = z[k] - mapped[k];
        }
        return mapped;
    }

    /** Logit moments of the iterate that is stationary under the loss's expectations at given logit moments. */
    private double[] map(double[] z) {
        for (int i = 0; i < classes; i++) {
            mean[i][0] = z[i * perClass];
            covariance[i][0] = z[i * perClass + 1];
            for (int k = 0; k < teachers; k++) {
                covariance[i][1 + k] = z[i * perClass + 2 + k];
                covariance[i][(1 + k) * (1 + teachers)] = z[i * perClass + 2 + k];
            }
            moments[i].evaluate(mean[i], covariance[i], buffers[i]);
        }
        double[] mapped = new double[z.length];
        squaredNorm = 0;
        for (int g = 0; g < modes.groups(); g++) {
            double damping = problem.ridge();
            double noise = 0;
            for (int i = 0; i < classes; i++) {
                double weighted = modes.weight(i) * modes.groupEigenvalues(i)[g];
                damping += weighted * buffers[i].hessian[0];
                noise += weighted * buffers[i].gradientSecondMoment[0];
            }
            // Without damping and variance nothing moves but what the means push: then only a force of 0 is stationary.
            double variance = noise == 0 ? 0 : gamma * modes.groupWeights()[g] * noise / (2 * damping);
            squaredNorm += variance;
            for (int i = 0; i < classes; i++) {
                mapped[i * perClass + 1] += modes.groupEigenvalues(i)[g] * variance;
            }
            for (int s = modes.slotStart(g); s < modes.slotStart(g + 1); s++) {
                addSlot(mapped, g, s, damping);
            }
        }
        return mapped;
    }

    private void addSlot(double[] mapped, int g, int s, double damping) {
        double force = 0;
        for (int i = 0; i < classes; i++) {
            force += modes.weight(i) * means[i][s] * buffers[i].gradient[0];
            for (int k = 0; k < teachers; k++) {
                force += modes.weight(i)
                        * modes.groupEigenvalues(i)[g]
                        * buffers[i].teacherHessian[k]
                        * modes.slotTeachers(k)[s];
            }
        }
        double x = force == 0 ? 0 : -force / damping;
        squaredNorm += x == 0 ? 0 : x * x * normShare[s];
        for (int i = 0; i < classes; i++) {
            double eigenvalue = modes.groupEigenvalues(i)[g];
            mapped[i * perClass] += means[i][s] * x;
            mapped[i * perClass + 1] += eigenvalue == 0 ? 0 : eigenvalue * x * x;
            for (int k = 0; k < teachers; k++) {
                mapped[i * perClass + 2 + k] += eigenvalue * x * modes.slotTeachers(k)[s];
            }
        }
    }
}
