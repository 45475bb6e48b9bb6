/**
 * Late times: what the theory predicts for t to infinity, and what the end of an integrated curve says about it.
 *
 * <p>{@link org.sgdyn.asymptotics.LateTime} reads slopes, exponents and limits off curves.
 */
package org.sgdyn.asymptotics;
