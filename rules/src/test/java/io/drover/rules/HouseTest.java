package io.drover.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the directions and the purity of this module. */
final class HouseTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.drover.rules");

  @ParameterizedTest
  @ValueSource(strings = {"facts", "scheduling", "plan", "safety", "engine"})
  void classesWereImported(String room) {
    assertThat(CLASSES.stream().filter(c -> c.getPackageName().equals("io.drover.rules." + room)))
        .as("classes of %s", room)
        .hasSizeGreaterThan(2);
  }

  @Test
  void roomsLookOnlyInTheDirectionsOfTheHouse() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("facts")
        .definedBy("io.drover.rules.facts..")
        .layer("scheduling")
        .definedBy("io.drover.rules.scheduling..")
        .layer("plan")
        .definedBy("io.drover.rules.plan..")
        .layer("safety")
        .definedBy("io.drover.rules.safety..")
        .layer("lifecycle")
        .definedBy("io.drover.rules.lifecycle..")
        .layer("explain")
        .definedBy("io.drover.rules.explain..")
        .layer("engine")
        .definedBy("io.drover.rules.engine..")
        .whereLayer("facts")
        .mayNotAccessAnyLayer()
        .whereLayer("scheduling")
        .mayOnlyAccessLayers("facts")
        .whereLayer("plan")
        .mayOnlyAccessLayers("scheduling", "facts")
        .whereLayer("safety")
        .mayOnlyAccessLayers("plan", "scheduling", "facts")
        .whereLayer("lifecycle")
        .mayOnlyAccessLayers("facts")
        .whereLayer("explain")
        .mayOnlyAccessLayers("plan", "safety", "scheduling", "facts")
        .whereLayer("engine")
        .mayOnlyAccessLayers("plan", "safety", "facts", "explain")
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

  /** A loader of classes is asked for the name of a resource, whether it has one or not. */
  private static final DescribedPredicate<JavaClass> BUT_FOR_NAMES =
      DescribedPredicate.describe(
          "but for names of resources", type -> !type.getFullName().equals("java.net.URL"));

  @Test
  void nothingReachesOutside() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "io.vertx..",
                    "io.netty..",
                    "io.fabric8..",
                    "com.hazelcast..",
                    "java.net..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.sql..",
                    "org.slf4j..")
                .and(BUT_FOR_NAMES))
        .orShould()
        .dependOnClassesThat(reachingOut())
        .check(CLASSES);
  }

  /** Of java.io, what only names a failure or a property moves no byte. */
  private static DescribedPredicate<JavaClass> reachingOut() {
    List<String> harmless = List.of("java.io.IOException", "java.io.Serializable");
    List<String> others =
        List.of(
            "java.time.Clock",
            "java.util.Random",
            "java.util.concurrent.ThreadLocalRandom",
            "java.util.SplittableRandom",
            "java.security.SecureRandom",
            "java.util.Timer",
            "java.lang.Thread",
            "java.lang.Process",
            "java.lang.ProcessBuilder");
    return DescribedPredicate.describe(
        "read, write, draw lots or run beside",
        type ->
            others.contains(type.getFullName())
                || (type.getPackageName().equals("java.io")
                    && !harmless.contains(type.getFullName())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.time.Instant.now",
        "java.time.LocalDateTime.now",
        "java.time.LocalDate.now",
        "java.time.ZonedDateTime.now",
        "java.time.OffsetDateTime.now",
        "java.lang.System.nanoTime",
        "java.lang.System.currentTimeMillis",
        "java.lang.System.getenv",
        "java.lang.System.getProperty",
        "java.lang.Math.random",
        "java.util.UUID.randomUUID"
      })
  void nobodyAsksForTimeChanceOrSurroundings(String method) {
    assertThat(
            CLASSES.stream()
                .flatMap(c -> c.getMethodCallsFromSelf().stream())
                .filter(
                    call -> (call.getTargetOwner().getName() + "." + call.getName()).equals(method))
                .map(Object::toString))
        .isEmpty();
  }
}
