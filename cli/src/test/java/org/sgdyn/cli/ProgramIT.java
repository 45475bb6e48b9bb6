package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, run as a user runs it. */
final class ProgramIT {

    private static final Path DISTRIBUTION = Path.of(System.getProperty("sgdyn.distribution"));

    private static final String[] SMALL = {
        "--set", "dimension=30", "--set", "time={end: 1, points: 5}", "--set", "simulation.replicates=2"
    };

    @TempDir
    private Path work;

    private record Run(int code, String output) {}

    private Run run(Path program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        return new Run(process.waitFor(), output);
    }

    private Run run(String... arguments) throws Exception {
        return run(DISTRIBUTION.resolve("bin/sgdyn"), arguments);
    }

    private Run runSmall(String name, String out, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run", name, "--out", out));
        arguments.addAll(List.of(SMALL));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void versionAndHelp() throws Exception {
        Run version = run("--version");
        assertThat(version.code()).isZero();
        assertThat(version.output())
                .matches("(?s)sgdyn \\d+\\.\\d+\\.\\d+, Java 17.*")
                .contains("sgdyn-losses-", "org.sgdyn.solvers.SolversPlugin");
        Run help = run("run", "--help");
        assertThat(help.code()).isZero();
        assertThat(help.output()).contains("--set", "--plugins", "--out");
        assertThat(run().output()).contains("Usage: sgdyn");
    }

    @Test
    void aRunWritesTablesSummaryAndFigures() throws Exception {
        Run run = runSmall("logistic-power-law-a", "out");
        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.output())
                .contains("d = 30", "2 classes", "replicates are too few to judge", "evaluations", "figure.svg");
        Path out = work.resolve("out");
        assertThat(names(out))
                .containsExactly(
                        "figure.pdf",
                        "figure.png",
                        "figure.svg",
                        "finished.checkpoint",
                        "report.html",
                        "simulation.csv",
                        "summary.json",
                        "theory.csv");
        assertThat(Files.readAllLines(out.resolve("theory.csv")))
                .as("a header, and 5 times for each of 3 curves")
                .hasSize(16)
                .first()
                .asString()
                .startsWith("curve,t,learning_rate,risk,error,norm_squared,");
        JsonNode summary =
                new ObjectMapper().readTree(out.resolve("summary.json").toFile());
        assertThat(summary.at("/experiment/dimension").asInt()).isEqualTo(30);
        assertThat(summary.at("/plugins").toString()).contains("sgdyn-losses-", "sgdyn-spectra-", "sgdyn-solvers-");
    }

    @Test
    void theSameRunGivesTheSameBytes() throws Exception {
        runSmall("logistic-isotropic", "first");
        runSmall("logistic-isotropic", "second");
        for (String name : List.of("theory.csv", "simulation.csv", "figure.svg", "figure.pdf", "figure.png")) {
            assertThat(work.resolve("second").resolve(name))
                    .hasSameBinaryContentAs(work.resolve("first").resolve(name));
        }
        runSmall("logistic-isotropic", "third", "--set", "seed=2");
        assertThat(Files.readString(work.resolve("third/simulation.csv")))
                .as("another seed")
                .isNotEqualTo(Files.readString(work.resolve("first/simulation.csv")));
    }

    /** Killed without warning in the middle, the same command goes on where it was and ends with the same bytes. */
    @Test
    void aKilledRunIsTakenUp() throws Exception {
        String[] settings = {
            "--set", "dimension=300", "--set", "time={end: 20, points: 21}", "--set", "simulation.replicates=40"
        };
        List<String> command = new ArrayList<>(List.of("run", "logistic-isotropic"));
        command.addAll(List.of(settings));
        List<String> full = killable(command);
        killOnce("killed", 5000, full);
        assertThat(work.resolve("killed/simulation.csv")).as("killed in time").doesNotExist();

        Run resumed = run(command.toArray(String[]::new));
        assertThat(resumed.code()).as(resumed.output()).isZero();
        assertThat(resumed.output()).contains("takes up an unfinished run");
        assertThat(work.resolve("killed/simulation.csv")).hasSameBinaryContentAs(work.resolve("whole/simulation.csv"));
        assertThat(names(work.resolve("killed")))
                .as("no unfinished checkpoint is left")
                .hasSize(8);
    }

