package org.sgdyn.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.sgdyn.cli.data.ParquetSamples;
import org.sgdyn.data.DataFile;
import org.sgdyn.data.LabelText;
import org.sgdyn.data.SampleChoice;
import org.sgdyn.data.SampleFiles;
import org.sgdyn.data.SampleSource;
import org.sgdyn.fit.FitListener;
import org.sgdyn.fit.FitSettings;
import org.sgdyn.fit.FittedMixture;
import org.sgdyn.fit.MixtureFit;
import org.sgdyn.run.RunListener;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The file of samples, and the options by which a mixture is fitted to it. */
final class FitOptions {

    private static final int MOST_COMPONENTS = 1000;

    @Parameters(paramLabel = "DATA", description = "A file of samples.")
    private Path data;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "The labels, if DATA does not hold them: IDX, NPY or a text with one on each line.")
    private @Nullable Path labels;

    @Option(
            names = {"--label", "--label-column"},
            paramLabel = "COLUMN",
            description =
                    "What holds the labels within DATA: a column of CSV or Parquet, by name, number from 1 or the word last; an array of NPZ.")
    private @Nullable String label;

    @Option(names = "--array", paramLabel = "ARRAY", description = "The array of an NPZ file that holds the samples.")
    private @Nullable String array;

    @Option(
            names = "--classes",
            split = ",",
            paramLabel = "LABEL",
            description = "Takes the samples of these labels alone, in this order. Default: all.")
    private List<String> classes = List.of();

    @Option(
            names = "--components",
            paramLabel = "M",
            defaultValue = "4",
            description = "Gaussian components of each class. Default: ${DEFAULT-VALUE}.")
    private int components;

    @Option(
            names = "--pca",
            paramLabel = "K",
            description =
                    "Keeps the K leading principal directions; 0 keeps all features. Default: all up to 1024 features, else 256 directions.")
    private @Nullable Integer pca;

    @Option(names = "--standardise", description = "Divides every feature by its standard deviation.")
    private boolean standardise;

    @Option(
            names = "--holdout",
            paramLabel = "SHARE",
            defaultValue = "0.15",
            description = "Leaves out a share of the samples, for SGD to be measured on. Default: ${DEFAULT-VALUE}.")
    private double holdout;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "The root of what is random. Default: ${DEFAULT-VALUE}.")
    private long seed;

    /**
     * A fit.
     *
     * @param mixture the mixture
     * @param columns how many features the samples have before preprocessing
     */
    record Fitted(FittedMixture mixture, int columns) {}

    /** The file of samples. */
    Path data() {
        return data;
    }

    /** Refuses to write a file over the data. */
    void requireApart(Path out, Path target) throws IOException {
        if (Files.exists(target)
                && Files.exists(data)
                && (Files.isSameFile(target, data)
                        || (labels != null && Files.exists(labels) && Files.isSameFile(target, labels)))) {
            throw new BadInputException("--out " + out + ": " + target + " holds the data; choose another name");
        }
    }

    /** Fits; the options have been checked by {@link #settings}. */
    Fitted fit(CommandSpec spec, PluginOptions plugins, FitSettings settings) throws IOException {
        DataFile file = DataFile.of(data);
        SampleSource source = SampleFiles.open(
                data,
                new SampleChoice(Optional.ofNullable(array), Optional.ofNullable(label), Optional.ofNullable(labels)),
                (path, choice) -> ParquetSamples.open(path, choice, plugins.classes()));
        return new Fitted(
                MixtureFit.of(source, settings, String.valueOf(data.getFileName()), file.sha256(), listener(spec)),
                source.columns());
    }

    /**
     * Where the samples are, as the key {@code simulation} of an experiment in a directory takes it.
     *
     * @param directory that of the experiment; empty for paths that are good everywhere
     */
    Map<String, Object> simulation(Optional<Path> directory) {
        Map<String, Object> simulation = new LinkedHashMap<>();
        simulation.put("data", path(data, directory));
        if (labels != null) {
            simulation.put("labels", path(labels, directory));
        }
        if (label != null) {
            simulation.put("label", label);
        }
        if (array != null) {
            simulation.put("array", array);
        }
        return simulation;
    }

    private static String path(Path file, Optional<Path> directory) {
        Path absolute = real(file);
        Path from = directory.map(FitOptions::real).orElse(absolute);
        // Another drive has no relative path.
        boolean isNear = directory.isPresent()
                && Optional.ofNullable(from.getRoot()).equals(Optional.ofNullable(absolute.getRoot()));
        return (isNear ? from.relativize(absolute) : absolute).toString().replace('\\', '/');
    }

    /** The path without links, as far as there is something: steps up from a link would lead elsewhere. */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            return absolute.toRealPath();
        } catch (IOException missing) {
            Path parent = absolute.getParent();
            return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
        }
    }

    /** What the options say, checked as far as that goes without the data. */
    FitSettings settings() {
        if (components < 1 || components > MOST_COMPONENTS) {
            throw new BadInputException("--components " + components + ": it must be from 1 to " + MOST_COMPONENTS);
        }
        if (pca != null && pca < 0) {
            throw new BadInputException("--pca " + pca + ": it must be 1 or more, or 0 for all features");
        }
        if (!(holdout >= 0 && holdout <= 0.9)) {
            throw new BadInputException("--holdout " + holdout + ": it must be from 0 to 0.9");
        }
        List<String> chosen =
                classes.stream().map(each -> LabelText.of(each.strip())).toList();
        if (chosen.contains("") || new HashSet<>(chosen).size() < chosen.size()) {
            throw new BadInputException("--classes " + String.join(",", classes) + ": name each label once");
        }
        return new FitSettings(
                chosen,
                components,
                pca == null ? OptionalInt.empty() : OptionalInt.of(pca),
                standardise,
                holdout,
                seed);
    }

    private static FitListener listener(CommandSpec spec) {
        RunListener progress = ProgressLine.of(spec, "sample", 0);
        return new FitListener() {
            @Override
            public void begins(String phase) {
                progress.phase(phase);
            }

            @Override
            public void read(long count, long total) {
                if (total > 0 && total <= Integer.MAX_VALUE) {
                    progress.replicateFinished((int) count, (int) total);
                }
            }
        };
    }
}
