package org.sgdyn.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.sgdyn.catalog.PartKind;
import org.sgdyn.cli.result.ResultDirectory;
import org.sgdyn.plugin.SpiVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sgdyn plugin new}: a Maven project with a part, its plug-in, their tests and an experiment or sweep. */
@Command(
        name = "new",
        header = "Writes a Maven project for a plug-in.",
        description =
                "The project goes to the directory NAME, complete with a part, its tests and an experiment, and builds at once.",
        footerHeading = "%nExample:%n",
        footer = "  sgdyn plugin new my-loss --kind loss && mvn -f my-loss/pom.xml package")
public final class PluginNewCommand extends Subcommand {

    private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");

    @Parameters(paramLabel = "NAME", description = "The name of the part, of the project and of its directory.")
    private String name;

    @Option(
            names = "--kind",
            required = true,
            paramLabel = "KIND",
            completionCandidates = KindWord.Singulars.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String kind;

    @Option(
            names = "--package",
            paramLabel = "PACKAGE",
            defaultValue = "org.example",
            description = "The Java package. Default: org.example.")
    private String packageName;

    @Override
    public Integer call() throws IOException {
        PartKind part = KindWord.find(kind);
        Template.requireName(name);
        if (!PACKAGE.matcher(packageName).matches()) {
            throw new BadInputException("--package " + packageName
                    + ": a package is small letters, digits and underscores, with dots between its parts");
        }
        if (SourceVersion.isKeyword(name)) {
            throw new BadInputException("the name \"" + name + "\" is a word of Java's own; choose another");
        }
        Arrays.stream(packageName.split("\\."))
                .filter(SourceVersion::isKeyword)
                .findFirst()
                .ifPresent(word -> {
                    throw new BadInputException("--package " + packageName + ": " + word
                            + " is a word of Java's own, which no package may be called; choose another");
                });
        Path directory = Path.of(name);
        if (Files.exists(directory)) {
            throw new BadInputException(directory + " exists already; give another name, or remove it");
        }
        Map<String, String> values = values(part);
        String sources = "src/main/java/" + packageName.replace('.', '/') + "/" + values.get("Class");
        String tests = "src/test/java/" + packageName.replace('.', '/') + "/" + values.get("Class");
        ResultDirectory project;
        try {
            project = ResultDirectory.of(directory);
        } catch (IOException unusable) {
            throw new BadInputException(String.valueOf(unusable.getMessage()));
        }
        project.add("pom.xml", Template.fill("plugin/pom.xml", values));
        project.add(".gitignore", Template.fill("plugin/gitignore", values));
        repository().ifPresent(option -> project.add(".mvn/maven.config", option));
        project.add("README.md", Template.fill("plugin/README.md", values));
        project.add("experiment.yaml", Template.fill("plugin/experiment.yaml", values));
        if (part == PartKind.EXECUTOR) {
            project.add("sweep.yaml", Template.fill("plugin/sweep.yaml", values));
        }
        project.add(sources + ".java", Template.fill("plugin/" + kind + ".java", values));
        project.add(sources + "Plugin.java", Template.fill("plugin/Plugin.java", values));
        project.add(tests + "Test.java", Template.fill("plugin/" + kind + "Test.java", values));
        project.add(tests + "PluginTest.java", Template.fill("plugin/PluginTest.java", values));
        project.add(
                "src/main/resources/META-INF/services/org.sgdyn.plugin.PluginModule",
                packageName + "." + values.get("Class") + "Plugin\n");
        project.write(List.of());
        Chatter.of(spec)
                .println("written: " + directory + "; next: cd " + directory + " && mvn package && sgdyn "
                        + values.get("run") + " --out results --plugins target");
        return ExitCode.OK;
    }

    private Map<String, String> values(PartKind part) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("mean", "{type: power-law, exponent: 0.2}");
        values.put("covariance", "{type: power-law, exponent: 1.1}");
        values.put("loss", "{type: logistic}");
        values.put("learningRate", "{type: constant, value: 0.5}");
        values.put("algorithm", "{type: sgd}");
        values.put("integrator", "{type: dormand-prince-853}");
        values.put("features", "{type: gaussian}");
        values.put("statistics", "[risk, norm, alignment]");
        values.putAll(Template.words("plugin/" + part.word() + ".properties"));
        values.put(values.get("setting"), values.get("value"));
        // Executors work in sweeps alone.
        boolean isSwept = part == PartKind.EXECUTOR;
        values.put("run", isSwept ? "sweep sweep.yaml" : "run experiment.yaml");
        values.put("work", isSwept ? "a sweep" : "an experiment");
        values.put("title", part.title());
        values.put("package", packageName);
        values.put("version", Version.text());
        values.put("spiVersion", SpiVersion.CURRENT.toString());
        values.put("Class", className(part));
        values.put("column", name.replace('-', '_'));
        // The last, since other values hold it.
        values.put("name", name);
        return values;
    }

    /** The name in Java's writing, with the kind behind it: my-loss and my of kind loss are both MyLoss. */
    private String className(PartKind part) {
        String words = name.equals(part.word()) || !name.endsWith("-" + part.word()) ? name + "-" + part.word() : name;
        String joined = Arrays.stream(words.split("-+"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        if (joined.equals(part.type().getSimpleName())) {
            throw new BadInputException(
                    "the name \"" + name + "\" would hide " + part.type().getName() + "; choose another");
        }
        return joined;
    }

    /** Where Maven finds sgdyn's own jars on this machine: beside the program, if it is unpacked. */
    private static Optional<String> repository() {
        return Optional.ofNullable(System.getProperty("sgdyn.home"))
                .map(home -> "-Dsgdyn.repository=" + Path.of(home, "repository").toUri() + "\n");
    }
}
