package org.sgdyn.run;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * What is known of a theory curve's error: it was solved again with one source of error at a time made much smaller, and this is
 * what changed.
 *
 * <p>The error of a column is the largest change over the output times, relative to the value there; for a column that changes its
 * sign, and where it vanishes, relative to its largest magnitude. The integrator's tolerances are divided by a hundred and
 * its run made to pass half-way between the output times too (where these hold its steps, tolerances change nothing), the nodes
 * of the loss's quadrature quadrupled (moments in closed form change nothing), those of the spectral quadrature doubled, and where
 * covariances are full matrices the number of vectors that share a covariance of the iterate doubled. Not
 * covered is the probability of the largest of four or more logits, which has its own quadrature and error
 * ({@link org.sgdyn.numerics.LargestLogit}).
 *
 * @param columns the columns of the theory
 * @param sources the sources of error
 */
public record Certificate(List<String> columns, List<Source> sources) implements Serializable {

    private static final long serialVersionUID = 1L;

    static final String INTEGRATOR = "integrator";
    static final String MOMENTS = "moments";
    static final String MODES = "modes";
    static final String BLOCK = "covariance block";

    /**
     * One source of error.
     *
     * @param name {@code integrator}, {@code moments}, {@code modes} or {@code covariance block}
     * @param errors the error of each column, in the order of the columns
     */
    public record Source(String name, List<Double> errors) implements Serializable {

        private static final long serialVersionUID = 1L;

        /** Copies the list. */
        public Source {
            errors = List.copyOf(errors);
        }
    }

    /** Copies the lists. */
    public Certificate {
        columns = List.copyOf(columns);
        sources = List.copyOf(sources);
    }

    /** A curve that errs by more is not one to rely on. */
    private static final double POOR = 1e-3;

    /** What rounding leaves where refinement changes nothing. */
    private static final double ROUNDING = 1e-15;

    /**
     * The error of a column, all sources together.
     *
     * @param column its position
     * @return the sum over the sources, and 1e-15 for rounding
     */
    public double error(int column) {
        return sources.stream()
                        .mapToDouble(source -> source.errors().get(column))
                        .sum()
                + ROUNDING;
    }

    /**
     * The error of the worst column that a source contributes.
     *
     * @return the largest of {@link #error}; 0 without columns
     */
    public double worst() {
        double worst = 0;
        for (int c = 0; c < columns.size(); c++) {
            worst = Math.max(worst, error(c));
        }
        return worst;
    }

    /**
     * Whether the errors are so large, or unknown because a refined solution did not reach the end, that the curves cannot be
     * relied on.
     *
     * @return true if {@link #worst} is above 1e-3
     */
    public boolean isPoor() {
        return !(worst() <= POOR);
    }

    /**
     * What to do about the largest error.
     *
     * @return advice, as the end of a sentence
     */
    public String remedy() {
        int worst = columns.indexOf(worstColumn());
        return sources.stream()
                .max(Comparator.comparingDouble(source -> source.errors().get(worst)))
                .map(source -> switch (source.name()) {
                    case BLOCK -> "raise mixture.block";
                    case MOMENTS -> "raise the points of the loss's quadrature, such as loss.points";
                    default -> "tighten the tolerances";
                })
                .orElse("tighten the tolerances");
    }

    /**
     * The column of the largest error.
     *
     * @return its name; the first column's if none has an error
     */
    public String worstColumn() {
        int worst = 0;
        for (int c = 1; c < columns.size(); c++) {
            worst = error(c) > error(worst) ? c : worst;
        }
        return columns.get(worst);
    }
}
