package org.sgdyn.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.sgdyn.experiment.Experiment.ClassSpecification;
import org.sgdyn.model.Continuum;
import org.sgdyn.model.ModeGrouping;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.ProfileLimit;
import org.sgdyn.spi.RandomStream;
import org.sgdyn.spi.SpectrumLimit;

/** From an experiment's spectra and profiles to the table of modes. */
public final class Mixtures {

    private static final String NO_LIMIT = "has no limit as the dimension grows; give a finite dimension";

    /** Far above any sensible scale, far below overflow of products of norms. */
    private static final double LARGEST_SQUARED_NORM = 1e100;

    private Mixtures() {}

    /** Nodes per panel of the spectral quadrature. */
    public static final int NODES_PER_PANEL = 10;

    /** From so many modes on, those that follow functions of u are summed by quadrature. */
    private static final int QUADRATURE_PAYS = 400;

    /**
     * The modes for theory: merged by eigenvalues, by quadrature where spectra and vectors are functions of u = rho / d.
     *
     * @throws InvalidModeException if a value is not finite, an eigenvalue negative, or a limit missing
     */
    public static ModeTable merged(Experiment experiment) {
        return merged(experiment, NODES_PER_PANEL);
    }

    /** The same, with a chosen number of nodes per panel of the spectral quadrature. */
    public static ModeTable merged(Experiment experiment, int nodesPerPanel) {
        double[] cuts = experiment.statistics().stream()
                .flatMapToDouble(statistic -> Arrays.stream(statistic.cuts()))
                .toArray();
        if (experiment.dimension().isEmpty()) {
            ModeTable modes = continuum(experiment).infinite(nodesPerPanel, cuts);
            requireUsable(modes);
            return ModeGrouping.merge(modes, cuts);
        }
        int dimension = experiment.dimension().getAsInt();
        if (isSampled(experiment, dimension)) {
            ModeTable modes = continuum(experiment)
                    .finite(
                            dimension,
                            (i, mode) ->
                                    experiment.classes().get(i).covariance().eigenvalue(mode, dimension),
                            nodesPerPanel,
                            cuts);
            double[] averages = averageEigenvalues(modes);
            if (experiment.statistics().stream().noneMatch(s -> s.needsSingleModes(averages, dimension))) {
                requireUsable(modes);
                return ModeGrouping.merge(modes, cuts);
            }
        }
        return ModeGrouping.merge(modes(experiment), cuts);
    }

    /** On nodes, in the order of u; single modes, of weight 1 / d or 0, come last and need no telling apart. */
    private static double[] averageEigenvalues(ModeTable modes) {
        List<Integer> order = new ArrayList<>();
        for (int g = 0; g < modes.groups(); g++) {
            if (g == 0 || modes.groupPosition(g) > modes.groupPosition(g - 1)) {
                order.add(g);
            } else {
                break;
            }
        }
        return order.stream()
                .mapToDouble(g -> {
                    double sum = 0;
                    for (int k = 0; k < modes.spectra(); k++) {
                        sum += modes.spectrumWeight(k) * modes.spectrumByGroup(k)[g];
                    }
                    return sum;
                })
                .toArray();
    }

    /** Whether every part is a function of u that the modes sample, and there are enough of them. */
    static boolean isSampled(Experiment experiment, int dimension) {
        boolean teacher = experiment.loss().teacherOutputs() > 0;
        return dimension >= QUADRATURE_PAYS
                && experiment.initial().isSampledFromLimit()
                && (!teacher || experiment.teacher().orElseThrow().isSampledFromLimit())
                && experiment.classes().stream()
                        .allMatch(c ->
                                c.mean().isSampledFromLimit() && c.covariance().isSampledFromLimit());
    }

    /**
     * Every mode on its own at finite dimension; each random vector has a stream of its own.
     *
     * @throws InvalidModeException if a value is not finite, or an eigenvalue negative
     */
    public static ModeTable modes(Experiment experiment) {
        int d = experiment.dimension().orElseThrow();
        long seed = experiment.seed().orElse(0);
        int count = experiment.classes().size();
        double[][] eigenvalues = new double[count][];
        double[][] means = new double[count][];
        Supplier<RandomStream> streams = RandomStreams.from(seed, RandomStreams.CLASS_MEANS);
        for (int i = 0; i < count; i++) {
            ClassSpecification specification = experiment.classes().get(i);
            eigenvalues[i] = eigenvalues(covariancePath(i), specification.covariance(), d);
            means[i] = coordinates(meanPath(i), specification.mean(), d, streams.get());
        }
        return ModeTable.of(
                targets(experiment),
                weights(experiment),
                eigenvalues,
                means,
                columns(
                        "teacher",
                        experiment.teacher().orElse(null),
                        experiment.loss().teacherOutputs(),
                        d,
                        RandomStreams.of(seed, RandomStreams.TEACHER, 0)),
                columns(
                        "initial",
                        experiment.initial(),
                        experiment.loss().outputs(),
                        d,
                        RandomStreams.of(seed, RandomStreams.INITIAL, 0)));
    }

