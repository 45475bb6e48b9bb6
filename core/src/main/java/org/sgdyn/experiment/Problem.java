package org.sgdyn.experiment;

/**
 * One thing that is wrong with an experiment.
 *
 * @param location where in the file
 * @param path the key path, such as {@code classes[1].covariance.type}; empty for the whole file
 * @param message the value found, the rule it breaks and what to do
 */
public record Problem(Location location, String path, String message) {

    @Override
    public String toString() {
        return location + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
