package org.sgdyn.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgdyn.cli.plot.CurveOrder;

final class ExperimentGroupTest {

    private static final Path OUT = Path.of("out");

    @Test
    void aloneAnExperimentHasTheDirectoryAndBesideOthersItsOwn() {
        assertThat(ExperimentGroup.of("mine.yaml", List.of()).directory(OUT, "mine.yaml"))
                .isEqualTo(OUT);
        ExperimentGroup two = ExperimentGroup.of("some/mine.yaml", List.of("logistic-isotropic"));
        assertThat(two.directory(OUT, "some/mine.yaml")).isEqualTo(OUT.resolve("mine"));
        assertThat(two.directory(OUT, "logistic-isotropic")).isEqualTo(OUT.resolve("logistic-isotropic"));
        assertThat(two.isLettered()).isTrue();
    }

    @Test
    void thePaperIsTenAndItsFirstFigureFour() {
        assertThat(ExperimentGroup.of("paper", List.of()).names()).hasSize(10);
        ExperimentGroup first = ExperimentGroup.of("paper:fig1", List.of());
        assertThat(first.names()).hasSize(4).allMatch(BundledExperiments.names()::contains);
        assertThat(first.isLettered()).isTrue();
        assertThat(first.titles().keySet()).containsExactlyElementsOf(first.names());
    }

    @Test
    void whatCannotStandBesideOthersIsRefused() {
        assertThatThrownBy(() -> ExperimentGroup.of("a/mine.yaml", List.of("b/mine.yml")))
                .hasMessageContaining("a/mine.yaml, b/mine.yml would write to the same directory, mine");
        for (String alone : List.of("-", "paper", "paper:fig1")) {
            assertThatThrownBy(() -> ExperimentGroup.of("mine.yaml", List.of(alone)))
                    .hasMessageContaining("\"" + alone + "\" is run by itself");
        }
    }

    @Test
    void curvesOfSeveralExperimentsAreInTheOrderOfTheirNumbers() {
        assertThat(CurveOrder.of(List.of(
                        List.of("learning rate 2.0", "learning rate 10.0"), List.of("learning rate 0.5", "sgd", ""))))
                .containsExactly("sgd", "learning rate 0.5", "learning rate 2.0", "learning rate 10.0");
        assertThat(CurveOrder.of(List.of(List.of("b 2", "a 1")))).containsExactly("b 2", "a 1");
    }
}