    private static Continuum continuum(Experiment experiment) {
        List<SpectrumLimit> spectra = new ArrayList<>();
        List<ProfileLimit> means = new ArrayList<>();
        for (int i = 0; i < experiment.classes().size(); i++) {
            String path = covariancePath(i);
            spectra.add(experiment
                    .classes()
                    .get(i)
                    .covariance()
                    .limit()
                    .orElseThrow(() -> new InvalidModeException(path, NO_LIMIT)));
            means.add(limit(meanPath(i), experiment.classes().get(i).mean()));
        }
        List<ProfileLimit> teachers = new ArrayList<>();
        for (int k = 0; k < experiment.loss().teacherOutputs(); k++) {
            teachers.add(limit("teacher", experiment.teacher().orElseThrow()));
        }
        List<ProfileLimit> initials = new ArrayList<>();
        for (int j = 0; j < experiment.loss().outputs(); j++) {
            initials.add(limit("initial", experiment.initial()));
        }
        return new Continuum(
                targets(experiment),
                experiment.classes().stream().map(ClassSpecification::weight).toList(),
                spectra,
                means,
                teachers,
                initials);
    }

    private static ProfileLimit limit(String path, Profile profile) {
        return profile.limit().orElseThrow(() -> new InvalidModeException(path, NO_LIMIT));
    }

    /** The densities of a limit, checked on the nodes where they are used. */
    private static void requireUsable(ModeTable modes) {
        for (int i = 0; i < modes.classes(); i++) {
            for (double value : modes.groupEigenvalues(i)) {
                requireEigenvalue(covariancePath(i), "at a node of the quadrature", value);
            }
            requireNorm(meanPath(i), modes.slotMeans(i));
        }
        for (int k = 0; k < modes.teacherOutputs(); k++) {
            requireNorm("teacher", modes.slotTeachers(k));
        }
        for (int j = 0; j < modes.outputs(); j++) {
            requireNorm("initial", modes.slotInitials(j));
        }
    }

    private static void requireNorm(String path, double[] values) {
        double squared = Kernels.dot(values, values, 0, values.length);
        if (!(squared <= LARGEST_SQUARED_NORM)) {
            throw new InvalidModeException(
                    path, "must have a norm below " + Math.sqrt(LARGEST_SQUARED_NORM) + "; its square is " + squared);
        }
    }

    private static String covariancePath(int i) {
        return "classes[" + i + "].covariance";
    }

    private static String meanPath(int i) {
        return "classes[" + i + "].mean";
    }

    private static List<ClassTarget> targets(Experiment experiment) {
        List<ClassTarget> targets = new ArrayList<>();
        for (ClassSpecification specification : experiment.classes()) {
            targets.add(ClassTarget.of(targets.size(), specification.label()));
        }
        return targets;
    }

    private static double[] weights(Experiment experiment) {
        return experiment.classes().stream()
                .mapToDouble(ClassSpecification::weight)
                .toArray();
    }

    /** One column per output; outputs of a random profile draw one after another, so they differ. */
    private static double[][] columns(String path, Profile profile, int outputs, int d, RandomStream random) {
        double[][] columns = new double[outputs][];
        for (int j = 0; j < outputs; j++) {
            columns[j] = coordinates(path, profile, d, random);
        }
        return columns;
    }

    private static double[] coordinates(String path, Profile profile, int d, RandomStream random) {
        double[] values = profile.coordinates(d, random);
        if (values.length != d) {
            throw new InvalidModeException(path, "gives " + values.length + " coordinates for dimension " + d);
        }
        for (int mode = 1; mode <= d; mode++) {
            if (!Double.isFinite(values[mode - 1])) {
                throw new InvalidModeException(
                        path, "must be finite on every mode; on mode " + mode + " it is " + values[mode - 1]);
            }
        }
        requireNorm(path, values);
        return values;
    }

    private static double[] eigenvalues(String path, CovarianceSpectrum spectrum, int d) {
        double[] values = new double[d];
        for (int mode = 1; mode <= d; mode++) {
            double value = spectrum.eigenvalue(mode, d);
            requireEigenvalue(path, "on mode " + mode, value);
            values[mode - 1] = value;
        }
        return values;
    }

    private static void requireEigenvalue(String path, String where, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new InvalidModeException(path, "must have finite eigenvalues >= 0; " + where + " there is " + value);
        }
    }
}
