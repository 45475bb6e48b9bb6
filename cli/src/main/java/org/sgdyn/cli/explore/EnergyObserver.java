package org.sgdyn.cli.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sgdyn.spi.ModeParameters;
import org.sgdyn.spi.OrderParameters;
import org.sgdyn.spi.Statistic;

/**
 * Where in the spectrum the iterate is: for each bin of eigenvalues the squared norm of its mean on the modes there, sum |x_s|^2, and the
 * trace of its covariance, sum tr C_g. Columns {@code explored_energy_b}, {@code explored_spread_b}; all sum up to |X|^2.
 */
final class EnergyObserver implements Statistic {

    static final String ENERGY = "explored_energy_";

    static final String SPREAD = "explored_spread_";

    private EigenvalueBins bins = EigenvalueBins.NONE;

    /** The bins, once the columns are known; none where the state does not consist of modes. */
    synchronized EigenvalueBins bins() {
        return bins;
    }

    @Override
    public synchronized List<String> columns(OrderParameters at) {
        Optional<ModeParameters> modes = at.modes();
        bins = modes.map(EigenvalueBins::of).orElse(EigenvalueBins.NONE);
        List<String> columns = new ArrayList<>();
        for (int b = 0; b < bins.count(); b++) {
            columns.add(ENERGY + b);
            columns.add(SPREAD + b);
        }
        return columns;
    }

    @Override
    public void evaluate(OrderParameters at, double[] values, int offset) {
        EigenvalueBins known = bins();
        if (known.count() == 0) {
            return;
        }
        ModeParameters modes = ModeParameters.of(at);
        for (int b = 0; b < 2 * known.count(); b++) {
            values[offset + b] = 0;
        }
        for (int g = 0; g < modes.groups(); g++) {
            double spread = 0;
            for (int j = 0; j < modes.outputs(); j++) {
                spread += modes.groupCovariance(g, j, j);
            }
            int b = offset + 2 * known.bin(g);
            values[b] += modes.groupSquaredNorm(g) - spread;
            values[b + 1] += spread;
        }
    }

    @Override
    public boolean readsOutputsTogether() {
        return false;
    }
}
