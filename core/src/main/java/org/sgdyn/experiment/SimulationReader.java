package org.sgdyn.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.simulation.Rotation;
import org.sgdyn.spi.FeatureLaw;
import org.sgdyn.spi.Range;

/** Reads what an experiment says of simulations: the key of their own, and those of simulated features. */
final class SimulationReader {

    /** The key of simulations. */
    static final String KEY = "simulation";

    /** Theory alone, in place of an object. */
    static final String NONE = "none";

    static final int DEFAULT_REPLICATES = 10;

    /** The default step of homogenized SGD, in units of t. */
    static final double DEFAULT_STEP = 0.01;

    private static final Range COUNT = Range.atLeast(1);

    /** The key of the number of runs. */
    static final String REPLICATES = "replicates";

    private static final String FEATURES = "features";

    private static final String ROTATION = "rotation";

    private final NodeParameters top;
    private final Path baseDirectory;
    private final boolean hasDimension;

    SimulationReader(NodeParameters top, Path baseDirectory, boolean hasDimension) {
        this.top = top;
        this.baseDirectory = baseDirectory;
        this.hasDimension = hasDimension;
    }

    /** What {@code simulation.kind} may be. */
    enum Kind {
        SGD,
        HOMOGENIZED
    }

    /** The simulation; empty if there is none, or after a problem. */
    Optional<Experiment.Simulation> read(Optional<ReadMixture> dense) {
        if (top.child(KEY).filter(SimulationReader::isNone).isPresent()) {
            top.resolve(KEY, NONE);
            // Whatever else is said of it waits until it is wanted again.
            if (top.has(FEATURES)) {
                top.optionalPart(FEATURES, top.child(FEATURES), FeatureLaw.class);
            }
            if (top.has(ROTATION)) {
                readRotation();
            }
            return Optional.empty();
        }
        Optional<NodeParameters> simulation = top.object(KEY, "an object {replicates: 10}, or none");
        simulation.ifPresent(parameters -> top.resolve(KEY, parameters.resolved()));
        if (!top.has(KEY)) {
            refuseFeatures("is read by the simulation only; add simulation: {replicates: 10}, or remove the key");
            return Optional.empty();
        }
        return simulation.flatMap(parameters -> {
            int replicates = parameters.integer(REPLICATES, COUNT, DEFAULT_REPLICATES);
            Kind kind = parameters.choice("kind", Kind.class, Kind.SGD);
            Optional<? extends Experiment.Method> method = kind == Kind.SGD
                    ? readSgd(parameters, dense)
                    : Optional.of(readHomogenized(parameters, dense.isPresent()));
            parameters.reportUnknownKeys();
            return method.map(known -> new Experiment.Simulation(replicates, known));
        });
    }

    private static boolean isNone(ConfigNode given) {
        return given instanceof ConfigNode.Scalar word && NONE.equals(word.value());
    }

    private void refuseFeatures(String why) {
        for (String key : List.of(FEATURES, ROTATION)) {
            if (top.has(key)) {
                top.problem(key, why);
            }
        }
    }

    private Optional<? extends Experiment.Method> readSgd(NodeParameters simulation, Optional<ReadMixture> dense) {
        simulation
                .child("step")
                .ifPresent(child -> simulation.problem(
                        child,
                        "simulation.step",
                        "belongs to kind: homogenized; a step of SGD has length batch / dimension"));
        Optional<RealData> data = new RealDataReader(top, simulation, baseDirectory).read(dense);
        return simulation.has(RealDataReader.DATA) ? data.map(Experiment.RealSgd::new) : readFeatures();
    }

    private Optional<Experiment.Sgd> readFeatures() {
        Rotation.Kind rotation = readRotation();
        return top.partOrDefault(FEATURES, FeatureLaw.class, "gaussian").map(law -> new Experiment.Sgd(law, rotation));
    }

    private Experiment.Homogenized readHomogenized(NodeParameters simulation, boolean isDense) {
        refuseFeatures("is read by simulation.kind: sgd only; homogenized SGD draws no features; remove the key");
        RealDataReader.refuse(simulation, isDense);
        return new Experiment.Homogenized(simulation.number("step", Range.POSITIVE, DEFAULT_STEP));
    }

    private Rotation.Kind readRotation() {
        Rotation.Kind rotation = top.choice(ROTATION, Rotation.Kind.class, Rotation.Kind.NONE);
        int d = top.dimension().orElse(1);
        if (hasDimension && !Rotation.exists(rotation, d)) {
            top.problem(
                    ROTATION, "hadamard needs a power of two as dimension, not " + d + "; haar serves any dimension");
        }
        return rotation;
    }
}
