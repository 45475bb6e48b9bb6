/**
 * Contract tests: what every loss, spectrum, profile, integrator, learning rate, algorithm, feature law, statistic, executor and
 * plug-in satisfies. The test of a part extends the contract of its kind and says what is to be tested.
 */
package org.sgdyn.testkit;
