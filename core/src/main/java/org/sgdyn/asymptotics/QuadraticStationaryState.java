package org.sgdyn.asymptotics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.DenseSolver;
import org.sgdyn.numerics.SymmetricEigen;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.LossMoments;

/**
 * The stationary state of a loss with Hessian h I, by linear algebra in the L classes; see the package documentation, section 1.
 * Any mixture, teacher, ridge and dimension.
 */
final class QuadraticStationaryState {

    /** An eigenvalue of a Gram matrix below this share of the largest is 0. */
    private static final double RANK = 1e-10;

    private final LearningProblem problem;
    private final ModeTable modes;
    private final double gamma;
    private final double curvature;
    private final Optional<SmallEigenvalues> small;
    private final double[][] means;
    private final double[] damping;
    private final int classes;
    private final int outputs;
    private final int logits;
    private final LossMoments[] moments;
    private final GradientMoments buffer;

    /** g_i, [L][l]. */
    private final double[][] gradients;

    private final double[][] logitMeans;
    /** B_i, [L][n * n], noise included once {@link #solve} is done. */
    private final double[][] logitCovariances;

    private final double[] squaredNorms;
    private boolean clean;

    private QuadraticStationaryState(LateState at, Optional<SmallEigenvalues> small) {
        problem = at.problem();
        modes = problem.modes();
        gamma = at.learningRate();
        curvature = problem.loss().quadraticCurvature().orElseThrow();
        this.small = small;
        means = small.map(SmallEigenvalues::means).orElseGet(() -> SmallEigenvalues.plainMeans(modes));
        classes = modes.classes();
        outputs = modes.outputs();
        logits = outputs + modes.teacherOutputs();
        damping = new double[modes.groups()];
        Arrays.setAll(damping, g -> curvature * SmallEigenvalues.average(modes, g) + problem.ridge());
        moments = new LossMoments[classes];
        Arrays.setAll(moments, i -> problem.loss().moments(modes.target(i), problem.expectation()));
        buffer = new GradientMoments(outputs, modes.teacherOutputs());
        gradients = new double[classes][outputs];
        logitMeans = new double[classes][logits];
        logitCovariances = new double[classes][logits * logits];
        squaredNorms = new double[outputs];
    }

    /** Solves; the state is valid unless {@link #criticalLearningRate} is exceeded. */
    static QuadraticStationaryState solve(LateState at, Optional<SmallEigenvalues> small) {
        QuadraticStationaryState state = new QuadraticStationaryState(at, small);
        state.solveMeans();
        state.addNoise();
        return state;
    }

