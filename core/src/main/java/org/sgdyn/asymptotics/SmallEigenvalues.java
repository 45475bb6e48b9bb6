package org.sgdyn.asymptotics;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.sgdyn.model.ModeTable;

/**
 * The behaviour near u = 0 at infinite dimension, read off the lowest panel of the quadrature: the mixture-average eigenvalue
 * lambda ~ scale u^alpha and the densities of the class means, f_i(u)^2 = |mu_i on u|^2 / w ~ a_i u^(2 beta_i).
 *
 * <p>Integrals int f_i^2 / lambda du exist if 2 beta_i - alpha &gt; -1. A Gauss-Legendre rule misses part of such an integral below
 * the lowest edge, which {@link #means} makes up for.
 */
final class SmallEigenvalues {

    /** Three nodes lie on a power to this relative error, or it is none. */
    private static final double PURE = 1e-6;

    /** An exponent this close to -1 is -1. */
    private static final double ROUNDING = 1e-9;

    private final ModeTable modes;
    private final int nodes;
    final double exponent;
    final double scale;
    /** 2 beta_i; NaN for a mean that vanishes there. */
    final double[] meanExponents;
    /** a_i. */
    final double[] meanScales;

    private SmallEigenvalues(ModeTable modes, int nodes) {
        this.modes = modes;
        this.nodes = nodes;
        double[] eigenvalue = power(this::eigenvalue);
        exponent = eigenvalue[0];
        scale = eigenvalue[1];
        meanExponents = new double[modes.classes()];
        meanScales = new double[modes.classes()];
        for (int i = 0; i < modes.classes(); i++) {
            int mean = i;
            double[] density = power(q -> squaredMean(mean, q) / modes.groupWeights()[q]);
            meanExponents[i] = density[0];
            meanScales[i] = density[1];
        }
    }

    /**
     * Reads a table.
     *
     * @param modes the modes
     * @param nodes the nodes of a panel; 0 at finite dimension
     * @return the behaviour; empty at finite dimension, and where the eigenvalues are constant or 0 near u = 0, or follow no power
     */
    static Optional<SmallEigenvalues> of(ModeTable modes, int nodes) {
        if (nodes < 3 || modes.groups() < nodes) {
            return Optional.empty();
        }
        double total = 0;
        for (int q = 0; q < nodes; q++) {
            if (q > 0 && !(modes.groupPosition(q) > modes.groupPosition(q - 1))) {
                return Optional.empty();
            }
            total += modes.groupWeights()[q];
        }
        double edge = modes.groupPosition(0) + modes.groupPosition(nodes - 1);
        if (!(Math.abs(total - edge) <= 1e-9 * edge)) {
            return Optional.empty();
        }
        SmallEigenvalues found = new SmallEigenvalues(modes, nodes);
        return found.exponent > 0 ? Optional.of(found) : Optional.empty();
    }

    private double eigenvalue(int q) {
        return average(modes, q);
    }

    /** sum_i p_i lambda_{g,i}. */
    static double average(ModeTable modes, int group) {
        double sum = 0;
        for (int k = 0; k < modes.spectra(); k++) {
            sum += modes.spectrumWeight(k) * modes.spectrumByGroup(k)[group];
        }
        return sum;
    }

    private double squaredMean(int i, int group) {
        double sum = 0;
        for (int s = modes.slotStart(group); s < modes.slotStart(group + 1); s++) {
            sum += modes.slotMeans(i)[s] * modes.slotMeans(i)[s];
        }
        return sum;
    }

    /** Exponent and scale of a positive function on the lowest nodes; NaN if it is no power. */
    private double[] power(IntToDoubleFunction f) {
        int last = nodes - 1;
        int middle = nodes / 2;
        double p = Math.log(f.applyAsDouble(last) / f.applyAsDouble(0))
                / Math.log(modes.groupPosition(last) / modes.groupPosition(0));
        double a = f.applyAsDouble(last) / Math.pow(modes.groupPosition(last), p);
        double expected = a * Math.pow(modes.groupPosition(middle), p);
        boolean pure = Math.abs(f.applyAsDouble(middle) - expected) <= PURE * Math.abs(expected);
        return pure ? new double[] {p, a} : new double[] {Double.NaN, Double.NaN};
    }

    /** The exponent of f_i^2 / lambda^k at u = 0. */
    private double exponent(int i, int k) {
        return meanExponents[i] - k * exponent;
    }

    /** Whether int f_i^2 / lambda^k du exists. */
    boolean converges(int i, int k) {
        return Double.isNaN(meanExponents[i]) || exponent(i, k) > -1 + ROUNDING;
    }

    /** Whether int f_i^2 / lambda du diverges like a logarithm only. */
    boolean isMarginal(int i) {
        return Math.abs(exponent(i, 1) + 1) <= ROUNDING;
    }

    /** kappa = (alpha - 2 beta_i - 1) / alpha: int f_i^2 / lambda over lambda s &gt; 1 grows like s^kappa. */
    double growth(int i) {
        return -(exponent(i, 1) + 1) / exponent;
    }

    /** What the rule of the lowest panel must be multiplied with to integrate f_i^2 / lambda^k exactly. */
    double correction(int i, int k) {
        if (Double.isNaN(meanExponents[i]) || !converges(i, k)) {
            return 1;
        }
        double p = exponent(i, k);
        double edge = modes.groupPosition(0) + modes.groupPosition(nodes - 1);
        double rule = 0;
        for (int q = 0; q < nodes; q++) {
            rule += modes.groupWeights()[q] / edge * Math.pow(modes.groupPosition(q) / edge, p);
        }
        return 1 / ((p + 1) * rule);
    }

    /** The first slot above the lowest panel. */
    int slotsBelow() {
        return modes.slotStart(nodes);
    }

    /**
     * The class means with the lowest panel's coordinates stretched, so that sums of mu_i^2 / lambda are the integrals.
     *
     * @return mu_{s,i}, [L][slots]
     */
    double[][] means() {
        double[][] means = plainMeans(modes);
        for (int i = 0; i < means.length; i++) {
            double stretch = Math.sqrt(correction(i, 1));
            means[i] = means[i].clone();
            for (int s = 0; s < slotsBelow(); s++) {
                means[i][s] *= stretch;
            }
        }
        return means;
    }

    /** The class means of a table by class and slot. */
    static double[][] plainMeans(ModeTable modes) {
        double[][] means = new double[modes.classes()][];
        Arrays.setAll(means, modes::slotMeans);
        return means;
    }
}
