/**
 * Fits Gaussian mixtures to samples in files, so that the theory can be asked about real data: a few components for each label,
 * their means and full covariances, after a linear preprocessing that SGD is to see too.
 *
 * <p>With n samples, features x in R^D and labels y: z = T^T (x - c), where the centre c is the mean of all samples, and T, D x d,
 * divides by standard deviations if that is asked for, turns into the leading principal directions of all samples, and scales so
 * that tr Kbar = d, where Kbar = sum_y p_y K_y averages the labels' covariances. A label's samples are parted into components by
 * expectation maximisation on the label's leading principal directions; each part's mean and covariance (divisor n, not n - 1) are
 * those of its samples, but that covariances of small parts are pulled to what the parts of the label have in common, in such a way
 * that the components of a label pooled are its sample mean and covariance.
 *
 * <p>{@code MixtureFile} writes a fit, with those of either half of its samples. {@code StoredComponents} reads its components for
 * theory, and {@code Treatment} what its samples went through, by which {@code TreatedSamples} takes the same or others to where SGD
 * passes over them. {@code Resample} estimates components anew from samples drawn of a fit, which tells how far chance moves it.
 *
 * <p>All is read in passes; memory holds covariances, and of at most {@value org.sgdyn.fit.Parting#MOST_SCORES} samples of a label
 * their leading coordinates. The same file, settings, seed and linear algebra give the same bytes.
 */
@NullMarked
package org.sgdyn.fit;

import org.jspecify.annotations.NullMarked;
