package org.sgdyn.solvers;

import org.sgdyn.spi.Memory;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.UpdateRule;

/**
 * Schedule-free SGD: the iterate x is the average of a fast one, z, and gradients are taken between the two, at w = b x + (1 - b)
 * z,
 *
 * <pre>
 * z &lt;- z - (gamma / d) G(w),   x &lt;- x + (z - x) / ( d (t + t_0) ),   x_0 = z_0 = X_0
 * </pre>
 *
 * <p>Units: t_0 is of order 1; the average of all iterates is t_0 = 1 / d. A rule takes its gradients at slot 0, so that the slots are
 * w and x, of which x is reported; with z = (w - b x) / (1 - b)
 *
 * <pre>
 * dw/dt = b c (w - x) - (1 - b) gamma F(w),   dx/dt = c (w - x),   c = 1 / ( (1 - b) (t + t_0) )
 * </pre>
 *
 * <p>At b = 0 gradients are taken at z, and x is the average of plain SGD.
 *
 * <p>Source: arXiv:2405.15682.
 *
 * @param interpolation b, 0 &lt;= b &lt; 1
 * @param offset t_0, &gt; 0
 * @param gradient what every sample's gradient goes through first, a rule of shape alone
 */
public record ScheduleFree(double interpolation, double offset, UpdateRule gradient) implements OverGradient, Memory {

    static final Range INTERPOLATION = new Range(0, false, 1, true);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException unless 0 &lt;= interpolation &lt; 1, offset &gt; 0 and the inner rule is one of shape alone
     */
    public ScheduleFree {
        Require.inside("interpolation", interpolation, INTERPOLATION);
        Require.inside("offset", offset, Range.POSITIVE);
        Require.shapeAlone("gradient", gradient);
    }

    @Override
    public Memory memory() {
        return this;
    }

    @Override
    public int slots() {
        return 2;
    }

    @Override
    public void at(double time, double rate, double[] transition, double[] gain) {
        double catchUp = 1 / ((1 - interpolation) * (time + offset));
        transition[0] = interpolation * catchUp;
        transition[1] = -interpolation * catchUp;
        transition[2] = catchUp;
        transition[3] = -catchUp;
        gain[0] = (1 - interpolation) * rate;
        gain[1] = 0;
    }

    @Override
    public double start(int slot) {
        return 1;
    }

    @Override
    public boolean isSimultaneous() {
        return true;
    }

    @Override
    public int reported() {
        return 1;
    }
}
