/**
 * One-pass SGD at finite dimension in the common eigenbasis, in independent replicates.
 */
package org.sgdyn.simulation;
