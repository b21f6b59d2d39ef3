package io.drover.rules.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.drover.rules.facts.Budget;
import io.drover.rules.plan.Concluded;
import io.drover.rules.plan.PolicyAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Runs the cases that stand beside the rules: facts given, conclusions expected. A case sees all
 * rules of its folder, and expects all that they conclude.
 */
final class CasesRunner {
  private static final ObjectMapper YAML = CaseFormat.mapper();

  private final Evaluation evaluation;
  private final Decision decision;
  private final Supplier<Budget> budgets;

  /** One case; facts and conclusions by the name of their type. */
  record Case(String name, List<Map<String, JsonNode>> given, List<Map<String, JsonNode>> expect) {}

  CasesRunner(RuleBase rules, EngineLimits limits, Supplier<Budget> budgets) {
    this.evaluation = new Evaluation(rules, limits);
    this.decision = rules.decision();
    this.budgets = budgets;
  }

  List<PolicyProblem> run(String path, byte[] file) {
    List<PolicyProblem> problems = new ArrayList<>();
    List<String> lines = new String(file, StandardCharsets.UTF_8).lines().toList();
    for (Case each : read(path, file, lines, problems)) {
      failure(each)
          .ifPresent(
              text ->
                  problems.add(
                      new PolicyProblem(
                          path,
                          line(lines, "name: " + each.name()),
                          "",
                          "case \"" + each.name() + "\" " + text)));
    }
    return problems;
  }

  private static List<Case> read(
      String path, byte[] file, List<String> lines, List<PolicyProblem> problems) {
    try {
      List<Case> cases = YAML.readValue(file, new TypeReference<List<Case>>() {});
      return cases == null ? List.of() : cases;
    } catch (UnrecognizedPropertyException unknown) {
      // Its own location is where the object ends, not where the key stands.
      int line = line(lines, unknown.getPropertyName() + ":");
      problems.add(new PolicyProblem(path, line, "", said(unknown)));
    } catch (JsonProcessingException wrong) {
      int line = wrong.getLocation() == null ? 0 : wrong.getLocation().getLineNr();
      problems.add(new PolicyProblem(path, Math.max(0, line), "", said(wrong)));
    } catch (IOException cannotHappenOnBytes) {
      problems.add(new PolicyProblem(path, 0, "", "is unreadable"));
    }
    return List.of();
  }

  /** Without what Jackson adds about itself. */
  private static String said(Exception wrong) {
    String all =
        wrong instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : String.valueOf(wrong.getMessage());
    return RuleParser.firstLine(all).replaceAll(" \\(index .*| \\(class .*", "");
  }

  private static int line(List<String> lines, String text) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i + 1;
      }
    }
    return 0;
  }

  private Optional<String> failure(Case one) {
    TreeSet<String> expected = new TreeSet<>();
    List<Object> given = new ArrayList<>();
    try {
      for (Map<String, JsonNode> fact : one.given()) {
        given.addAll(values(fact, decision.given()));
      }
      for (Map<String, JsonNode> conclusion : one.expect()) {
        values(conclusion, decision.concluded()).forEach(value -> expected.add(value.toString()));
      }
    } catch (JsonProcessingException | IllegalArgumentException wrong) {
      return Optional.of("is not readable: " + said(wrong));
    }
    return switch (evaluation.run(given, budgets.get())) {
      case PolicyAnswer.CutOff<Object>(String detail) -> Optional.of("was cut off: " + detail);
      case PolicyAnswer.Answered<Object>(List<Concluded<Object>> all) -> differs(expected, all);
    };
  }

  private static Optional<String> differs(
      Set<String> expected, List<Concluded<Object>> conclusions) {
    TreeSet<String> concluded = new TreeSet<>();
    conclusions.forEach(each -> concluded.add(each.conclusion().toString()));
    return concluded.equals(expected)
        ? Optional.empty()
        : Optional.of("expects " + expected + " but the rules conclude " + concluded);
  }

  private static List<Object> values(
      Map<String, JsonNode> named, List<Class<? extends Record>> types)
      throws JsonProcessingException {
    List<Object> values = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : named.entrySet()) {
      Class<? extends Record> type =
          types.stream()
              .filter(known -> known.getSimpleName().equals(each.getKey()))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException(unknown(each.getKey(), types)));
      values.add(YAML.treeToValue(each.getValue(), type));
    }
    return values;
  }

  private static String unknown(String name, List<Class<? extends Record>> types) {
    Stream<String> known = types.stream().map(Class::getSimpleName);
    return "there is no " + name + " here, only " + String.join(", ", known.toList());
  }
}
