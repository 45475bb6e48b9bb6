package org.sgdyn.cli.result;

import org.sgdyn.run.Validation;
import org.sgdyn.run.Validation.CurveValidation;
import org.sgdyn.run.Validation.Row;

/** {@code validation.csv}: a row per curve, dimension and statistic. */
public final class ValidationTable {

    private ValidationTable() {}

    /**
     * Writes the table.
     *
     * @param validation the validation
     * @return its rows as comma-separated values, with a header line
     */
    public static String toCsv(Validation validation) {
        StringBuilder out = new StringBuilder("curve,dimension,statistic,replicates,sup_distance_mean,"
                + "sup_distance_standard_error,largest_bias_standard_errors,largest_bias_t,agreement_p\n");
        for (CurveValidation curve : validation.curves()) {
            for (Row row : curve.rows()) {
                out.append(TableFormat.quoted(curve.name())).append(',').append(row.dimension());
                out.append(',').append(TableFormat.quoted(row.statistic()));
                out.append(',').append(row.replicates());
                out.append(',').append(row.distance()).append(',').append(row.standardError());
                out.append(',').append(row.bias()).append(',').append(row.biasTime());
                out.append(',').append(row.p()).append('\n');
            }
        }
        return out.toString();
    }
}
