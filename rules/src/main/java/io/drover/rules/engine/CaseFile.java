package io.drover.rules.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.drover.rules.plan.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Reads a file of cases, strictly; what is wrong is {@link Unreadable} with its line. */
final class CaseFile {
  private static final ObjectMapper YAML = CaseFormat.mapper();
  private static final List<String> KEYS = List.of("name", "given", "expect", "because");
  private static final String TOLD_KEYS = "; a case has name, given, expect, and may have because";

  private final Decision decision;
  private final String text;

  /** Where each case begins. */
  private final List<Integer> lines = new ArrayList<>();

  private CaseFile(Decision decision, String text) {
    this.decision = decision;
    this.text = text;
  }

  /**
   * One case.
   *
   * @param line where it begins
   * @param given facts
   * @param expect conclusions
   * @param because the reasons of these conclusions; empty if the case does not say
   */
  record Case(
      String name, int line, List<Object> given, List<Object> expect, List<Reason> because) {
    Case {
      given = List.copyOf(given);
      expect = List.copyOf(expect);
      because = List.copyOf(because);
    }
  }

  static List<Case> read(Decision decision, byte[] bytes, EngineLimits limits) {
    return new CaseFile(decision, SourceText.of(bytes, limits)).cases();
  }

  private List<Case> cases() {
    if (text.isBlank()) {
      return List.of();
    }
    scan();
    List<Case> cases = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>();
    for (JsonNode each : written()) {
      int line = lines.get(cases.size());
      Case read = read(each, line);
      if (!names.add(read.name())) {
        throw new Unreadable(line, "case \"" + read.name() + "\" has the name of another");
      }
      cases.add(read);
    }
    return cases;
  }

  /** Notes where cases begin, and refuses what would be read as something else than it is. */
  private void scan() {
    int depth = 0;
    try (YAMLParser parser = CaseFormat.factory().createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (parser.isCurrentAlias() || parser.getObjectId() != null || parser.getTypeId() != null) {
          throw new Unreadable(
              parser.currentTokenLocation().getLineNr(),
              "anchors, aliases and tags are not allowed; write each fact out");
        }
        if (depth == 1 && !token.isStructEnd()) {
          lines.add(parser.currentTokenLocation().getLineNr());
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      }
    } catch (JsonProcessingException wrong) {
      throw unreadable(wrong);
    } catch (IOException cannotHappenOnText) {
      throw new Unreadable(0, "is unreadable");
    }
  }

  private JsonNode written() {
    try {
      JsonNode written = YAML.readTree(text);
      if (!written.isArray()) {
        throw new Unreadable(1, "holds no list of cases");
      }
      return written;
    } catch (JsonProcessingException wrong) {
      throw unreadable(wrong);
    }
  }

  private static Unreadable unreadable(JsonProcessingException wrong) {
    int line = wrong.getLocation() == null ? 0 : wrong.getLocation().getLineNr();
    return new Unreadable(Math.max(0, line), said(wrong));
  }

  private Case read(JsonNode written, int line) {
    written
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                throw new Unreadable(
                    lineOf(key + ":"), "unknown key " + key + Nearest.hint(key, KEYS) + TOLD_KEYS);
              }
            });
    JsonNode name = written.path("name");
    if (!name.isTextual()) {
      throw new Unreadable(line, "a case has a name in words" + TOLD_KEYS);
    }
    try {
      return new Case(
          name.textValue(),
          line,
          values(written.path("given"), decision.given()),
          values(written.path("expect"), decision.concluded()),
          reasons(written.path("because")));
    } catch (Unreadable wrong) {
      throw new Unreadable(
          line, "case \"" + name.textValue() + "\" is not readable: " + wrong.text());
    }
  }

  private static List<Reason> reasons(JsonNode written) {
    List<String> names = Arrays.stream(Reason.values()).map(Enum::name).toList();
    List<Reason> reasons = new ArrayList<>();
    for (JsonNode each : written) {
      if (!names.contains(each.asText())) {
        throw new Unreadable(
            0, each.asText() + " is no reason" + Nearest.hint(each.asText(), names));
      }
      reasons.add(Reason.valueOf(each.asText()));
    }
    return reasons;
  }

  private static List<Object> values(JsonNode written, List<Class<? extends Record>> types) {
    if (!written.isArray()) {
      throw new Unreadable(0, "given and expect are lists, empty ones as []");
    }
    List<Object> values = new ArrayList<>();
    for (JsonNode each : written) {
      if (!each.isObject()) {
        throw new Unreadable(0, "a fact is written as Type: {field: value}");
      }
      each.properties().forEach(one -> values.add(value(one.getKey(), one.getValue(), types)));
    }
    return values;
  }

  private static Object value(String name, JsonNode node, List<Class<? extends Record>> types) {
    List<String> names = types.stream().map(Class::getSimpleName).toList();
    int index = names.indexOf(name);
    if (index < 0) {
      throw new Unreadable(
          0,
          "there is no "
              + name
              + " here, only "
              + String.join(", ", names)
              + Nearest.hint(name, names));
    }
    return value(node, types.get(index));
  }

  private static Object value(JsonNode node, Class<? extends Record> type) {
    if (!node.isObject()) {
      throw new Unreadable(0, type.getSimpleName() + " is written as {field: value}");
    }
    try {
      return YAML.treeToValue(node, type);
    } catch (UnrecognizedPropertyException unknown) {
      throw new Unreadable(0, unknownField(unknown, type));
    } catch (MismatchedInputException wrong) {
      throw new Unreadable(0, type.getSimpleName() + path(wrong) + ": " + said(wrong));
    } catch (JsonProcessingException wrong) {
      throw new Unreadable(0, type.getSimpleName() + ": " + said(wrong));
    }
  }

  private static String unknownField(UnrecognizedPropertyException unknown, Class<?> type) {
    List<String> fields = List.copyOf(Vocabulary.components(type).keySet());
    return "unknown field "
        + unknown.getPropertyName()
        + " of "
        + type.getSimpleName()
        + Nearest.hint(unknown.getPropertyName(), fields)
        + "; fields: "
        + String.join(", ", fields);
  }

  private static String path(MismatchedInputException wrong) {
    return wrong.getPath().isEmpty() ? "" : "." + wrong.getPath().getFirst().getFieldName();
  }

  /** Without what Jackson adds about itself. */
  private static String said(JsonProcessingException wrong) {
    return FirstLine.of(wrong.getOriginalMessage()).replaceAll(" \\(index .*| \\(class .*", "");
  }

  private int lineOf(String part) {
    List<String> all = text.lines().toList();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).contains(part)) {
        return i + 1;
      }
    }
    return 0;
  }
}
