package @package@;

import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Outcome;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.Solution;
import org.sgdyn.spi.StateObserver;

/**
 * Heun's method: @formula@, k1 = f(t, y), k2 = f(t + h, y + h k1). Each interval between requested times is cut
 * into the fewest equal steps that are not longer than {@code step}.
 *
 * @param step @parameterMeaning@, &gt; 0
 */
public record @Class@(double step) implements Integrator {

    private static final double LARGEST = 1e100;

    /** Reads the parameters; what is read here is what {@code sgdyn describe} shows. */
    static @Class@ of(Parameters parameters) {
        return new @Class@(parameters.number("step", Range.POSITIVE, 0.01));
    }

    @Override
    public int order() {
        return 2;
    }

    @Override
    public Solution solve(OdeSystem system, double[] initial, double[] times, StateObserver observer) {
        double[] y = initial.clone();
        double[] k1 = new double[y.length];
        double[] k2 = new double[y.length];
        double[] trial = new double[y.length];
        long steps = 0;
        observer.observe(0, times[0], y);
        for (int index = 1; index < times.length; index++) {
            double start = times[index - 1];
            double length = times[index] - start;
            long pieces = Math.max(1, (long) Math.ceil(length / step));
            double h = length / pieces;
            for (long piece = 0; piece < pieces; piece++) {
                double t = start + piece * h;
                system.derivative(t, y, k1);
                for (int i = 0; i < y.length; i++) {
                    trial[i] = y[i] + h * k1[i];
                }
                system.derivative(t + h, trial, k2);
                steps++;
                for (int i = 0; i < y.length; i++) {
                    y[i] += h / 2 * (k1[i] + k2[i]);
                    // Written so that NaN is caught too.
                    if (!(Math.abs(y[i]) <= LARGEST)) {
                        return Solution.of(steps, 0, 2 * steps, diverged(t));
                    }
                }
            }
            observer.observe(index, times[index], y);
        }
        return Solution.of(steps, 0, 2 * steps, Outcome.completed(times[times.length - 1]));
    }

    private static Outcome diverged(double time) {
        return Outcome.of(
                Outcome.Kind.DIVERGED, time, "the state diverged at t = " + time + "; lower the learning rate or the step");
    }
}
