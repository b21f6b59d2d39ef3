package io.drover.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** An object as JSON with holes of the form {@code @name@}. */
final class Template {
  private static final Pattern HOLE = Pattern.compile("@([a-zA-Z]+)@");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<byte[]> texts = new ArrayList<>();
  private final List<String> holes = new ArrayList<>();

  Template(String json) {
    String compact = compact(json);
    int from = 0;
    for (MatchResult hole : HOLE.matcher(compact).results().toList()) {
      texts.add(compact.substring(from, hole.start()).getBytes(UTF_8));
      holes.add(hole.group(1));
      from = hole.end();
    }
    texts.add(compact.substring(from).getBytes(UTF_8));
  }

  void write(ByteArrayOutputStream to, Map<String, String> values) {
    for (int n = 0; n < holes.size(); n++) {
      to.writeBytes(texts.get(n));
      to.writeBytes(values.getOrDefault(holes.get(n), "").getBytes(UTF_8));
    }
    to.writeBytes(texts.getLast());
  }

  private static String compact(String json) {
    try {
      return JSON.writeValueAsString(JSON.readTree(json));
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
