package org.sgdyn.experiment;

import java.util.ArrayList;
import java.util.List;
import org.sgdyn.experiment.Experiment.ClassSpecification;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.RandomStream;

/** From an experiment's spectra and profiles to the table of modes. */
final class Mixtures {

    private Mixtures() {}

    /**
     * Evaluates every spectrum and profile on the modes; each random vector has a stream of its own.
     *
     * @throws InvalidModeException if a value is not finite, or an eigenvalue negative
     */
    static ModeTable modes(Experiment experiment) {
        int d = experiment.dimension().orElseThrow();
        long seed = experiment.seed().orElse(0);
        int count = experiment.classes().size();
        List<ClassTarget> targets = new ArrayList<>();
        double[] weights = new double[count];
        double[][] eigenvalues = new double[count][];
        double[][] means = new double[count][];
        for (int i = 0; i < count; i++) {
            ClassSpecification specification = experiment.classes().get(i);
            targets.add(new ClassTarget(i, specification.label()));
            weights[i] = specification.weight();
            eigenvalues[i] = eigenvalues("classes[" + i + "].covariance", specification.covariance(), d);
            RandomStream random = RandomStreams.of(seed, RandomStreams.CLASS_MEANS + i, 0);
            means[i] = coordinates("classes[" + i + "].mean", specification.mean(), d, random);
        }
        return ModeTable.of(
                targets,
                weights,
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
        return values;
    }

    private static double[] eigenvalues(String path, CovarianceSpectrum spectrum, int d) {
        double[] values = new double[d];
        for (int mode = 1; mode <= d; mode++) {
            double value = spectrum.eigenvalue(mode, d);
            if (!(value >= 0) || Double.isInfinite(value)) {
                throw new InvalidModeException(
                        path, "must have finite eigenvalues >= 0; on mode " + mode + " it is " + value);
            }
            values[mode - 1] = value;
        }
        return values;
    }
}
