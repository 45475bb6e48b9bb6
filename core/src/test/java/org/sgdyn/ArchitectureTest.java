package org.sgdyn;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The walls between the packages of core; the program's own test looks at the files of all modules. */
class ArchitectureTest {

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.sgdyn");

    @Test
    void spiKnowsTheJdkAndAnnotationsAlone() {
        classes()
                .that()
                .resideInAPackage("org.sgdyn.spi")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "org.sgdyn.spi")
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
                        "java..",
                        "org.jspecify..",
                        "org.sgdyn.asymptotics",
                        "org.sgdyn.model",
                        "org.sgdyn.numerics",
                        "org.sgdyn.spi",
                        "org.sgdyn.statistics")
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
                .resideInAnyPackage("java..", "org.jspecify..", "org.sgdyn.execution", "org.sgdyn.spi")
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
    void onlyNumericsKnowsTheLibrariesOfMathematics() {
        noClasses()
                .that(not(resideInAPackage("org.sgdyn.numerics")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.commons..", "dev.ludovic..", "org.netlib..")
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
}
