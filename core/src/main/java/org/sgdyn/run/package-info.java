/** What is done with an {@link org.sgdyn.experiment.Experiment}: runs, certificates, validation, stability and late times. */
@NullMarked
package org.sgdyn.run;

import org.jspecify.annotations.NullMarked;
