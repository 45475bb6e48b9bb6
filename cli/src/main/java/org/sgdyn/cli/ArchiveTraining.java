package org.sgdyn.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;

/**
 * What the class archive of the distribution is made from: small jobs that need the classes which usual ones need, so that none of
 * these is read from a jar and verified at every start. The launcher runs it once.
 */
final class ArchiveTraining {

    private static final List<String> JOBS = List.of(
            "run logistic-power-law-a --out @/run --set time.points=5 --set time.end=0.2 --set simulation.replicates=2",
            "run least-squares-isotropic --out @/tables --figures none --no-report --set time.points=5 --set simulation.replicates=1",
            "sweep phase-power-law --out @/map --set grid.0.points=3 --set grid.1.points=3",
            "sweep learning-rate-threshold --out @/lines --set grid.0.values=[50] --set grid.1.points=2",
            "compare @/run @/run",
            "check logistic-isotropic",
            "describe logistic",
            "list losses",
            "--help");

    private ArchiveTraining() {}

    /**
     * Runs the jobs; what they say is lost.
     *
     * @param args a directory for their results, which does not exist yet
     */
    public static void main(String[] args) {
        PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());
        for (String job : JOBS) {
            String[] words = Arrays.stream(job.split(" "))
                    .map(word -> word.replace("@", args[0]))
                    .toArray(String[]::new);
            Sgdyn.execute(nowhere, nowhere, words);
        }
    }
}