    /** Runs a command to a directory "whole", has it write to one named "killed" from now on, and tells how a process starts it. */
    private List<String> killable(List<String> command) throws Exception {
        command.add("--out");
        List<String> whole = new ArrayList<>(command);
        whole.add("whole");
        assertThat(run(whole.toArray(String[]::new)).code()).isZero();
        command.add("killed");
        List<String> full = new ArrayList<>(command);
        full.add(0, DISTRIBUTION.resolve("bin/sgdyn").toString());
        return full;
    }

    /** Runs the program and kills it without warning once what all runs have kept is as long as that. */
    private void killOnce(String out, long length, List<String> command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        while (process.isAlive() && kept(work.resolve(out)) < length) {
            Thread.sleep(2);
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.waitFor();
    }

    private static long kept(Path out) {
        File[] files = out.toFile().listFiles((directory, name) -> name.endsWith(".checkpoint"));
        return files == null ? 0 : Arrays.stream(files).mapToLong(File::length).sum();
    }

    /** Killed again and again, a sweep ends with the table of one that nobody disturbed. */
    @Test
    void aSweepThatIsKilledAgainAndAgainIsTakenUp() throws Exception {
        List<String> command = new ArrayList<>(List.of("sweep", "phase-power-law"));
        command.addAll(
                List.of("--set", "grid.0.points=12", "--set", "grid.1.points=12", "--set", "executor.threads=2"));
        List<String> full = killable(command);
        for (int kill = 1; kill <= 3; kill++) {
            // A record takes some 150 bytes: some 30 of the 144 points more each time.
            killOnce("killed", 4500L * kill, full);
            assertThat(work.resolve("killed/sweep.csv")).as("killed in time").doesNotExist();
        }
        Run resumed = run(command.toArray(String[]::new));
        assertThat(resumed.code()).as(resumed.output()).isZero();
        assertThat(resumed.output()).contains("takes up an unfinished sweep", "144 of 144 points without trouble");
        assertThat(work.resolve("killed/sweep.csv")).hasSameBinaryContentAs(work.resolve("whole/sweep.csv"));
        assertThat(work.resolve("killed/unfinished.checkpoint")).doesNotExist();
    }

    /** Concentration holds for logistic regression; a teacher on one Rademacher coordinate never meets the theory. */
    @Test
    void validationTellsAgreementFromDisagreement() throws Exception {
        Run good = run(
                "validate",
                "logistic-power-law-a",
                "--out",
                "good",
                "--dimensions",
                "100,200,400,800",
                "--set",
                "time={end: 5, points: 11}",
                "--set",
                "curves=[{learningRate: {type: constant, value: 1.0}}]");
        assertThat(good.code()).as(good.output()).isZero();
        assertThat(good.output()).contains("exponent -0.", "95 % interval", "largest dimension");
        assertThat(names(work.resolve("good")))
                .containsExactly("validation.csv", "validation.pdf", "validation.png", "validation.svg");

        Path file = Files.writeString(work.resolve("bad.yaml"), """
                name: bad
                dimension: 100
                seed: 1
                classes: [{label: 0, mean: {type: zero}, covariance: {type: isotropic}}]
                loss: {type: phase-retrieval}
                teacher: {type: mode, index: last, amplitude: 1.5}
                initial: {type: mode, index: last, amplitude: 0.5}
                features: {type: rademacher}
                learningRate: {type: constant, value: 0.1}
                time: {end: 4, points: 5}
                """);
        Run bad = run("validate", file.toString(), "--out", "bad", "--dimensions", "100,200,400,800");
        assertThat(bad.code()).as(bad.output()).isEqualTo(1);
        assertThat(bad.output()).contains("theory and simulation disagree", "departs first");
    }

    @Test
    void moreMemoryThanThereIsIsSaidBeforehand() throws Exception {
        Run run = runSmall("logistic-isotropic", "out", "--set", "simulation.replicates=2000000000");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.output()).contains("needs about", "MiB", "no machine has so much");
        assertThat(runSmall("logistic-isotropic", "out", "--set", "simulation.replicates=20000000")
                        .output())
                .contains("needs about", "MiB", "SGDYN_JAVA_OPTS=-Xmx");
        assertThat(work.resolve("out")).doesNotExist();
    }

