package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.sgdyn.cli.data.ParquetSamples;
import org.sgdyn.cli.plot.MixtureCharts;
import org.sgdyn.cli.result.ResultDirectory;
import org.sgdyn.data.DataFile;
import org.sgdyn.data.LabelText;
import org.sgdyn.data.SampleChoice;
import org.sgdyn.data.SampleFiles;
import org.sgdyn.data.SampleSource;
import org.sgdyn.fit.FitListener;
import org.sgdyn.fit.FitSettings;
import org.sgdyn.fit.FitSummary;
import org.sgdyn.fit.FittedMixture;
import org.sgdyn.fit.MixtureFile;
import org.sgdyn.fit.MixtureFit;
import org.sgdyn.run.RunListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sgdyn fit}: a Gaussian mixture of real data. */
@Command(
        name = "fit",
        header = "Fits a Gaussian mixture to labelled samples in a file.",
        description = {
            "Reads IDX, NPY, NPZ, CSV or libsvm, also compressed by gzip, and Parquet by DuckDB's driver among the plug-ins, in passes; centres and scales the samples, and writes the means "
                    + "and covariances of a few components per class, with all settings, as NAME.npz. Tells what SGD will find "
                    + "in them: effective dimension, largest learning rate, and what to expect of predictions."
        },
        footer = {
            "  sgdyn fit train-images-idx3-ubyte.gz --pca 100 --out fashion.npz",
            "  sgdyn fit mine.csv --label species --classes setosa,virginica --components 1 --out mine.npz"
        })
public final class FitCommand extends Subcommand {

    private static final String EXTENSION = ".npz";

    private static final int MOST_COMPONENTS = 1000;

    @Parameters(paramLabel = "DATA", description = "A file of samples.")
    private Path data;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "NAME.npz",
            description = "Where the mixture goes; figures beside it.")
    private Path out;

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

    @Mixin
    private PluginOptions plugins;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException {
        FitSettings settings = settings();
        String name = name();
        String algebra = LinearAlgebra.name();
        Path parent = Optional.ofNullable(out.toAbsolutePath().normalize().getParent())
                .orElseThrow(() -> new BadInputException("--out " + out + ": it is no name of a file"));
        List<String> files = new ArrayList<>(List.of(name + EXTENSION));
        files.addAll(FigureOptions.files(name));
        DataFile file = DataFile.of(data);
        for (String each : files) {
            Path target = parent.resolve(each);
            if (Files.exists(target)
                    && (Files.isSameFile(target, data)
                            || (labels != null && Files.exists(labels) && Files.isSameFile(target, labels)))) {
                throw new BadInputException(
                        "--out " + out + ": " + target + " holds the data; give the mixture another name");
            }
        }
        ResultDirectory directory = output.directory(parent, files);
        SampleSource source = SampleFiles.open(
                data,
                new SampleChoice(Optional.ofNullable(array), Optional.ofNullable(label), Optional.ofNullable(labels)),
                (path, choice) -> ParquetSamples.open(path, choice, plugins.classes()));
        FittedMixture mixture =
                MixtureFit.of(source, settings, String.valueOf(data.getFileName()), file.sha256(), listener());
        FitSummary summary = FitSummary.of(mixture);
        directory.add(files.get(0), stream -> MixtureFile.write(mixture, stream));
        directory.write(files);
        boolean drawn = output.figures()
                .draw(
                        spec.commandLine().getErr(),
                        directory,
                        () -> output.figures().add(directory, name, MixtureCharts.figure(name, mixture, summary)));
        PrintWriter console = spec.commandLine().getOut();
        new FitReport(mixture, summary, source.columns(), algebra).print(name, console);
        console.flush();
        Chatter.of(spec)
                .println("  written to " + directory.path() + ": "
                        + String.join(", ", drawn ? files : files.subList(0, 1)));
        return drawn ? ExitCode.OK : ExitCode.NUMERICAL_TROUBLE;
    }

    private FitSettings settings() {
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

    /** The name of the mixture, without directory and extension. */
    private String name() {
        String name = out.getFileName() == null ? "" : out.getFileName().toString();
        String bare = name.toLowerCase(Locale.ROOT).endsWith(EXTENSION)
                ? name.substring(0, name.length() - EXTENSION.length())
                : name;
        if (bare.isBlank() || bare.equals(".") || bare.equals("..") || bare.equals("-")) {
            throw new BadInputException("--out " + out + ": give the name of a file, such as mine.npz");
        }
        return bare;
    }

    private FitListener listener() {
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
