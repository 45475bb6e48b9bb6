package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sgdyn.cli.plot.MixtureCharts;
import org.sgdyn.cli.result.ResultDirectory;
import org.sgdyn.fit.FitSettings;
import org.sgdyn.fit.FitSummary;
import org.sgdyn.fit.FittedMixture;
import org.sgdyn.fit.MixtureFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
            "  sgdyn fit mine.csv --label species --classes setosa,virginica \\",
            "      --components 1 --out mine.npz"
        })
public final class FitCommand extends Subcommand {

    private static final String EXTENSION = ".npz";

    @Mixin
    private FitOptions fit;

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "NAME.npz",
            description = "Where the mixture goes; figures beside it.")
    private Path out;

    @Mixin
    private PluginOptions plugins;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException {
        FitSettings settings = fit.settings();
        String name = name();
        String algebra = LinearAlgebra.name();
        Path parent = Optional.ofNullable(out.toAbsolutePath().normalize().getParent())
                .orElseThrow(() -> new BadInputException("--out " + out + ": it is no name of a file"));
        List<String> files = new ArrayList<>(List.of(name + EXTENSION));
        files.addAll(FigureOptions.files(name));
        for (String each : files) {
            fit.requireApart(out, parent.resolve(each));
        }
        ResultDirectory directory = output.directory(parent, files);
        FitOptions.Fitted fitted = fit.fit(spec, plugins, settings);
        FittedMixture mixture = fitted.mixture();
        FitSummary summary = FitSummary.of(mixture);
        directory.add(files.get(0), stream -> MixtureFile.write(mixture, stream));
        directory.write(files);
        List<String> written = new ArrayList<>(List.of(files.get(0)));
        written.addAll(output.figures()
                .draw(
                        spec.commandLine().getErr(),
                        directory,
                        name,
                        () -> MixtureCharts.figure(name, mixture, summary)));
        PrintWriter console = spec.commandLine().getOut();
        new FitReport(mixture, summary, fitted.columns(), algebra).print(name, console);
        console.flush();
        Chatter.of(spec).println("  written to " + directory.path() + ": " + String.join(", ", written));
        return output.figures().areMissing() ? ExitCode.NUMERICAL_TROUBLE : ExitCode.OK;
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
        if (Files.isDirectory(out)) {
            throw new BadInputException(
                    "--out " + out + ": it is a directory; give a name in it, such as " + out.resolve("mine.npz"));
        }
        return bare;
    }
}
