package org.sgdyn.fit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sgdyn.data.SampleSource;
import org.sgdyn.numerics.Eigensystem;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.RandomStreams;

/** Fits a mixture to samples, in five passes over them; see the chapter of this package. */
public final class MixtureFit {

    /** The fits: of all samples, and of either half. */
    private static final int FITS = 3;

    /** Coordinates by which samples are parted. */
    private static final int MOST_COORDINATES = 40;

    /** A part has so many samples or more on average, or there are fewer parts. */
    private static final int LEAST_SAMPLES = 5;

    /** A component's covariance is pulled to what those of its label have in common with the weight of so many samples. */
    private static final double PULL = 50;

    private final SampleSource source;
    private final FitSettings settings;
    private final FitListener listener;
    private final Passes passes;

    private MixtureFit(SampleSource source, FitSettings settings, FitListener listener) {
        this.source = source;
        this.settings = settings;
        this.listener = listener;
        passes = new Passes(source, settings, listener);
    }

    /**
     * Fits.
     *
     * @param source the samples, with labels
     * @param settings what is fitted
     * @param name what the file is called
     * @param sha256 the SHA-256 of its bytes
     * @param listener follows
     * @return the mixture
     * @throws IOException if the samples cannot be read or fitted, with a message for the user
     */
    public static FittedMixture of(
            SampleSource source, FitSettings settings, String name, String sha256, FitListener listener)
            throws IOException {
        return new MixtureFit(source, settings, listener).fit(name, sha256);
    }

    private FittedMixture fit(String name, String sha256) throws IOException {
        Survey survey = Survey.of(passes, source, settings);
        Preprocessing preprocessing = Principal.of(passes, source, settings, survey);
        int d = preprocessing.dimension();
        int labels = survey.labels.size();
        long expected = (long) labels * settings.components() * FITS + 3L * labels;
        Memory.require(
                source.name(),
                Scatter.bytes(d) * expected + coordinates(survey, Math.min(MOST_COORDINATES, d)),
                labels * settings.components() + " components in " + d + " dimensions");
        double[][] centres = centres(survey, preprocessing);
        Mapped samples =
                new Mapped(passes, survey, preprocessing, Runtime.getRuntime().maxMemory() / 4.0);
        Scatter[][] whole = wholes(samples, centres);
        List<Components> fits = settings.components() == 1
                ? IntStream.range(0, FITS).mapToObj(f -> components(whole[f])).toList()
                : parted(samples, centres, whole);
        int constant = 0;
        for (boolean each : survey.isConstant) {
            constant += each ? 1 : 0;
        }
        return new FittedMixture(
                survey.labels,
                fits.get(0),
                fits.subList(1, FITS),
                preprocessing,
                settings,
                name,
                sha256,
                survey.samples,
                survey.heldOut,
                constant);
    }

    /** The bytes that the coordinates of all fits take, with the shares of components in the largest. */
    private double coordinates(Survey survey, int q) {
        double numbers = 0;
        for (long count : survey.counts) {
            double all = Math.min(count, Parting.MOST_SCORES);
            double half = Math.min((count + 1) / 2, Parting.MOST_SCORES);
            numbers += (all + 2 * half) * q;
        }
        return settings.components() == 1
                ? 0
                : Double.BYTES * (numbers + 2.0 * Parting.MOST_SCORES * settings.components());
    }

    /** The labels' means after preprocessing. */
    private static double[][] centres(Survey survey, Preprocessing preprocessing) {
        double[][] centres = new double[survey.labels.size()][preprocessing.dimension()];
        Preprocessing.Mapping mapping = preprocessing.mapping();
        for (int y = 0; y < centres.length; y++) {
            mapping.map(survey.means[y], centres[y]);
        }
        return centres;
    }

    /** The scatter of each label in each fit. */
    private static Scatter[][] wholes(Mapped samples, double[][] centres) throws IOException {
        int d = centres[0].length;
        Scatter[][] scatters = new Scatter[FITS][centres.length];
        for (Scatter[] fit : scatters) {
            for (int y = 0; y < centres.length; y++) {
                fit[y] = new Scatter(d, centres[y]);
            }
        }
        samples.run("covariances", (z, y, half) -> scatters[half][y].add(z));
        for (int y = 0; y < centres.length; y++) {
            scatters[0][y].add(scatters[1][y]);
            scatters[0][y].add(scatters[2][y]);
        }
        return scatters;
    }

    /** The leading coordinates of a label's samples, and how they are parted in each fit. */
    private static final class Division {
        private final double[] centre;
        private final double[] directions;
        private final double[] variances;
        private final double[] apart;
        private final double[] score;
        private final @Nullable Parting[] parts = new Parting[FITS];

        Division(double[] centre, double[] covariance) {
            this.centre = centre;
            int d = centre.length;
            Eigensystem eigen = Eigensystem.of(covariance, d);
            int q = 1;
            while (q < Math.min(d, MOST_COORDINATES) && eigen.value(q) > 1e-10 * eigen.value(0)) {
                q++;
            }
            double[] columns = eigen.leading(q);
            directions = new double[q * d];
            variances = new double[q];
            for (int k = 0; k < q; k++) {
                variances[k] = Math.max(eigen.value(k), Double.MIN_NORMAL);
                for (int i = 0; i < d; i++) {
                    directions[k * d + i] = columns[i * q + k];
                }
            }
            apart = new double[d];
            score = new double[q];
        }

