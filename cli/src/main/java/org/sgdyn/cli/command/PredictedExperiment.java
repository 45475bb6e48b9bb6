package org.sgdyn.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.cli.yaml.YamlWriter;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentReader;

/**
 * The experiment of a prediction: theory on a fitted mixture, one curve for each learning rate, and SGD on the samples beside it.
 *
 * @param name its name
 * @param loss the loss, with labels of two classes where it reads them
 * @param seed the root of what is random
 * @param start the first output time after 0
 * @param end the last one
 */
record PredictedExperiment(String name, PredictLoss.Chosen loss, long seed, double start, double end) {

    /** Times that a smooth curve over some decades needs. */
    private static final int POINTS = 31;

    /** Relative errors of the curves stay below 1e-4 with it, at a third of the cost of other integrators. */
    private static final double TOLERANCE = 1e-3;

    /** Output times. */
    private enum Times {
        /** All of the curve. */
        CURVE,
        /** Its end alone. */
        END
    }

    /**
     * The text of {@code experiment.yaml}.
     *
     * @param rates the learning rates, ascending
     * @param mixture the mixture's file
     * @param simulation the key {@code simulation}; empty for theory alone
     */
    String text(List<Double> rates, String mixture, Optional<Map<String, Object>> simulation) {
        return YamlWriter.text(settings(rates, mixture, simulation, Times.CURVE, end));
    }

    /** The same, read; its paths must be good from here. */
    Experiment read(List<Double> rates, Path mixture, Optional<Map<String, Object>> simulation, Catalog catalog) {
        return read(settings(rates, mixture.toString(), simulation, Times.CURVE, end), catalog);
    }

    /** The theory of some learning rates at t = 0 and at one time alone. */
    Experiment atEnd(List<Double> rates, Path mixture, double time, Catalog catalog) {
        return read(settings(rates, mixture.toString(), Optional.empty(), Times.END, time), catalog);
    }

    private static Experiment read(Map<String, Object> settings, Catalog catalog) {
        return ExperimentReader.read(
                YamlReader.read(YamlWriter.text(settings), "experiment.yaml"), Path.of(""), catalog);
    }

    private Map<String, Object> settings(
            List<Double> rates, String mixture, Optional<Map<String, Object>> simulation, Times times, double last) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("name", name);
        settings.put("seed", seed);
        Map<String, Object> fitted = new LinkedHashMap<>();
        fitted.put("type", "fitted");
        fitted.put("file", mixture);
        if (!loss.labels().isEmpty()) {
            fitted.put("labels", loss.labels());
        }
        settings.put("mixture", fitted);
        settings.put("loss", loss.part());
        settings.put("curves", rates.stream().map(PredictedExperiment::curve).toList());
        Map<String, Object> time = new LinkedHashMap<>();
        if (times == Times.CURVE) {
            time.put("start", start);
            time.put("spacing", "log");
        }
        time.put("end", last);
        time.put("points", times == Times.CURVE ? POINTS : 2);
        settings.put("time", time);
        Map<String, Object> integrator = new LinkedHashMap<>();
        integrator.put("type", "runge-kutta-chebyshev");
        integrator.put("relativeTolerance", TOLERANCE);
        settings.put("integrator", integrator);
        simulation.ifPresent(given -> settings.put("simulation", given));
        settings.put("statistics", statistics(simulation.isPresent()));
        return settings;
    }

    private static Map<String, Object> curve(double rate) {
        Map<String, Object> constant = new LinkedHashMap<>();
        constant.put("type", "constant");
        constant.put("value", rate);
        return Map.of("learningRate", constant);
    }

    private List<String> statistics(boolean isSimulated) {
        List<String> statistics = new ArrayList<>(List.of("risk"));
        if (loss.hasError()) {
            statistics.add("error");
        }
        if (isSimulated) {
            statistics.add("held-out-error");
        }
        return statistics;
    }
}
