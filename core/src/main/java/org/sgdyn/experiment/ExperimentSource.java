package org.sgdyn.experiment;

import java.io.Serializable;
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
}
