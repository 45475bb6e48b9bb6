package org.sgdyn.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.plugin.PluginLoader;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.Problem;

final class ExecutorDefaultsTest {

    private static final Catalog CATALOG = PluginLoader.load(Optional.empty()).catalog();

    private static final String HOME = "sgdyn.home";

    @TempDir
    private Path work;

    private Path home;

    private final Optional<String> former = Optional.ofNullable(System.getProperty(HOME));

    private final List<Problem> problems = new ArrayList<>();

    @BeforeEach
    void beAtHome() throws IOException {
        home = Files.createDirectories(work.resolve("home"));
        System.setProperty(HOME, home.toString());
    }

    @AfterEach
    void leave() {
        System.clearProperty(HOME);
        former.ifPresent(property -> System.setProperty(HOME, property));
    }

    private Path write(Path directory, String text) throws IOException {
        return Files.writeString(directory.resolve("executors.yaml"), text);
    }

    private String executor(String experiment) {
        ConfigNode.Mapping root =
                ExecutorDefaults.apply(YamlReader.read(experiment, "mine.yaml"), work, CATALOG, problems);
        return Optional.ofNullable(root.entries().get("executor"))
                .map(ConfigNode::flow)
                .orElse("none");
    }

    @Test
    void theExperimentCountsFirstThenTheFileBesideItThenTheSite() throws IOException {
        write(home, "slurm: {partition: site, account: physics, tasks: 100}\nlocal: {threads: 5}");
        write(work, "slurm: {partition: mine, tasks: 8}");
        assertThat(executor("executor: {type: slurm, tasks: 2}"))
                .isEqualTo("{type: slurm, tasks: 2, partition: mine, account: physics}");
        assertThat(executor("name: one")).isEqualTo("{type: local, threads: 5}");
        assertThat(executor("executor: {type: batch}")).isEqualTo("{type: batch}");
        assertThat(problems).isEmpty();
    }

    @Test
    void withoutFilesAndWithEmptyOnesNothingChanges() throws IOException {
        assertThat(executor("name: one")).isEqualTo("none");
        write(work, "# slurm: {partition: short}\n");
        assertThat(executor("executor: {type: slurm}")).isEqualTo("{type: slurm}");
        assertThat(executor("executor: [1]")).isEqualTo("[1]");
        assertThat(problems).isEmpty();
    }

    @Test
    void whatIsWrongInAFileIsToldWithItsPlace() throws IOException {
        Path file = write(work, "slrum: {}\nslurm: {partition: short,\n  partiton: long}\nlocal: 3\n");
        assertThat(executor("executor: {type: slurm}")).isEqualTo("{type: slurm, partition: short}");
        assertThat(problems)
                .extracting(Problem::toString)
                .satisfiesExactlyInAnyOrder(
                        slrum -> assertThat(slrum)
                                .startsWith(file + ":1:1: slrum: unknown executor; did you mean \"slurm\"?"),
                        partiton -> assertThat(partiton)
                                .startsWith(file + ":3:3: slurm.partiton: unknown key; did you mean \"partition\"?"),
                        local -> assertThat(local)
                                .isEqualTo(file + ":4:8: local: must be an object of parameters, not the number 3"));
        problems.clear();
        write(work, "slurm: {partition: [");
        executor("executor: {type: slurm}");
        assertThat(problems)
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .startsWith(file + ":");
    }
}
