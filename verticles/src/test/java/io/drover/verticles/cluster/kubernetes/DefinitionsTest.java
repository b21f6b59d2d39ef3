package io.drover.verticles.cluster.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.drover.verticles.cluster.kubernetes.objects.ManagedNode;
import io.drover.verticles.cluster.kubernetes.objects.NodeGroup;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The committed definitions are those of the Java types; {@code -Dcrds=write} rewrites them. */
class DefinitionsTest {
  private static final Path COMMITTED = Path.of("../config/crds");
  private static final ObjectMapper CANONICAL =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  static final List<String> NAMES = Schemas.NAMES;

  @ParameterizedTest
  @FieldSource("NAMES")
  void areThoseOfTheJavaTypes(String name, @TempDir Path folder) throws Exception {
    Path file = COMMITTED.resolve(name + ".yaml");
    String committed = Files.exists(file) ? Files.readString(file) : "";
    String generated = generated(name, committed, folder);

    if ("write".equals(System.getProperty("crds"))) {
      Files.writeString(file, generated);
      return;
    }
    assertThat(committed)
        .as("rewrite with: mvn -pl verticles -am test -Dcrds=write -Dtest=DefinitionsTest")
        .isEqualTo(generated);
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void aStartReadsTheAnnotationsWithoutTheSchema(String name) throws Exception {
    Map<String, String> annotations =
        read(Files.readString(COMMITTED.resolve(name + ".yaml"))).getMetadata().getAnnotations();

    Schemas.Marks own = Schemas.own(name);
    assertThat(own.version()).isPositive();
    assertThat(own)
        .isEqualTo(
            Schemas.Marks.of(annotations.get(Schemas.VERSION), annotations.get(Schemas.HASH)));
  }

  private String generated(String name, String committed, Path folder) throws Exception {
    var unused =
        new CRDGenerator()
            .customResourceClasses(List.of(NodeGroup.class, ManagedNode.class))
            .forCRDVersions("v1")
            .inOutputDir(folder.toFile())
            .detailedGenerate();
    CustomResourceDefinition definition = read(Files.readString(folder.resolve(name + "-v1.yml")));
    for (CustomResourceDefinitionVersion version : definition.getSpec().getVersions()) {
      refine(version.getSchema().getOpenAPIV3Schema());
      version
          .getAdditionalPrinterColumns()
          .sort(Comparator.comparing(column -> column.getJsonPath().startsWith(".metadata")));
    }
    Map<String, String> annotations = new TreeMap<>();
    String hash = hash(definition);
    annotations.put(Schemas.HASH, hash);
    annotations.put(Schemas.VERSION, Long.toString(version(committed, hash)));
    definition.getMetadata().setAnnotations(annotations);
    return Serialization.asYaml(definition);
  }

  /** What the annotations cannot say: conditions are a map by type; a rule stands once. */
  private static void refine(JSONSchemaProps schema) {
    if (schema.getXKubernetesValidations() != null) {
      schema.setXKubernetesValidations(
          schema.getXKubernetesValidations().stream().distinct().toList());
    }
    schema
        .getProperties()
        .forEach(
            (name, property) -> {
              if (name.equals("conditions")) {
                property.setXKubernetesListType("map");
                property.setXKubernetesListMapKeys(List.of("type"));
                property.getItems().getSchema().setRequired(List.of("type", "status"));
              }
              refine(property);
            });
  }

  private static long version(String committed, String hash) {
    if (committed.isEmpty()) {
      return 1;
    }
    Map<String, String> before = read(committed).getMetadata().getAnnotations();
    long version = Long.parseLong(before.get(Schemas.VERSION));
    return hash.equals(before.get(Schemas.HASH)) ? version : version + 1;
  }

  private static String hash(CustomResourceDefinition definition) throws Exception {
    Object plain = CANONICAL.convertValue(definition.getSpec(), Object.class);
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(CANONICAL.writeValueAsString(plain).getBytes(UTF_8));
    return HexFormat.of().formatHex(digest).substring(0, 16);
  }

  private static CustomResourceDefinition read(String yaml) {
    return Serialization.unmarshal(yaml, CustomResourceDefinition.class);
  }
}
