package org.sgdyn.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.sgdyn.model.DenseCovariances.Form;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.Profile;

/**
 * Classes of full covariances, as the key {@code mixture} gives them.
 *
 * @param parts the classes' parts
 * @param classes the classes
 * @param form which matrix the iterate's covariance feels
 * @param block how many vectors share a full covariance, if that is given
 * @param file the archive, if it is one
 * @param settings what the key held
 */
record ReadMixture(
        ClassParts parts,
        List<ClassSpecification> classes,
        Form form,
        OptionalInt block,
        Optional<Path> file,
        NodeParameters settings) {

    /** The block, or the usual one, which is noted as what the key resolved to. */
    int block(Loss loss) {
        int d = parts.dimension();
        int size = form == Form.EXPECTATION ? d : block.orElseGet(() -> DenseMixture.usualBlock(d, loss.outputs()));
        settings.resolve("block", size);
        return size;
    }

    /** The mixture of the classes, with teacher and start. */
    Mixture mixture(
            List<ClassSpecification> classes, long seed, Loss loss, List<Profile> teacher, List<Profile> initial) {
        return new DenseMixture(parts, classes, form, block(loss), seed, loss, teacher, initial);
    }
}
