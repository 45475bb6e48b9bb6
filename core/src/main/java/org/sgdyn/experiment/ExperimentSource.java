package org.sgdyn.experiment;

import java.io.Serializable;
import java.nio.file.Path;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.settings.ConfigNode;

/**
 * What an experiment was read from, as data: another process that has the same parts, and the same tables at the same place, reads
 * the same experiment.
 *
 * @param root the settings
 * @param directory what relative paths of data files refer to
 */
public record ExperimentSource(ConfigNode.Mapping root, String directory) implements Serializable {

    private static final long serialVersionUID = 1L;

    /**
     * Reads it.
     *
     * @param catalog the known parts
     * @return the experiment
     * @throws org.sgdyn.settings.InvalidExperimentException with everything that is wrong here, such as a table that is missing
     */
    public Experiment read(Catalog catalog) {
        return ExperimentReader.read(root, Path.of(directory), catalog);
    }
}
