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
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.Families;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.ProfileLimit;
import org.sgdyn.spi.RandomStream;
import org.sgdyn.spi.SpectrumLimit;
import org.sgdyn.spi.Statistic;

/** Modes of classes whose means and covariance spectra are given in the common eigenbasis. */
final class ProfileMixture implements Mixture {

    /** From so many modes on, those that follow functions of u are summed by quadrature. */
    private static final int QUADRATURE_PAYS = 400;

    private final OptionalInt dimension;
    private final long seed;
    private final List<ClassSpecification> classes;
    private final ProfileVectors teacher;
    private final ProfileVectors initial;
    private final Optional<Families> families;

    private @Nullable ModeTable single;
    private final Map<List<Double>, ModeTable> gathered = new HashMap<>();
    private final Map<Division, Summed> summed = new HashMap<>();

    private ProfileMixture(
            OptionalInt dimension,
            long seed,
            List<ClassSpecification> classes,
            ProfileVectors teacher,
            ProfileVectors initial,
            Optional<Families> families) {
        this.dimension = dimension;
        this.seed = seed;
        this.classes = List.copyOf(classes);
        this.teacher = teacher;
        this.initial = initial;
        this.families = families;
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

    /**
     * The modes of some classes.
     *
     * @param dimension d; empty for the limit d to infinity
     * @param seed the root of all randomness
     * @param classes the classes
     * @param loss the loss, whose outputs and teacher outputs count the columns of X_0 and X*
     * @param teacher the profiles of X*, one for all or one an output; none without a teacher
     * @param initial those of X_0
     * @param families the families of exchangeable classes whose reduced coordinates take the place of outputs, if they do
     * @return the mixture; its values are checked when they are first computed
     */
    static ProfileMixture of(
            OptionalInt dimension,
            long seed,
            List<ClassSpecification> classes,
            Loss loss,
            List<Profile> teacher,
            List<Profile> initial,
            Optional<Families> families) {
        return new ProfileMixture(
                dimension,
                seed,
                classes,
                new ProfileVectors("teacher", teacher, loss.teacherOutputs()),
                new ProfileVectors(
                        "initial", initial, families.map(Families::coordinates).orElse(loss.outputs())),
                families);
    }

    @Override
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

    @Override
    public boolean isSampled() {
        return dimension.orElse(0) >= QUADRATURE_PAYS
                && initial.isSampledFromLimit()
                && teacher.isSampledFromLimit()
                && classes.stream()
                        .allMatch(c ->
                                c.mean().isSampledFromLimit() && c.covariance().isSampledFromLimit());
    }

    @Override
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
            Cancellation.NEVER.check();
            eigenvalues[i] = eigenvalues(covariancePath(i), classes.get(i).covariance(), d);
            means[i] = ProfileVectors.coordinates(meanPath(i), classes.get(i).mean(), d, streams.get());
        }
        return ModeTable.of(
                targets(),
                classes.stream().mapToDouble(ClassSpecification::weight).toArray(),
                eigenvalues,
                means,
                teacher.columns(d, RandomStreams.of(seed, RandomStreams.TEACHER, 0)),
                initial.columns(d, RandomStreams.of(seed, RandomStreams.INITIAL, 0)));
    }

    @Override
    public ModeTable shape() {
        if (families.isPresent()) {
            int coordinates = families.get().coordinates();
            double[] weights = new double[coordinates];
            Arrays.fill(weights, 1.0 / coordinates);
            double[][] nothing = new double[coordinates][1];
            return ModeTable.of(
                    targets().subList(0, coordinates), weights, nothing, nothing, new double[0][1], nothing);
        }
        return ModeTable.of(
                targets(),
                classes.stream().mapToDouble(ClassSpecification::weight).toArray(),
                new double[classes.size()][1],
                new double[classes.size()][1],
                new double[teacher.count()][1],
                new double[initial.count()][1]);
    }

    @Override
    public ModeTable distinctive(List<Statistic> statistics) {
        return dimension.isEmpty() || isSampled() ? merged(statistics, NODES_PER_PANEL) : single();
    }

    @Override
    public Optional<Families> families() {
        return families;
    }

    @Override
    public Mixture classByClass() {
        return families.isEmpty()
                ? this
                : new ProfileMixture(
                        dimension,
                        seed,
                        classes,
                        teacher,
                        initial.of(families.get().classes()),
                        Optional.empty());
    }

    private Continuum continuum() {
        if (families.isPresent()) {
            return reduced(families.get());
        }
        List<SpectrumLimit> spectra = new ArrayList<>();
        List<ProfileLimit> means = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            spectra.add(spectrumLimit(i));
            means.add(ProfileVectors.limit(meanPath(i), classes.get(i).mean()));
        }
        return new Continuum(
                targets(),
                classes.stream().map(ClassSpecification::weight).toList(),
                spectra,
                means,
                teacher.limits(),
                initial.limits());
    }

    /** Of families: a class for each coordinate, of the mean that belongs to it. */
    private Continuum reduced(Families known) {
        List<ClassTarget> targets = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        List<SpectrumLimit> spectra = new ArrayList<>();
        List<ProfileLimit> means = new ArrayList<>();
        for (int coordinate = 0; coordinate < known.coordinates(); coordinate++) {
            int f = known.familyOf(coordinate);
            boolean isSum = coordinate < known.count();
            int member = known.member(f);
            ClassSpecification one = classes.get(member);
            targets.add(ClassTarget.of(member, one.label()));
            weights.add(isSum ? known.size(f) * one.weight() : 0);
            spectra.add(spectrumLimit(member));
            ProfileLimit mean = ProfileVectors.limit(meanPath(member), one.mean());
            means.add(isSum ? mean.times(1 / Math.sqrt(known.size(f))) : mean);
        }
        return new Continuum(targets, weights, spectra, means, teacher.limits(), initial.limits());
    }

    private SpectrumLimit spectrumLimit(int i) {
        return classes.get(i)
                .covariance()
                .limit()
                .orElseThrow(() -> new InvalidModeException(covariancePath(i), ProfileVectors.NO_LIMIT));
    }

    /** The densities of a limit, checked on the nodes where they are used. */
    private static void requireUsable(ModeTable modes) {
        for (int k = 0; k < modes.classes(); k++) {
            int i = modes.target(k).index();
            for (double value : modes.groupEigenvalues(k)) {
                requireEigenvalue(covariancePath(i), "at a node of the quadrature", value);
            }
            ProfileVectors.requireNorm(meanPath(i), modes.slotMeans(k));
        }
        for (int k = 0; k < modes.teacherOutputs(); k++) {
            ProfileVectors.requireNorm("teacher", modes.slotTeachers(k));
        }
        for (int j = 0; j < modes.outputs(); j++) {
            ProfileVectors.requireNorm("initial", modes.slotInitials(j));
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
