package org.sgdyn.experiment;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sgdyn.fit.Components;
import org.sgdyn.model.DenseCovariances;
import org.sgdyn.model.DenseCovariances.Form;
import org.sgdyn.model.ModeTable;
import org.sgdyn.model.Training;
import org.sgdyn.numerics.Matrices;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.Statistic;

/**
 * Classes whose covariances are full matrices. In place of modes stand the eigenvectors U of what the iterate's covariance feels on
 * average, sum_i p_i Sigma_i, the greatest eigenvalue first; teacher and start are given in that basis.
 */
public final class DenseMixture implements Mixture {

    /** Rows of a covariance whose motion costs less than the rest of a right-hand side. */
    private static final int CHEAP_ROWS = 256;

    private static final int MOST_ROWS = 200;
    private static final int ENOUGH = 20;

    private final ClassParts parts;
    private final List<ClassTarget> targets;
    private final Form form;
    private final int block;
    private final long seed;
    private final ProfileVectors teacher;
    private final ProfileVectors initial;
    private @Nullable ModeTable table;
    private @Nullable ModeTable single;
    private double[] basis = {};

    /**
     * A mixture.
     *
     * @param classes the classes that the parts belong to
     * @param block how many vectors of U share a full covariance
     */
    DenseMixture(
            ClassParts parts,
            List<ClassSpecification> classes,
            Form form,
            int block,
            long seed,
            Loss loss,
            List<Profile> teacher,
            List<Profile> initial) {
        this.parts = parts;
        this.form = form;
        this.block = block;
        this.seed = seed;
        targets = IntStream.of(parts.labels())
                .mapToObj(y -> ClassTarget.of(y, classes.get(y).label()))
                .toList();
        this.teacher = new ProfileVectors("teacher", teacher, loss.teacherOutputs());
        this.initial = new ProfileVectors("initial", initial, loss.outputs());
    }

    /** The same with other parts of the same classes. */
    private DenseMixture(DenseMixture of, ClassParts parts) {
        this.parts = parts;
        form = of.form;
        block = of.block;
        seed = of.seed;
        teacher = of.teacher;
        initial = of.initial;
        double[] labels = new double[parts.classes()];
        for (int i = 0; i < of.targets.size(); i++) {
            labels[of.parts.labels()[i]] = of.targets.get(i).label();
        }
        targets = IntStream.of(parts.labels())
                .mapToObj(y -> ClassTarget.of(y, labels[y]))
                .toList();
    }

    /**
     * The same with other components of the same classes, such as those of another fit.
     *
     * @param components the components
     * @return the mixture
     */
    DenseMixture with(Components components) {
        return new DenseMixture(this, ClassParts.of(components, parts.source()));
    }

    /** The block unless another is asked for: all where that is cheap, else what was enough on data wherever tried. */
    static int usualBlock(int dimension, int outputs) {
        return dimension * outputs <= CHEAP_ROWS
                ? dimension
                : Math.min(dimension, Math.max(ENOUGH, MOST_ROWS / outputs));
    }

    @Override
    public boolean isExpectation() {
        return form == Form.EXPECTATION;
    }

    @Override
    public ModeTable merged(List<Statistic> statistics, int nodesPerPanel) {
        return table();
    }

    /** In the basis of the data, where real samples are, too; simulations have no covariance of the iterate. */
    @Override
    public synchronized ModeTable single() {
        if (single == null) {
            int d = parts.dimension();
            double[] flat = new double[parts.labels().length * d * d];
            for (int i = 0; i < parts.labels().length; i++) {
                System.arraycopy(parts.covariances()[i], 0, flat, i * d * d, d * d);
            }
            ModeTable modes = table();
            single = ModeTable.dense(
                    targets,
                    parts.weights().clone(),
                    parts.means(),
                    rotatedBack(IntStream.range(0, modes.teacherOutputs()).mapToObj(modes::slotTeachers)),
                    rotatedBack(IntStream.range(0, modes.outputs()).mapToObj(modes::slotInitials)),
                    new DenseCovariances(parts.labels(), flat, d, form, 0));
        }
        return single;
    }

    /** U x for each x. */
    private double[][] rotatedBack(Stream<double[]> vectors) {
        int d = parts.dimension();
        return vectors.map(x -> {
                    double[] result = new double[d];
                    Matrices.get().product(false, true, 1, d, d, 1, x, 0, d, basis, 0, d, 0, result, 0, d);
                    return result;
                })
                .toArray(double[][]::new);
    }

    private synchronized ModeTable table() {
        if (table == null) {
            table = build();
        }
        return table;
    }

    private ModeTable build() {
        int d = parts.dimension();
        TurnedParts turned = parts.turned(form);
        basis = turned.basis();
        return ModeTable.dense(
                targets,
                parts.weights().clone(),
                turned.means(),
                teacher.columns(d, RandomStreams.of(seed, RandomStreams.TEACHER, 0)),
                initial.columns(d, RandomStreams.of(seed, RandomStreams.INITIAL, 0)),
                new DenseCovariances(parts.labels(), turned.covariances(), d, form, block));
    }

    @Override
    public ModeTable shape() {
        int count = parts.labels().length;
        return ModeTable.dense(
                targets,
                parts.weights().clone(),
                new double[count][1],
                new double[teacher.count()][1],
                new double[initial.count()][1],
                new DenseCovariances(parts.labels(), new double[count], 1, form, 0));
    }

    @Override
    public ModeTable distinctive(List<Statistic> statistics) {
        return table();
    }

    @Override
    public boolean isSampled() {
        return false;
    }

    @Override
    public Training training(Training training) {
        return training.ofParts(parts.labels(), parts.shares());
    }
}