        double[] score(double[] z) {
            for (int k = 0; k < apart.length; k++) {
                apart[k] = z[k] - centre[k];
            }
            for (int k = 0; k < score.length; k++) {
                score[k] = Kernels.dotSlices(directions, k * apart.length, apart, 0, apart.length);
            }
            return score;
        }
    }

    private List<Components> parted(Mapped samples, double[][] centres, Scatter[][] whole) throws IOException {
        int labels = centres.length;
        int d = centres[0].length;
        listener.begins("principal directions of the classes");
        Division[] divisions = new Division[labels];
        IntStream.range(0, labels)
                .parallel()
                .forEach(y -> divisions[y] = new Division(whole[0][y].mean(), whole[0][y].covariance()));
        divide(samples, divisions, whole);
        Scatter[][][] scatters = new Scatter[FITS][labels][];
        for (int f = 0; f < FITS; f++) {
            for (int y = 0; y < labels; y++) {
                scatters[f][y] = new Scatter[divisions[y].parts[f].parts()];
                for (int part = 0; part < scatters[f][y].length; part++) {
                    scatters[f][y][part] = new Scatter(d, centres[y]);
                }
            }
        }
        samples.run("covariances of the components", (z, y, half) -> {
            double[] score = divisions[y].score(z);
            scatters[0][y][divisions[y].parts[0].partOf(score)].add(z);
            scatters[half][y][divisions[y].parts[half].partOf(score)].add(z);
        });
        List<Components> fits = new ArrayList<>();
        for (int f = 0; f < FITS; f++) {
            List<Scatter> found = new ArrayList<>();
            List<Integer> classes = new ArrayList<>();
            for (int y = 0; y < labels; y++) {
                for (Scatter part : scatters[f][y]) {
                    if (part.count() > 0) {
                        found.add(part);
                        classes.add(y);
                    }
                }
            }
            fits.add(pulled(components(found, classes), labels));
        }
        return fits;
    }

    /** Finds the parts of every label in every fit. */
    private void divide(Mapped samples, Division[] divisions, Scatter[][] whole) throws IOException {
        int labels = divisions.length;
        Scores[][] scores = new Scores[FITS][labels];
        for (int y = 0; y < labels; y++) {
            for (int f = 0; f < FITS; f++) {
                scores[f][y] = new Scores(divisions[y].score.length, whole[f][y].count());
            }
        }
        samples.run("coordinates", (z, y, half) -> {
            double[] score = divisions[y].score(z);
            scores[0][y].add(score);
            scores[half][y].add(score);
        });
        listener.begins("components");
        IntStream.range(0, labels).parallel().forEach(y -> {
            for (int f = 0; f < FITS; f++) {
                divisions[y].parts[f] = parting(divisions[y], scores[f][y], whole[f][y].count(), FITS * y + f);
            }
        });
    }

    /** Halves begin where all samples have ended: parts found apart could be others, and the fits not of one kind. */
    private Parting parting(Division division, Scores scores, long count, int stream) {
        int parts = (int) Math.max(1, Math.min(settings.components(), count / LEAST_SAMPLES));
        Parting all = division.parts[0];
        return all != null && all.parts() == parts
                ? all.continued(scores.values, scores.size)
                : Parting.of(
                        scores.values,
                        scores.size,
                        division.variances,
                        parts,
                        RandomStreams.of(settings.seed(), Partition.PARTS, stream));
    }

    /** The coordinates of samples; of very many, of every second, third, ... one. */
    private static final class Scores {
        private final int q;
        private final long every;
        private final double[] values;
        private long shown;
        private int size;

        Scores(int q, long samples) {
            this.q = q;
            every = (samples + Parting.MOST_SCORES - 1) / Parting.MOST_SCORES;
            values = new double[(int) ((samples + every - 1) / every) * q];
        }

        void add(double[] score) {
            if (shown++ % every == 0) {
                System.arraycopy(score, 0, values, size++ * q, q);
            }
        }
    }

    private static Components components(Scatter[] whole) {
        return components(
                List.of(whole), IntStream.range(0, whole.length).boxed().toList());
    }

    private static Components components(List<Scatter> scatters, List<Integer> classes) {
        double total = scatters.stream().mapToLong(Scatter::count).sum();
        return new Components(
                scatters.stream().mapToLong(Scatter::count).toArray(),
                scatters.stream().mapToDouble(each -> each.count() / total).toArray(),
                classes.stream().mapToInt(label -> label).toArray(),
                scatters.stream().map(Scatter::mean).toArray(double[][]::new),
                scatters.stream().map(Scatter::covariance).toArray(double[][]::new));
    }

    /**
     * Pulls covariances of n samples with weight a = {@value #PULL} / (n + {@value #PULL}) to what their label's have in common, the
     * mean with weights a n: so the label's covariance stays what it is.
     */
    private static Components pulled(Components parts, int labels) {
        double[][] covariances = parts.covariances();
        double[][] common = new double[labels][covariances[0].length];
        double[] sums = new double[labels];
        for (int i = 0; i < parts.size(); i++) {
            double share = parts.counts()[i] * weight(parts, i);
            sums[parts.classes()[i]] += share;
            Kernels.add(common[parts.classes()[i]], 0, share, covariances[i], 0, covariances[i].length);
        }
        for (int i = 0; i < parts.size(); i++) {
            double weight = weight(parts, i);
            double[] target = common[parts.classes()[i]];
            for (int k = 0; k < target.length; k++) {
                covariances[i][k] += weight * (target[k] / sums[parts.classes()[i]] - covariances[i][k]);
            }
        }
        return parts;
    }

    private static double weight(Components parts, int i) {
        return PULL / (parts.counts()[i] + PULL);
    }
}
