package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README and guide tell the user to type does what they say, in their order. */
final class DocumentationIT {

    private static final Path PROGRAM =
            Path.of(System.getProperty("sgdyn.distribution")).resolve("bin");

    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path work;

    private record Block(String language, String text) {}

    private static List<Block> blocks(Path file) throws IOException {
        Matcher matcher = BLOCK.matcher(Files.readString(file));
        List<Block> blocks = new ArrayList<>();
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    private String shell(String script) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", script)
                .directory(work.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().merge("PATH", PROGRAM.toString(), (path, program) -> program + File.pathSeparator + path);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        assertThat(process.waitFor()).as(script + said).isZero();
        assertThat(said).as(script).doesNotContain("Exception");
        return said;
    }

    /** Experiments go to files of their names, as the commands around them read them. */
    private void save(Block block) throws IOException {
        Matcher name = Pattern.compile("(?m)^name: *(\\S+)").matcher(block.text());
        assertThat(name.find()).as(block.text()).isTrue();
        Files.writeString(work.resolve(name.group(1) + ".yaml"), block.text());
    }

    /** Saves the experiments of a document and runs its commands. */
    private String run(Path document) throws Exception {
        StringBuilder typed = new StringBuilder();
        for (Block block : blocks(document)) {
            if (block.language().equals("yaml")) {
                save(block);
            } else if (block.language().equals("sh")) {
                typed.append(block.text());
                shell(block.text());
            }
        }
        return typed.toString();
    }

    @Test
    void theChapterOnAlgorithmsRunsAsWritten() throws Exception {
        run(Path.of("docs/algorithms.md"));
        assertThat(work.resolve("beta2/figure.png")).exists();
        assertThat(work.resolve("my-algorithm/pom.xml")).exists();
    }

    @Test
    void theChapterOnManyClassesRunsAsWritten() throws Exception {
        run(Path.of("docs/many-classes.md"));
        assertThat(work.resolve("collapse/figure.png")).exists();
        assertThat(Files.readString(work.resolve("wide/theory.csv"))).contains("own_logit_mean_1");
    }

    @Test
    void theChapterOnNetworksRunsAsWritten() throws Exception {
        run(Path.of("docs/networks.md"));
        assertThat(work.resolve("saad-solla/figure.png")).exists();
        assertThat(Files.readString(work.resolve("two-units/theory.csv"))).contains("output_1,output_2,offset");
    }

    @Test
    void theTutorialOnPredictionRunsAsWritten() throws Exception {
        run(Path.of("docs/prediction.md"));
        assertThat(work.resolve("digits/figure.png")).exists();
        assertThat(work.resolve("repeated/theory.csv")).exists();
    }

    @Test
    void theChapterOnRealDataRunsAsWritten() throws Exception {
        run(Path.of("docs/real-data.md"));
        assertThat(work.resolve("pair/figure.png")).exists();
        assertThat(work.resolve("exact/theory.csv")).exists();
        assertThat(work.resolve("java/theory.csv")).exists();
    }

    @Test
    void theGuideRunsAsWrittenAndLeavesOutNoCommand() throws Exception {
        String typed = run(Path.of("docs/guide.md"));
        assertThat(work.resolve("columns/theory.parquet")).exists();
        assertThat(work.resolve("my-spectrum/pom.xml")).exists();
        String help = shell("sgdyn --help");
        Matcher commands = Pattern.compile("(?m)^  ([a-z]+)  ").matcher(help.substring(help.indexOf("Commands:")));
        List<String> unused = commands.results()
                .map(found -> found.group(1))
                .filter(command -> !typed.contains("sgdyn " + command))
                .toList();
        assertThat(unused).as("commands without an example in the guide").isEmpty();
    }

    @Test
    void theExperimentOfTheReadmeRuns() throws Exception {
        String readme = Files.readString(Path.of("../README.md"));
        for (Block block : blocks(Path.of("../README.md"))) {
            if (block.language().equals("yaml") && block.text().startsWith("name:")) {
                save(block);
            }
        }
        String command = "run my-experiment.yaml --out results";
        assertThat(readme).contains("cli/target/sgdyn/bin/sgdyn " + command);
        shell("sgdyn " + command);
        Matcher files = Pattern.compile("(?m)^\\| (`[a-z]+\\.[a-z]+`(?:, `[a-z]+\\.[a-z]+`)*) \\|")
                .matcher(readme);
        List<String> promised = files.results()
                .flatMap(row -> Stream.of(row.group(1).replace("`", "").split(", ")))
                .toList();
        assertThat(promised).contains("theory.csv", "summary.json");
        assertThat(work.resolve("results").toFile().list()).contains(promised.toArray(String[]::new));
    }

    /** The plug-in that the README shows is the one that is built and tested. */
    @Test
    void thePluginOfTheReadmeIsTheOneThatIsTested() throws IOException {
        String source =
                Files.readString(Path.of("src/it/smoothed-hinge/src/main/java/org/example/SmoothedHingePlugin.java"));
        String shown = blocks(Path.of("../README.md")).stream()
                .filter(block -> block.text().contains("SmoothedHingePlugin"))
                .findFirst()
                .orElseThrow()
                .text();
        assertThat(source.lines().map(String::strip).toList())
                .containsAll(shown.lines().map(String::strip).toList());
    }
}
