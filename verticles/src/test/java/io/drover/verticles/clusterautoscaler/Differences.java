package io.drover.verticles.clusterautoscaler;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The cases of one file that Drover decides otherwise, by name, as its table lists them. */
record Differences(Map<String, Difference> byCase) {
  private static final Pattern ROW =
      Pattern.compile("\\| (.+) \\| (on purpose|not yet) \\| (.+) \\|");

  /** How it comes that a case is decided otherwise. */
  enum Kind {
    ON_PURPOSE("on purpose"),
    NOT_YET("not yet");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    private static Kind of(String text) {
      return text.equals(ON_PURPOSE.text) ? ON_PURPOSE : NOT_YET;
    }
  }

  /** That a case is decided otherwise, and why. */
  record Difference(Kind kind, String why) {}

  /** Reads the table {@code cluster-autoscaler/<name>.md}; without one there is no difference. */
  static Differences read(String name) {
    String path = "/cluster-autoscaler/" + name + ".md";
    try (InputStream in = Differences.class.getResourceAsStream(path)) {
      return new Differences(in == null ? Map.of() : rows(lines(in)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<String> lines(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
  }

  private static Map<String, Difference> rows(List<String> lines) {
    Map<String, Difference> rows = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        Difference before =
            rows.put(row.group(1), new Difference(Kind.of(row.group(2)), row.group(3)));
        if (before != null) {
          throw new IllegalStateException("is listed twice: " + row.group(1));
        }
      }
    }
    return rows;
  }

  @Nullable Difference of(String name) {
    return byCase.get(name);
  }

  long count(Kind kind) {
    return byCase.values().stream().filter(one -> one.kind() == kind).count();
  }
}
