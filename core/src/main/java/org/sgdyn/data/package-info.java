/**
 * Samples in files: rows of numbers with a label each, read in passes of bounded memory. {@link org.sgdyn.data.SampleFiles} tells
 * the formats by their content; each gives an {@link org.sgdyn.data.SampleSource}.
 *
 * <table>
 * <caption>Formats, each also compressed by gzip but NPZ and Parquet</caption>
 * <tr><th>format</th><th>rows</th><th>labels</th></tr>
 * <tr><td>IDX</td><td>the first dimension</td><td>a file of their own</td></tr>
 * <tr><td>NPY, NPZ</td><td>the first dimension</td><td>a file, or an array of the archive</td></tr>
 * <tr><td>CSV</td><td>a line each</td><td>a column, or a file</td></tr>
 * <tr><td>Parquet, by a {@link org.sgdyn.data.ParquetOpener}</td><td>a row each</td><td>a column, or a file</td></tr>
 * <tr><td>libsvm</td><td>a line each</td><td>before the numbers of each line</td></tr>
 * </table>
 *
 * <p>Whatever cannot be read exactly is refused by a {@link org.sgdyn.data.DataException} with its file and place, the rule it
 * breaks and what to do: values that are not finite, rows of other lengths, objects, decimal commas, files that end too early.
 */
@NullMarked
package org.sgdyn.data;

import org.jspecify.annotations.NullMarked;
