package org.sgdyn;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The walls between the packages of core. */
class ArchitectureTest {

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.sgdyn");

    private static final Set<String> FILES =
            Set.of("asymptotics", "dynamics", "model", "numerics", "simulation", "statistics", "run");

    @Test
    void spiKnowsTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage("org.sgdyn.spi")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.sgdyn.spi")
                .check(CORE);
    }

    @Test
    void asymptoticsKnowsTheModelButNoSolver() {
        classes()
                .that()
                .resideInAPackage("org.sgdyn.asymptotics")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "org.sgdyn.asymptotics", "org.sgdyn.model", "org.sgdyn.numerics", "org.sgdyn.spi")
                .check(CORE);
    }

    @Test
    void onlySweepsKnowThatThereAreMany() {
        noClasses()
                .that(not(resideInAPackage("org.sgdyn.sweep")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.sgdyn.sweep")
                .check(CORE);
        classes()
                .that()
                .resideInAPackage("org.sgdyn.execution")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.sgdyn.execution", "org.sgdyn.spi")
                .check(CORE);
    }

    @Test
    void onlyPluginKnowsGuice() {
        noClasses()
                .that(not(resideInAPackage("org.sgdyn.plugin")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google..", "jakarta.inject..")
                .check(CORE);
    }

    @Test
    void onlyNumericsKnowsTheCommonsLibraries() {
        noClasses()
                .that(not(resideInAPackage("org.sgdyn.numerics")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.commons..")
                .check(CORE);
    }

    @Test
    void noLibraryTypeInAPublicSignature() {
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage("org.sgdyn..")
                .should()
                .notHaveRawReturnType(resideInAPackage("org.apache.commons.."))
                .andShould()
                .notHaveRawParameterTypes(anyElementThat(resideInAPackage("org.apache.commons..")))
                .check(CORE);
    }

    @Test
    void noPrinting() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CORE);
    }

    @Test
    void noCycles() {
        slices().matching("org.sgdyn.(*)..").should().beFreeOfCycles().check(CORE);
    }

    /** Nor circles between files, which tests of packages do not see. */
    @Test
    void noCyclesBetweenFilesOfTheEquation() {
        slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return FILES.contains(type.getPackageName().replace("org.sgdyn.", ""))
                                ? SliceIdentifier.of(type.getName().split("\\$", -1)[0])
                                : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "files of " + FILES;
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(CORE);
    }
}