    @Test
    void thePaperIsADirectoryPerExperimentAndAnOverview() throws Exception {
        Run run = runSmall("paper", "out");
        assertThat(run.code()).as(run.output()).isZero();
        assertThat(names(work.resolve("out")))
                .hasSize(13)
                .contains("overview.svg", "overview.png", "logistic-zero-one");
        Files.createDirectory(work.resolve("paper"));
        Run besideResults = runSmall("paper", "paper");
        assertThat(besideResults.code())
                .as("results of that name are there: " + besideResults.output())
                .isZero();
        assertThat(names(work.resolve("out/least-squares-power-law-b"))).hasSize(8);
    }

    @Test
    void aPathWithSpacesAndALinkToTheProgramWork() throws Exception {
        Path example = Files.createDirectory(work.resolve("my files")).resolve("my experiment.yaml");
        Files.copy(DISTRIBUTION.resolve("examples/least-squares-isotropic.yaml"), example);
        Path link = Files.createSymbolicLink(work.resolve("linked"), DISTRIBUTION.resolve("bin/sgdyn"));
        Run run = run(
                link,
                "run",
                example.toString(),
                "--out",
                "my results",
                "--set",
                "curves=[{learningRate: {type: constant, value: 0.5}}]",
                "--set",
                "dimension=20",
                "--set",
                "time.points=5");
        Files.delete(link);
        assertThat(run.code()).as(run.output()).isZero();
        assertThat(names(work.resolve("my results"))).hasSize(8);
    }

