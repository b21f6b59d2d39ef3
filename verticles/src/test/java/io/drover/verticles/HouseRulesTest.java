package io.drover.verticles;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the directions of this module. */
class HouseRulesTest {
  private static final String HERE = "io.drover.verticles.";
  private static final Set<String> FOR_ALL = Set.of("bus", "time", "locks", "http");

  /** What a room may see of others, by name of the class. */
  private static final Map<String, Set<String>> INTERFACES =
      Map.of("execution", Set.of(HERE + "provider.NodeProvider", HERE + "cluster.ClusterActions"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.drover.verticles");

  private static String room(JavaClass type) {
    String below = type.getPackageName().substring(HERE.length());
    int end = below.indexOf('.');
    return end < 0 ? below : below.substring(0, end);
  }

  private static boolean ofARoom(JavaClass type) {
    return type.getPackageName().startsWith(HERE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bus", "cluster", "cluster.embedded", "cluster.kubernetes", "execution", "locks",
        "planning", "policies", "provider", "provider.resilience", "safety", "time"
      })
  void classesWereImported(String room) {
    assertThat(CLASSES.stream().filter(c -> c.getPackageName().equals(HERE + room)))
        .as("classes of %s", room)
        .hasSizeGreaterThan(2);
  }

  @Test
  void roomsSeeTheBusTimeLocksAndRulesAndNotEachOther() {
    List<String> strays =
        CLASSES.stream()
            .filter(HouseRulesTest::ofARoom)
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .filter(dependency -> ofARoom(dependency.getTargetClass()))
            .filter(HouseRulesTest::strays)
            .map(Dependency::getDescription)
            .toList();

    assertThat(strays).isEmpty();
  }

  private static boolean strays(Dependency dependency) {
    String from = room(dependency.getOriginClass());
    JavaClass target = dependency.getTargetClass();
    return !from.equals(room(target))
        && !FOR_ALL.contains(room(target))
        && !INTERFACES.getOrDefault(from, Set.of()).contains(target.getName());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bus", "time"})
  void whatEverybodySeesSeesNoRoom(String plumbing) {
    noClasses()
        .that()
        .resideInAPackage(HERE + plumbing + "..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                Stream.of("cluster", "execution", "locks", "planning", "policies", "provider")
                    .map(room -> HERE + room + "..")
                    .toArray(String[]::new)))
        .check(CLASSES);
  }

  @Test
  void onlyTheClusterAndClusterApiSpeakToAnApiServer() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            HERE + "cluster.kubernetes..",
            HERE + "provider.clusterapi..",
            HERE + "provider.power..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.fabric8.."))
        .check(CLASSES);
  }

  @Test
  void onlyLocksKnowHazelcast() {
    noClasses()
        .that()
        .resideOutsideOfPackage(HERE + "locks..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("com.hazelcast..", "io.vertx.spi.cluster.hazelcast.."))
        .check(CLASSES);
  }

  @Test
  void nobodyKnowsTheDoublesOrTheDaemon() {
    noClasses()
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.drover.doubles..", "io.drover.daemon.."))
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.time.Instant.now",
        "java.time.LocalDate.now",
        "java.time.ZonedDateTime.now",
        "java.time.Clock.systemUTC",
        "java.lang.System.nanoTime",
        "java.lang.System.currentTimeMillis",
        "java.lang.Math.random",
        "java.lang.Thread.sleep",
        "java.util.UUID.randomUUID",
        "java.util.concurrent.ThreadLocalRandom.current",
        "java.util.Random.<init>",
        "java.security.SecureRandom.<init>"
      })
  void timeAndChanceAreAskedOfTheirPortsOnly(String method) {
    assertThat(
            CLASSES.stream()
                .filter(type -> ofARoom(type) && !room(type).equals("time"))
                .flatMap(type -> type.getCodeUnitCallsFromSelf().stream())
                .filter(
                    call -> (call.getTargetOwner().getName() + "." + call.getName()).equals(method))
                .map(Object::toString))
        .isEmpty();
  }

  @Test
  void verticlesAreThin() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<Path> verticles =
          files.filter(file -> file.getFileName().toString().endsWith("Verticle.java")).toList();
      assertThat(verticles).hasSizeGreaterThanOrEqualTo(6);
      for (Path verticle : verticles) {
        assertThat(Files.readAllLines(verticle)).as("%s", verticle).hasSizeLessThanOrEqualTo(100);
      }
    }
  }
}
