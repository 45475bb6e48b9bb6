package org.sgdyn.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sgdyn.model.Continuum;
import org.sgdyn.model.ModeGrouping;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.ProfileLimit;
import org.sgdyn.spi.RandomStream;
import org.sgdyn.spi.SpectrumLimit;
import org.sgdyn.spi.Statistic;

/**
 * The modes of an experiment's data, teacher and start. Each table is built once, when it is first asked for, and serves all that is
 * done with the experiment from then on. Thread-safe.
 */
public final class Mixture {

    private static final String NO_LIMIT = "has no limit as the dimension grows; give a finite dimension";

    /** Far above any sensible scale, far below overflow of products of norms. */
    private static final double LARGEST_SQUARED_NORM = 1e100;

    /** Nodes per panel of the spectral quadrature. */
    public static final int NODES_PER_PANEL = 10;

    /** From so many modes on, those that follow functions of u are summed by quadrature. */
    private static final int QUADRATURE_PAYS = 400;

    private final OptionalInt dimension;
    private final long seed;
    private final List<ClassSpecification> classes;
    private final Vectors teacher;
    private final Vectors initial;

    private @Nullable ModeTable single;
    private final Map<List<Double>, ModeTable> gathered = new HashMap<>();
    private final Map<Division, Summed> summed = new HashMap<>();

    private Mixture(
            OptionalInt dimension, long seed, List<ClassSpecification> classes, Vectors teacher, Vectors initial) {
        this.dimension = dimension;
        this.seed = seed;
        this.classes = List.copyOf(classes);
        this.teacher = teacher;
        this.initial = initial;
    }

    /** How the modes are merged: nodes per panel, and the positions that no group straddles. */
    private record Division(int nodesPerPanel, List<Double> cuts) {}

    /** Modes that quadrature sums, merged, and what they were before: the mixture-average eigenvalues in the order of u. */
    private static final class Summed {

        private final ModeTable modes;
        private final double[] averageEigenvalues;

        Summed(ModeTable before, double[] cuts) {
            modes = ModeGrouping.merge(before, cuts);
            averageEigenvalues = averageEigenvalues(before);
        }
    }

    /** As many vectors as there are outputs, all of one profile. */
    private record Vectors(String path, Optional<Profile> profile, int count) {

        boolean isSampledFromLimit() {
            return count == 0 || profile.orElseThrow().isSampledFromLimit();
        }

        /** One column per output; outputs of a random profile draw one after another, so they differ. */
        double[][] columns(int d, RandomStream random) {
            double[][] columns = new double[count][];
            for (int j = 0; j < count; j++) {
                columns[j] = coordinates(path, profile.orElseThrow(), d, random);
            }
            return columns;
        }

        List<ProfileLimit> limits() {
            return IntStream.range(0, count)
                    .mapToObj(j -> limit(path, profile.orElseThrow()))
                    .toList();
        }
    }

    /**
     * The modes of some classes.
     *
     * @param dimension d; empty for the limit d to infinity
     * @param seed the root of all randomness
     * @param classes the classes
     * @param loss the loss, whose outputs and teacher outputs count the columns of X_0 and X*
     * @param teacher X*, if there is one
     * @param initial X_0
     * @return the mixture; its values are checked when they are first computed
     */
    static Mixture of(
            OptionalInt dimension,
            long seed,
            List<ClassSpecification> classes,
            Loss loss,
            Optional<Profile> teacher,
            Profile initial) {
        return new Mixture(
                dimension,
                seed,
                classes,
                new Vectors("teacher", teacher, loss.teacherOutputs()),
                new Vectors("initial", Optional.of(initial), loss.outputs()));
    }

    /**
     * The modes for theory: merged by eigenvalues, by quadrature where spectra and vectors are functions of u = rho / d.
     *
     * @param statistics what will be read off them, which may need some modes apart
     * @param nodesPerPanel the accuracy of the quadrature
     * @return the modes
     * @throws InvalidModeException if a value is not finite, an eigenvalue negative, or a limit missing
     */
    public synchronized ModeTable merged(List<Statistic> statistics, int nodesPerPanel) {
        double[] cuts = statistics.stream()
                .flatMapToDouble(statistic -> Arrays.stream(statistic.cuts()))
                .toArray();
        List<Double> cutList = Arrays.stream(cuts).boxed().toList();
        if (dimension.isEmpty() || isSampled()) {
            Summed summed = summed(new Division(nodesPerPanel, cutList), cuts);
            int d = dimension.orElse(0);
            if (d == 0 || statistics.stream().noneMatch(s -> s.needsSingleModes(summed.averageEigenvalues, d))) {
                return summed.modes;
            }
        }
        return gathered.computeIfAbsent(cutList, key -> ModeGrouping.merge(single(), cuts));
    }