    /** gamma_c, where the spectral radius of the noise's feedback T is 1; empty without variance. */
    OptionalDouble criticalLearningRate() {
        double[] feedback = feedback();
        for (int i = 0; i < classes; i++) {
            for (int j = 0; j < classes; j++) {
                // T_ij = S_ij p_j has the spectrum of p_i^{1/2} S_ij p_j^{1/2}.
                feedback[i * classes + j] *= Math.sqrt(modes.weight(i) / modes.weight(j));
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(classes);
        eigen.decompose(feedback);
        double radius = Arrays.stream(eigen.values).max().orElseThrow();
        return radius > 0 ? OptionalDouble.of(gamma / radius) : OptionalDouble.empty();
    }

    double risk() {
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            sum += modes.weight(i) * moments[i].risk(logitMeans[i], logitCovariances[i]);
        }
        return sum;
    }

    double logitVariance(int i, int output) {
        return logitCovariances[i][output * logits + output];
    }

    /** The limit of the cosine; NaN where modes without variance carry a mean, since their part of X depends on the start. */
    double cosine(int i, int output) {
        double squaredMean = 0;
        for (double coordinate : modes.slotMeans(i)) {
            squaredMean += coordinate * coordinate;
        }
        return clean ? Double.NaN : logitMeans[i][output] / Math.sqrt(squaredNorms[output] * squaredMean);
    }

    private void solveMeans() {
        double[] pinned = new double[classes * classes];
        double[][] forces = new double[outputs][classes];
        for (int i = 0; i < classes; i++) {
            fillTeacherBlock(i);
            moments[i].evaluate(logitMeans[i], logitCovariances[i], buffer);
            for (int j = 0; j < outputs; j++) {
                forces[j][i] = buffer.gradient[j];
            }
        }
        double[][] teacherPull = teacherPull();
        boolean diverges = diverges();
        // Directions in the space of classes on which sum_j p_j mu_j g_j must vanish.
        List<double[]> pins = new ArrayList<>();
        for (int g = 0; g < modes.groups(); g++) {
            for (int s = modes.slotStart(g); s < modes.slotStart(g + 1); s++) {
                double[] column = scaledMeans(s);
                boolean lowest = small.isPresent() && s < small.get().slotsBelow();
                if (damping[g] == 0 || (lowest && diverges)) {
                    pins.add(column);
                    clean |= damping[g] == 0 && Arrays.stream(column).anyMatch(value -> value != 0);
                }
            }
        }
        for (double[] column : pins) {
            double square = Arrays.stream(column).map(value -> value * value).sum();
            for (int i = 0; i < classes && square > 0; i++) {
                for (int k = 0; k < classes; k++) {
                    pinned[i * classes + k] += column[i] * column[k] / square;
                }
            }
        }
        double[][] free = freeDirections(pinned);
        int count = free.length;
        // (V^T (I + h A) V) c = V^T (b - h a), g = V c, projected slot by slot so that what diverges cancels early.
        double[] system = new double[count * count];
        for (int a = 0; a < count; a++) {
            system[a * count + a] = 1;
        }
        double[] projected = new double[count];
        double[][] teacherTerm = new double[outputs][count];
        for (int g = 0; g < modes.groups(); g++) {
            if (damping[g] == 0) {
                continue;
            }
            for (int s = modes.slotStart(g); s < modes.slotStart(g + 1); s++) {
                double[] column = scaledMeans(s);
                for (int a = 0; a < count; a++) {
                    projected[a] = dot(free[a], column);
                }
                for (int a = 0; a < count; a++) {
                    for (int b = 0; b < count; b++) {
                        system[a * count + b] += curvature * projected[a] * projected[b] / damping[g];
                    }
                    for (int j = 0; j < outputs; j++) {
                        teacherTerm[j][a] += projected[a] * teacherPull[j][s] / damping[g];
                    }
                }
            }
        }
        DenseSolver solver = DenseSolver.of(count);
        solver.factor(system);
        for (int j = 0; j < outputs; j++) {
            double[] right = new double[count];
            for (int a = 0; a < count; a++) {
                for (int i = 0; i < classes; i++) {
                    right[a] += free[a][i] * Math.sqrt(modes.weight(i)) * forces[j][i];
                }
                right[a] -= curvature * teacherTerm[j][a];
            }
            solver.solve(right);
            for (int i = 0; i < classes; i++) {
                double scaled = 0;
                for (int a = 0; a < count; a++) {
                    scaled += free[a][i] * right[a];
                }
                gradients[i][j] = scaled / Math.sqrt(modes.weight(i));
                logitMeans[i][j] = (gradients[i][j] - forces[j][i]) / curvature;
            }
        }
        readIterate(teacherPull);
    }

    private boolean diverges() {
        if (problem.ridge() > 0 || small.isEmpty()) {
            return false;
        }
        for (int i = 0; i < classes; i++) {
            if (!small.get().converges(i, 1)) {
                return true;
            }
        }
        return false;
    }

    /** The iterate x_s = -(sum_i p_i mu_{s,i} g_i + teacher) / damping, and what it gives to covariances and norms. */
    private void readIterate(double[][] teacherPull) {
        double[] x = new double[outputs];
        boolean diverges = diverges();
        boolean unbounded = false;
        for (int i = 0; i < classes && small.isPresent() && problem.ridge() == 0; i++) {
            unbounded |= !small.get().converges(i, 2);
        }
        for (int g = 0; g < modes.groups(); g++) {
            for (int s = modes.slotStart(g); s < modes.slotStart(g + 1) && damping[g] > 0; s++) {
                boolean lowest = small.isPresent() && s < small.get().slotsBelow();
                for (int j = 0; j < outputs; j++) {
                    double sum = teacherPull[j][s];
                    for (int i = 0; i < classes; i++) {
                        sum += modes.weight(i) * means[i][s] * gradients[i][j];
                    }
                    // In a divergent direction the pull vanishes; what is left is rounding over a tiny eigenvalue.
                    x[j] = lowest && diverges ? 0 : -sum / damping[g];
                    squaredNorms[j] += x[j] * x[j];
                }
                for (int i = 0; i < classes; i++) {
                    double eigenvalue = modes.groupEigenvalues(i)[g];
                    for (int j = 0; j < outputs; j++) {
                        for (int k = 0; k < logits; k++) {
                            double other = k < outputs ? x[k] : modes.slotTeachers(k - outputs)[s];
                            double part = eigenvalue * x[j] * other;
                            logitCovariances[i][j * logits + k] += part;
                            if (k >= outputs) {
                                logitCovariances[i][k * logits + j] += part;
                            }
                        }
                    }
                }
            }
        }
        if (unbounded) {
            Arrays.fill(squaredNorms, Double.POSITIVE_INFINITY);
        }
    }

    /** G = (I - T)^{-1} G^0, C_g = (gamma w_g / 2) sum_j p_j lambda_{g,j} G_j / damping. */
    private void addNoise() {
        double[] system = feedback();
        for (int k = 0; k < system.length; k++) {
            system[k] = (k % (classes + 1) == 0 ? 1 : 0) - system[k];
        }
        DenseSolver solver = DenseSolver.of(classes);
        solver.factor(system);
        double[][] noiseless = new double[classes][];
        for (int i = 0; i < classes; i++) {
            moments[i].evaluate(logitMeans[i], logitCovariances[i], buffer);
            noiseless[i] = buffer.gradientSecondMoment.clone();
        }
        double[] second = new double[classes];
        for (int j = 0; j < outputs; j++) {
            for (int k = 0; k < outputs; k++) {
                for (int i = 0; i < classes; i++) {
                    second[i] = noiseless[i][j * outputs + k];
                }
                solver.solve(second);
                for (int i = 0; i < classes; i++) {
                    logitCovariances[i][j * logits + k] +=
                            (second[i] - noiseless[i][j * outputs + k]) / (curvature * curvature);
                }
                for (int g = 0; g < modes.groups() && j == k; g++) {
                    for (int i = 0; i < classes && damping[g] > 0; i++) {
                        squaredNorms[j] += gamma
                                * modes.groupWeights()[g]
                                / 2
                                * modes.weight(i)
                                * modes.groupEigenvalues(i)[g]
                                * second[i]
                                / damping[g];
                    }
                }
            }
        }
    }

    /** T_ij = (gamma h^2 / 2) sum_g w_g lambda_{g,i} lambda_{g,j} p_j / damping_g. */
    private double[] feedback() {
        double[] feedback = new double[classes * classes];
        for (int g = 0; g < modes.groups(); g++) {
            double factor =
                    damping[g] == 0 ? 0 : gamma * curvature * curvature / 2 * modes.groupWeights()[g] / damping[g];
            for (int i = 0; i < classes; i++) {
                for (int j = 0; j < classes; j++) {
                    feedback[i * classes + j] +=
                            factor * modes.groupEigenvalues(i)[g] * modes.groupEigenvalues(j)[g] * modes.weight(j);
                }
            }
        }
        return feedback;
    }

    /** sum_i p_i lambda_{s,i} H*_i^T x*_s, [l][slots]. */
    private double[][] teacherPull() {
        double[][] pull = new double[outputs][modes.slots()];
        for (int i = 0; i < classes && logits > outputs; i++) {
            moments[i].evaluate(logitMeans[i], logitCovariances[i], buffer);
            for (int s = 0; s < modes.slots(); s++) {
                for (int j = 0; j < outputs; j++) {
                    for (int k = 0; k < logits - outputs; k++) {
                        pull[j][s] += modes.weight(i)
                                * modes.slotEigenvalues(i)[s]
                                * buffer.teacherHessian[k * outputs + j]
                                * modes.slotTeachers(k)[s];
                    }
                }
            }
        }
        return pull;
    }

    private void fillTeacherBlock(int i) {
        for (int k = outputs; k < logits; k++) {
            double[] teacher = modes.slotTeachers(k - outputs);
            logitMeans[i][k] = dot(modes.slotMeans(i), teacher);
            for (int a = outputs; a < logits; a++) {
                double sum = 0;
                for (int s = 0; s < modes.slots(); s++) {
                    sum += modes.slotEigenvalues(i)[s] * teacher[s] * modes.slotTeachers(a - outputs)[s];
                }
                logitCovariances[i][k * logits + a] = sum;
            }
        }
    }

    /** p_i^{1/2} mu_{s,i}. */
    private double[] scaledMeans(int s) {
        double[] column = new double[classes];
        Arrays.setAll(column, i -> Math.sqrt(modes.weight(i)) * means[i][s]);
        return column;
    }

    /** An orthonormal basis of the kernel of a Gram matrix, as rows. */
    private double[][] freeDirections(double[] gram) {
        SymmetricEigen eigen = SymmetricEigen.of(classes);
        eigen.decompose(gram);
        double largest = Arrays.stream(eigen.values).max().orElseThrow();
        List<double[]> free = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            if (eigen.values[c] <= RANK * largest) {
                double[] direction = new double[classes];
                for (int i = 0; i < classes; i++) {
                    direction[i] = eigen.vectors[i * classes + c];
                }
                free.add(direction);
            }
        }
        return free.toArray(double[][]::new);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
