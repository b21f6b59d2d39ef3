package io.drover.rules.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads a file of cases, strictly; what is wrong is {@link Unreadable} with its line. */
final class CaseFile {
  private static final ObjectMapper YAML = CaseFormat.mapper();

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
   */
  record Case(String name, int line, List<Object> given, List<Object> expect) {
    Case {
      given = List.copyOf(given);
      expect = List.copyOf(expect);
    }
  }

  /** A case as it is written, facts and conclusions by the name of their type. */
  private record Written(
      String name, List<Map<String, JsonNode>> given, List<Map<String, JsonNode>> expect) {}

  static List<Case> read(Decision decision, byte[] bytes, EngineLimits limits) {
    return new CaseFile(decision, SourceText.of(bytes, limits)).cases();
  }

  private List<Case> cases() {
    if (text.isBlank()) {
      return List.of();
    }
    scan();
    List<Written> written = written();
    List<Case> cases = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>();
    for (Written each : written) {
      Case read = read(each, lines.get(cases.size()));
      if (!names.add(read.name())) {
        throw new Unreadable(read.line(), "case \"" + read.name() + "\" has the name of another");
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

  private List<Written> written() {
    try {
      List<Written> written = YAML.readValue(text, new TypeReference<List<Written>>() {});
      if (written == null) {
        throw new Unreadable(0, "holds no list of cases");
      }
      int missing = written.indexOf(null);
      if (missing >= 0) {
        throw new Unreadable(lines.get(missing), "a case has name, given and expect");
      }
      return written;
    } catch (UnrecognizedPropertyException unknown) {
      // Its own location is where the object ends, not where the key stands.
      throw new Unreadable(lineOf(unknown.getPropertyName() + ":"), said(unknown));
    } catch (JsonProcessingException wrong) {
      throw unreadable(wrong);
    }
  }

  private static Unreadable unreadable(JsonProcessingException wrong) {
    int line = wrong.getLocation() == null ? 0 : wrong.getLocation().getLineNr();
    return new Unreadable(Math.max(0, line), said(wrong));
  }

  private Case read(Written written, int line) {
    String where = "case \"" + written.name() + "\" is not readable: ";
    try {
      List<Object> given = values(written.given(), decision.given());
      return new Case(written.name(), line, given, values(written.expect(), decision.concluded()));
    } catch (Unreadable wrong) {
      throw new Unreadable(line, where + wrong.text());
    }
  }

  private static List<Object> values(
      List<Map<String, JsonNode>> written, List<Class<? extends Record>> types) {
    List<String> names = types.stream().map(Class::getSimpleName).toList();
    List<Object> values = new ArrayList<>();
    for (Map<String, JsonNode> named : written) {
      if (named == null) {
        throw new Unreadable(0, "a fact is written as Type: {field: value}");
      }
      named.forEach(
          (name, node) -> {
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
            values.add(value(node, types.get(index)));
          });
    }
    return values;
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
