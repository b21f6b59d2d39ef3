package io.drover.daemon;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the directions between the modules, and who may speak to what. */
class DirectionsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.drover");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.drover.daemon.config",
        "io.drover.daemon.wiring",
        "io.drover.verticles.execution",
        "io.drover.rules.plan",
        "io.drover.doubles.cloud"
      })
  void classesWereImported(String room) {
    assertThat(CLASSES.stream().filter(c -> c.getPackageName().equals(room)))
        .as("classes of %s", room)
        .hasSizeGreaterThan(2);
  }

  @Test
  void theDaemonStandsOnTheRoomsAndTheRoomsOnTheRules() {
    noClasses()
        .that()
        .resideInAPackage("io.drover.rules..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.drover.verticles..", "io.drover.daemon.."))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("io.drover.verticles..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.drover.daemon.."))
        .check(CLASSES);
  }

  @Test
  void doublesAndHouseKnowNothingOfEachOther() {
    noClasses()
        .that()
        .resideInAPackage("io.drover.doubles..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.drover.rules..", "io.drover.verticles..", "io.drover.daemon.."))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage("io.drover.rules..", "io.drover.verticles..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.drover.doubles.."))
        .check(CLASSES);
  }

  @Test
  void onlyTheClusterItsProvidersAndTheManifestsSpeakKubernetes() {
    noClasses()
        .that()
        .resideInAnyPackage("io.drover.daemon..", "io.drover.verticles..", "io.drover.rules..")
        .and()
        .resideOutsideOfPackages(
            "io.drover.daemon.manifests..",
            "io.drover.verticles.cluster.kubernetes..",
            "io.drover.verticles.provider.clusterapi..",
            "io.drover.verticles.provider.power..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.fabric8.."))
        .check(CLASSES);
  }

  @Test
  void onlyLocksKnowHazelcast() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.drover.verticles.locks..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("com.hazelcast.."))
        .check(CLASSES);
  }

  @Test
  void onlyTheEngineKnowsDrools() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.drover.rules.engine..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.drools..", "org.kie.."))
        .check(CLASSES);
  }
}
