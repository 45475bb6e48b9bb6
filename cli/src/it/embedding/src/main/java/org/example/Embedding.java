package org.example;

import java.nio.file.Path;
import org.sgdyn.cli.Sgdyn;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentResult.CurveResult;

/** Prints how the risk falls, for several learning rates of one experiment. */
public final class Embedding {

    private Embedding() {}

    public static void main(String[] args) {
        Sgdyn sgdyn = Sgdyn.of().withLoss("log-cosh", new LogCosh());
        for (double rate : new double[] {0.25, 0.5, 1.0}) {
            ExperimentResult result =
                    sgdyn.run(sgdyn.read(Path.of("experiment.yaml"), "learningRate.value=" + rate));
            CurveResult curve = result.curves().get(0);
            double[] risk = curve.theory().curve("risk");
            System.out.printf("learning rate %.2f: risk %.4f at the end%n", rate, risk[risk.length - 1]);
        }
    }
}
