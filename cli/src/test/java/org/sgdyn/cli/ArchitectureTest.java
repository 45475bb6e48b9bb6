package org.sgdyn.cli;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The walls between the modules; those between the packages of core are tested there. */
class ArchitectureTest {

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.sgdyn");

    private static final Set<String> OPEN = Set.of(
            "PluginModule",
            "StandardNormal",
            "NormalTail",
            "GaussianTrapezoid",
            "GaussLegendre",
            "NormalPoints",
            "BivariateNormal",
            "SymmetricEigen",
            "Kernels");

    /** Who may know each other: a loss is averaged by what reads losses, modes are order parameters, parts have parts, an interface chooses. */
    private static final Set<List<String>> RECURSIVE = Set.of(
            List.of("org.sgdyn.spi.Loss", "org.sgdyn.spi.GaussianExpectation"),
            List.of("org.sgdyn.numerics.Matrices", "org.sgdyn.numerics.MatricesChoice"),
            List.of("org.sgdyn.spi.OrderParameters", "org.sgdyn.spi.ModeParameters"),
            List.of("org.sgdyn.settings.NodeParameters", "org.sgdyn.settings.PartReader"));

    @Test
    void everyModuleIsLookedAt() {
        assertThat(ALL.stream().map(c -> c.getPackageName()))
                .contains(
                        "org.sgdyn.spi",
                        "org.sgdyn.losses",
                        "org.sgdyn.spectra",
                        "org.sgdyn.solvers",
                        "org.sgdyn.executors.slurm",
                        "org.sgdyn.cli");
    }

    @ParameterizedTest
    @ValueSource(strings = {"losses", "spectra", "solvers", "executors.slurm"})
    void implementationsAreReachedAsPluginsOnly(String module) {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.sgdyn." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.sgdyn." + module + "..")
                .check(ALL);
    }

    /** Of core, an outsider may use what the built-in parts use: the chapter of org.sgdyn.spi names it. */
    @Test
    void implementationsUseWhatOutsidersMay() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.sgdyn.losses..", "org.sgdyn.spectra..", "org.sgdyn.solvers..", "org.sgdyn.executors..")
                .should()
                .dependOnClassesThat(describe(
                        "are not for plug-ins",
                        used -> used.getPackageName().startsWith("org.sgdyn.")
                                && !used.getPackageName()
                                        .matches("org\\.sgdyn\\.(spi|losses(\\..*)?|spectra|solvers|executors\\..*)")
                                && !OPEN.contains(used.getSimpleName())))
                .check(ALL);
    }

    @Test
    void nothingKnowsTheProgram() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.sgdyn.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.sgdyn.cli..")
                .check(ALL);
    }

    @Test
    void onlyTheProgramPrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.sgdyn.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(ALL);
    }

    @Test
    void noCommonsTypeInAPublicSignature() {
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .should()
                .notHaveRawReturnType(resideInAPackage("org.apache.commons.."))
                .andShould()
                .notHaveRawParameterTypes(anyElementThat(resideInAPackage("org.apache.commons..")))
                .check(ALL);
    }

    @Test
    void noCyclesBetweenPackages() {
        slices().matching("org.sgdyn.(**)").should().beFreeOfCycles().check(ALL);
    }

    /**
     * Nor are there circles between files, which tests of packages do not see, but for those that lie in the matter. What is on no
     * circle knows nobody or is known by nobody once such files are taken away, one after the other.
     */
    @Test
    void noCyclesBetweenFiles() {
        Map<String, Set<String>> known = new TreeMap<>();
        for (JavaClass type : ALL) {
            Set<String> others = known.computeIfAbsent(file(type), name -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(other -> other.getPackageName().startsWith("org.sgdyn"))
                    .map(ArchitectureTest::file)
                    .filter(other -> !other.equals(file(type)) && !RECURSIVE.contains(List.of(file(type), other)))
                    .forEach(others::add);
        }
        int before;
        do {
            before = known.size();
            known.values().forEach(others -> others.retainAll(known.keySet()));
            known.values().removeIf(Set::isEmpty);
            Set<String> targets = known.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
            known.keySet().retainAll(targets);
        } while (known.size() < before);
        assertThat(known).isEmpty();
    }

    /** The command line's tree of commands is told in an annotation, which no search for circles sees. */
    @Test
    void commandsDoNotKnowTheProgram() {
        noClasses()
                .that()
                .resideInAPackage("org.sgdyn.cli.command")
                .and()
                .doNotHaveSimpleName("Program")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("Program")
                .check(ALL);
    }

    private static String file(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }
}
