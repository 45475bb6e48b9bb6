package org.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program loads the plug-in's jar, and its theory agrees with its simulation. */
class SmoothedHingeIT {

    @TempDir
    private Path work;

    @Test
    void theoryAgreesWithSimulation() throws Exception {
        Path out = work.resolve("out");
        Process process = new ProcessBuilder(
                        System.getProperty("sgdyn.program"),
                        "run",
                        "experiment.yaml",
                        "--out",
                        out.toString(),
                        "--plugins",
                        "target")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();

        Map<String, List<Double>> theory = read(out.resolve("theory.csv"));
        Map<String, List<Double>> simulation = read(out.resolve("simulation.csv"));
        for (String curve : List.of("risk", "error")) {
            for (int k = 0; k < theory.get("t").size(); k++) {
                double predicted = theory.get(curve).get(k);
                double gap = Math.abs(simulation.get(curve + "_mean").get(k) - predicted);
                double standardError = simulation.get(curve + "_std").get(k) / Math.sqrt(20);
                // Three standard errors, and 2 % for what a dimension of 400 leaves of order 1/d.
                assertThat(gap).as(curve + " in row " + k).isLessThanOrEqualTo(3 * standardError + 0.02 * predicted);
            }
        }
        assertThat(theory.get("risk").get(20)).as("it learns").isLessThan(0.8 * theory.get("risk").get(0));
    }

    private static Map<String, List<Double>> read(Path csv) throws Exception {
        List<String> lines = Files.readAllLines(csv);
        String[] header = lines.get(0).split(",");
        Map<String, List<Double>> columns = new HashMap<>();
        for (String name : header) {
            columns.put(name, new ArrayList<>());
        }
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            for (int c = 0; c < header.length; c++) {
                columns.get(header[c]).add(Double.parseDouble(cells[c]));
            }
        }
        return columns;
    }
}
