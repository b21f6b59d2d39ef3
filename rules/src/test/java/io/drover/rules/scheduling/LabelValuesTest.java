package io.drover.rules.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.rules.facts.Requirement;
import io.drover.rules.facts.Requirement.Operator;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Against the tables of another project's tests; the files say whose. */
class LabelValuesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern INTERSECTION = Pattern.compile("(\\w+)\\.Intersection\\((\\w+)\\)");

  private final JsonNode tables = read("requirement.json");
  private final Map<String, LabelValues> named = new HashMap<>();

  LabelValuesTest() {
    tables
        .path("requirements")
        .properties()
        .forEach(entry -> named.put(entry.getKey(), ofRequirement(entry.getValue())));
  }

  @Test
  void intersectsAsTheTableSays() {
    assertThat(tables.path("intersection")).hasSize(590);
    for (JsonNode row : tables.path("intersection")) {
      assertThat(ofName(row.path("a")).intersection(ofName(row.path("b"))))
          .as("%s", row)
          .isEqualTo(ofState(row.path("expect")));
    }
  }

  @Test
  void hasTheValuesThatTheTableSays() {
    assertThat(tables.path("has")).hasSize(70);
    for (JsonNode row : tables.path("has")) {
      assertThat(ofName(row.path("a")).has(row.path("value").asText()))
          .as("%s", row)
          .isEqualTo(row.path("expect").asBoolean());
    }
  }

  @Test
  void isSaidByTheOperatorThatTheTableSays() {
    assertThat(tables.path("operator")).hasSize(14);
    for (JsonNode row : tables.path("operator")) {
      assertThat(ofName(row.path("a")).operator())
          .as("%s", row)
          .isEqualTo(operator(row.path("expect").asText()));
    }
  }

  @Test
  void isCompatibleWithAndWithoutUndefinedLabelsAsTheTableSays() {
    JsonNode compatible = read("compatible.json");
    assertThat(compatible.path("compatible")).hasSize(450);
    for (JsonNode row : compatible.path("compatible")) {
      JsonNode states = compatible.path("requirements");
      boolean answer =
          LabelValues.compatible(
              ofStateOrNull(states.path(row.path("a").asText())),
              ofStateOrNull(states.path(row.path("b").asText())),
              row.path("allowUndefinedWellKnownLabels").asBoolean());

      assertThat(answer).as("%s", row).isEqualTo(row.path("expect").asBoolean());
    }
  }

  @Test
  void leavesAsManyValuesAsTheTableSays() {
    assertThat(tables.path("len")).hasSize(14);
    for (JsonNode row : tables.path("len")) {
      JsonNode expect = row.path("expect");
      long most = Long.MAX_VALUE - expect.path("maxInt64Minus").asLong();
      assertThat(ofName(row.path("a")).size())
          .as("%s", row)
          .isEqualTo(expect.isObject() ? most : expect.asLong());
    }
  }

  @Test
  void readsAsTheTableSays() {
    assertThat(tables.path("string")).hasSize(16);
    for (JsonNode row : tables.path("string")) {
      assertThat("key " + ofName(row.path("a")).text())
          .as("%s", row)
          .isEqualTo(row.path("expect").asText());
    }
  }

  @Test
  void meansTheRequirementThatTheTableSays() {
    assertThat(tables.path("toNodeSelectorRequirement")).hasSize(28);
    for (JsonNode row : tables.path("toNodeSelectorRequirement")) {
      assertThat(ofName(row.path("a"))).as("%s", row).isEqualTo(ofRequirement(row.path("expect")));
    }
  }

  /** A name of the table, or what two of them have in common. */
  private LabelValues ofName(JsonNode name) {
    Matcher both = INTERSECTION.matcher(name.asText());
    return both.matches()
        ? named(both.group(1)).intersection(named(both.group(2)))
        : named(name.asText());
  }

  private LabelValues named(String name) {
    return Objects.requireNonNull(named.get(name));
  }

  /** The bounds of the table's own operators are those of no operator of Kubernetes. */
  private static LabelValues ofRequirement(JsonNode row) {
    String operator = row.path("operator").asText();
    if (operator.equals("Gte") || operator.equals("Lte")) {
      long bound = Long.parseLong(row.path("values").path(0).asText());
      return new LabelValues(
          true,
          new TreeSet<>(),
          operator.equals("Gte") ? bound : null,
          operator.equals("Lte") ? bound : null,
          minValues(row));
    }
    return LabelValues.of(
        new Requirement("key", operator(row.path("operator").asText()), texts(row.path("values"))),
        minValues(row));
  }

  private static @Nullable Integer minValues(JsonNode row) {
    return row.hasNonNull("minValues") ? row.path("minValues").asInt() : null;
  }

  private static @Nullable LabelValues ofStateOrNull(JsonNode state) {
    return state.isNull() ? null : ofState(state);
  }

  private static LabelValues ofState(JsonNode state) {
    return new LabelValues(
        state.path("complement").asBoolean(),
        new TreeSet<>(texts(state.path("values"))),
        state.hasNonNull("gte") ? state.path("gte").asLong() : null,
        state.hasNonNull("lte") ? state.path("lte").asLong() : null,
        state.hasNonNull("minValues") ? state.path("minValues").asInt() : null);
  }

  private static Operator operator(String text) {
    return Operator.valueOf(text.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static JsonNode read(String file) {
    try (InputStream table = LabelValuesTest.class.getResourceAsStream(file)) {
      return JSON.readTree(table);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
