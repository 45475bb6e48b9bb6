package org.sgdyn.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentSize;
import org.sgdyn.experiment.Remarks;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.sweep.Axis;
import org.sgdyn.sweep.Measure;
import org.sgdyn.sweep.Sweep;
import org.sgdyn.sweep.SweepNeed;

/** What {@code sgdyn check} finds out, for programs. */
final class CheckJson {

    private CheckJson() {}

    static Map<String, Object> of(Experiment experiment, ExperimentSize size) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("groups", size.groups());
        json.put("stateNumbers", size.stateNumbers());
        json.put("simulatedCoordinates", size.coordinates());
        json.put("rows", size.rows());
        json.put("columns", size.columns());
        json.put("bytes", size.bytes());
        json.put("remarks", Remarks.of(experiment));
        json.put("experiment", experiment.resolved());
        return json;
    }

    static Map<String, Object> of(Sweep sweep) {
        SweepNeed need = sweep.need();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("points", sweep.size());
        json.put("axes", sweep.axes().stream().map(CheckJson::axis).toList());
        json.put("measures", sweep.measures().stream().map(Measure::name).toList());
        json.put("groups", need.groups());
        json.put("stateNumbers", need.stateNumbers());
        json.put("simulatedCoordinates", need.coordinates());
        json.put("bytes", need.bytes());
        json.put("sweep", sweep.resolved());
        return json;
    }

    private static Map<String, Object> axis(Axis axis) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", axis.name());
        json.put("keys", axis.keys().stream().map(String::valueOf).toList());
        json.put(
                "values",
                axis.values().stream()
                        .map(row -> row.stream().map(ConfigNode::plain).toList())
                        .toList());
        return json;
    }
}
