/** What is done with an {@link org.sgdyn.experiment.Experiment}: runs, certificates, validation, stability and late times. */
package org.sgdyn.run;
