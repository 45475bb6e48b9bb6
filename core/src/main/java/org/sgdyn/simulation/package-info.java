/**
 * One-pass SGD at finite dimension in the common eigenbasis, in independent replicates.
 */
@NullMarked
package org.sgdyn.simulation;

import org.jspecify.annotations.NullMarked;