    private Summed summed(Division division, double[] cuts) {
        Summed known = summed.get(division);
        if (known != null) {
            return known;
        }
        int nodes = division.nodesPerPanel();
        ModeTable modes;
        if (dimension.isEmpty()) {
            modes = continuum().infinite(nodes, cuts);
        } else {
            int d = dimension.getAsInt();
            modes = continuum()
                    .finite(d, (i, mode) -> classes.get(i).covariance().eigenvalue(mode, d), nodes, cuts);
        }
        requireUsable(modes);
        Summed fresh = new Summed(modes, cuts);
        // Finer ones serve one certificate each.
        if (nodes <= NODES_PER_PANEL) {
            summed.put(division, fresh);
        }
        return fresh;
    }

    /** On nodes, in the order of u; single modes, of weight 1 / d or 0, come last and need no telling apart. */
    private static double[] averageEigenvalues(ModeTable modes) {
        int count = 1;
        while (count < modes.groups() && modes.groupPosition(count) > modes.groupPosition(count - 1)) {
            count++;
        }
        double[] averages = new double[count];
        for (int k = 0; k < modes.spectra(); k++) {
            Kernels.add(averages, 0, modes.spectrumWeight(k), modes.spectrumByGroup(k), 0, count);
        }
        return averages;
    }

    /** Whether every part is a function of u that the modes sample, and there are enough of them. */
    boolean isSampled() {
        return dimension.orElse(0) >= QUADRATURE_PAYS
                && initial.isSampledFromLimit()
                && teacher.isSampledFromLimit()
                && classes.stream()
                        .allMatch(c ->
                                c.mean().isSampledFromLimit() && c.covariance().isSampledFromLimit());
    }

    /**
     * Every mode on its own at finite dimension; each random vector has a stream of its own.
     *
     * @return the modes
     * @throws InvalidModeException if a value is not finite, or an eigenvalue negative
     * @throws java.util.NoSuchElementException if the dimension is infinite
     */
    public synchronized ModeTable single() {
        if (single == null) {
            single = computeSingle(dimension.orElseThrow());
        }
        return single;
    }

    private ModeTable computeSingle(int d) {
        double[][] eigenvalues = new double[classes.size()][];
        double[][] means = new double[classes.size()][];
        Supplier<RandomStream> streams = RandomStreams.from(seed, RandomStreams.CLASS_MEANS);
        for (int i = 0; i < eigenvalues.length; i++) {
            eigenvalues[i] = eigenvalues(covariancePath(i), classes.get(i).covariance(), d);
            means[i] = coordinates(meanPath(i), classes.get(i).mean(), d, streams.get());
        }
        return ModeTable.of(
                targets(),
                classes.stream().mapToDouble(ClassSpecification::weight).toArray(),
                eigenvalues,
                means,
                teacher.columns(d, RandomStreams.of(seed, RandomStreams.TEACHER, 0)),
                initial.columns(d, RandomStreams.of(seed, RandomStreams.INITIAL, 0)));
    }

    /**
     * One mode of no variance, for what depends on the numbers of classes and outputs alone.
     *
     * @return the mode
     */
    ModeTable shape() {
        return ModeTable.of(
                targets(),
                classes.stream().mapToDouble(ClassSpecification::weight).toArray(),
                new double[classes.size()][1],
                new double[classes.size()][1],
                new double[teacher.count()][1],
                new double[initial.count()][1]);
    }

    /**
     * A table whose numbers tell mixtures apart, and which theory or simulation have in any case.
     *
     * @param statistics what will be read off them
     * @return the modes, merged or single
     */
    ModeTable distinctive(List<Statistic> statistics) {
        return dimension.isEmpty() || isSampled() ? merged(statistics, NODES_PER_PANEL) : single();
    }

    private Continuum continuum() {
        List<SpectrumLimit> spectra = new ArrayList<>();
        List<ProfileLimit> means = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            String path = covariancePath(i);
            spectra.add(
                    classes.get(i).covariance().limit().orElseThrow(() -> new InvalidModeException(path, NO_LIMIT)));
            means.add(limit(meanPath(i), classes.get(i).mean()));
        }
        return new Continuum(
                targets(),
                classes.stream().map(ClassSpecification::weight).toList(),
                spectra,
                means,
                teacher.limits(),
                initial.limits());
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

    private List<ClassTarget> targets() {
        return IntStream.range(0, classes.size())
                .mapToObj(i -> ClassTarget.of(i, classes.get(i).label()))
                .toList();
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
