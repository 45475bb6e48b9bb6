package org.sgdyn.experiment;

import java.util.List;
import java.util.stream.IntStream;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.ProfileLimit;
import org.sgdyn.spi.RandomStream;

/** As many vectors as there are outputs, all of one profile or each of its own. */
record ProfileVectors(String path, List<Profile> profiles, int count) {

    static final String NO_LIMIT = "has no limit as the dimension grows; give a finite dimension";

    /** Far above any sensible scale, far below overflow of products of norms. */
    static final double LARGEST_SQUARED_NORM = 1e100;

    /** Another number of vectors. */
    ProfileVectors of(int others) {
        return new ProfileVectors(path, profiles, others);
    }

    private boolean isShared() {
        return profiles.size() == 1;
    }

    private Profile profile(int output) {
        return profiles.get(isShared() ? 0 : output);
    }

    private String path(int output) {
        return isShared() ? path : path + "[" + output + "]";
    }

    boolean isSampledFromLimit() {
        return count == 0 || profiles.stream().allMatch(Profile::isSampledFromLimit);
    }

    /** One column per output; outputs of a random profile draw one after another, so they differ. */
    double[][] columns(int d, RandomStream random) {
        double[][] columns = new double[count][];
        for (int j = 0; j < count; j++) {
            columns[j] = coordinates(path(j), profile(j), d, random);
        }
        return columns;
    }

    List<ProfileLimit> limits() {
        return IntStream.range(0, count)
                .mapToObj(j -> limit(path(j), profile(j)))
                .toList();
    }

    static ProfileLimit limit(String path, Profile profile) {
        return profile.limit().orElseThrow(() -> new InvalidModeException(path, NO_LIMIT));
    }

    static double[] coordinates(String path, Profile profile, int d, RandomStream random) {
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

    static void requireNorm(String path, double[] values) {
        double squared = Kernels.dot(values, values, 0, values.length);
        if (!(squared <= LARGEST_SQUARED_NORM)) {
            throw new InvalidModeException(
                    path, "must have a norm below " + Math.sqrt(LARGEST_SQUARED_NORM) + "; its square is " + squared);
        }
    }
}