    @Test
    void badInputHasCodeTwoAndLeavesNothing() throws Exception {
        assertThat(run("run", "logistic-isotropic").code()).as("no --out").isEqualTo(2);
        Run unknown = run("run", "logistic-isotropc", "--out", "out");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.output()).contains("did you mean logistic-isotropic?", "least-squares-power-law-b");
        assertThat(run("run", "none.yaml", "--out", "out").output()).contains("none.yaml: there is no such file");
        Run setting = runSmall("logistic-isotropic", "out", "--set", "classes[7].weight=1");
        assertThat(setting.code()).isEqualTo(2);
        assertThat(setting.output()).contains("--set classes[7].weight", "classes[0] to classes[1]");
        assertThat(runSmall("logistic-isotropic", "out", "--plugins", "nowhere").output())
                .contains("--plugins nowhere: there is nothing of that name; give a directory of jars, or a jar");
        assertThat(names(work)).isEmpty();
    }

    @Test
    void aFileInPlaceOfTheOutputDirectoryIsFoundBeforeComputing() throws Exception {
        Files.writeString(work.resolve("taken"), "mine");
        Run run = run("run", "logistic-isotropic", "--out", "taken");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.output()).contains("taken is not a directory").doesNotContain("d = 1000");
        assertThat(work.resolve("taken")).hasContent("mine");
    }

    @Test
    void divergingDynamicsHaveCodeThreeAndAreWritten() throws Exception {
        // The critical learning rate of an isotropic class is 2: far above, the risk grows without bound.
        Run run = runSmall(
                "least-squares-isotropic",
                "out",
                "--set",
                "curves=[{learningRate: {type: constant, value: 30}}]",
                "--set",
                "time={end: 1000, points: 11}");
        assertThat(run.code()).as(run.output()).isEqualTo(3);
        assertThat(run.output()).contains("theory: ", "simulation: ").doesNotContain("Exception");
        assertThat(names(work.resolve("out"))).hasSize(8);
        JsonNode summary =
                new ObjectMapper().readTree(work.resolve("out/summary.json").toFile());
        assertThat(summary.at("/curves/0/theory/outcome/kind").asText()).isNotEqualTo("completed");
    }

    @Test
    void withoutTheLossesJarLossesAreUnknown() throws Exception {
        Path copy = work.resolve("copy");
        try (Stream<Path> files = Files.walk(DISTRIBUTION)) {
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().startsWith("sgdyn-losses-")) {
                    Files.copy(file, copy.resolve(DISTRIBUTION.relativize(file).toString()));
                }
            }
        }
        Path program = copy.resolve("bin/sgdyn");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Run run = run(program, "run", "logistic-isotropic", "--out", "out");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.output())
                .contains("logistic-isotropic.yaml:14:14: loss.type: unknown loss \"logistic\"")
                .doesNotContain("Exception", "at org.");
        assertThat(run.output().lines()).hasSize(1);
    }

    @Test
    void theZipHoldsTheSameTree() throws Exception {
        List<Path> zips;
        try (Stream<Path> files = Files.list(DISTRIBUTION.getParent())) {
            zips = files.filter(file -> file.getFileName().toString().matches("sgdyn-.*\\.zip"))
                    .toList();
        }
        assertThat(zips).hasSize(1);
        try (ZipFile zip = new ZipFile(zips.get(0).toFile());
                Stream<Path> files = Files.walk(DISTRIBUTION)) {
            List<String> packed = zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .map(name -> name.substring(name.indexOf('/') + 1))
                    .sorted()
                    .toList();
            List<String> unpacked = files.filter(Files::isRegularFile)
                    .map(file -> DISTRIBUTION.relativize(file).toString())
                    // made by the first run
                    .filter(name -> !name.endsWith(".jsa"))
                    .sorted()
                    .toList();
            assertThat(packed)
                    .isEqualTo(unpacked)
                    .contains("bin/sgdyn", "bin/sgdyn.cmd", "LICENSE", "plugins/README.txt");
        }
    }

    @Test
    void theFirstRunMakesAClassArchiveAndTheNextUsesIt() throws Exception {
        assertThat(run("list", "losses").code()).isZero();
        assertThat(names(DISTRIBUTION.resolve("lib")))
                .filteredOn(name -> name.endsWith(".jsa"))
                .hasSize(1);
        Run again = run("list", "losses");
        assertThat(again.output()).startsWith("losses").contains("[sgdyn-losses-");
    }

    /** Maven finds sgdyn in the repository beside the program, so no other must hold it. */
    @Test
    void aNewProjectIsBuiltAgainstTheJarsBesideTheProgram() throws Exception {
        Run made = run("plugin", "new", "mine", "--kind", "spectrum", "--package", "com.example.mine");
        assertThat(made.code()).as(made.output()).isZero();
        assertThat(Files.readString(work.resolve("mine/pom.xml")))
                .as("no path of this machine")
                .contains("<url>${sgdyn.repository}</url>", "${env.SGDYN_HOME}")
                .doesNotContain(DISTRIBUTION.toRealPath().toString());
        assertThat(work.resolve("mine/.mvn/maven.config"))
                .hasContent("-Dsgdyn.repository="
                        + DISTRIBUTION.resolve("repository").toRealPath().toUri());
        assertThat(work.resolve("mine/.gitignore")).content().contains(".mvn/maven.config");
        assertThat(work.resolve("mine/src/main/java/com/example/mine/MineSpectrum.java"))
                .exists();
        for (String artifact : List.of("sgdyn-core", "sgdyn-testkit")) {
            Path versions = DISTRIBUTION.resolve("repository/org/sgdyn").resolve(artifact);
            String version = names(versions).get(0);
            assertThat(names(versions.resolve(version)))
                    .containsExactly(artifact + "-" + version + ".jar", artifact + "-" + version + ".pom");
        }
        Run twice = run("plugin", "new", "mine", "--kind", "spectrum");
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.output()).contains("mine exists already");
    }

    @Test
    void initWritesAnExperimentThatRunsAndNeverOverwrites() throws Exception {
        assertThat(run("init", "mine").output()).contains("written: mine.yaml");
        Run run = runSmall("mine.yaml", "out");
        assertThat(run.code()).as(run.output()).isZero();
        String before = Files.readString(work.resolve("mine.yaml"));
        Run twice = run("init", "mine");
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.output()).contains("mine.yaml exists already");
        assertThat(Files.readString(work.resolve("mine.yaml"))).isEqualTo(before);
    }
}
