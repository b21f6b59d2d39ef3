package io.drover.daemon.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command line of the old daemon, by flag without its dashes. */
final class OldFlags {
  private static final Set<String> SWITCHES =
      Set.of("leader-election", "development", "enable-webhook");

  private OldFlags() {}

  /** As a shell takes it apart. */
  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean begun = false;
    char quote = 0;
    for (char at : line.replaceAll("\\\\\\r?\\n", " ").toCharArray()) {
      if (quote == 0 && (at == '"' || at == '\'')) {
        quote = at;
        begun = true;
      } else if (quote != 0 && at == quote) {
        quote = 0;
      } else if (quote == 0 && Character.isWhitespace(at)) {
        add(words, word, begun);
        begun = false;
      } else {
        word.append(at);
        begun = true;
      }
    }
    add(words, word, begun);
    return words;
  }

  private static void add(List<String> words, StringBuilder word, boolean begun) {
    if (begun) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  /** What has no dashes where a flag may stand is the program, or nothing of the old daemon's. */
  static Map<String, String> of(List<String> words) {
    Map<String, String> flags = new LinkedHashMap<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("-")) {
        continue;
      }
      String flag = word.replaceFirst("^--?", "");
      int equals = flag.indexOf('=');
      boolean next = i + 1 < words.size() && !words.get(i + 1).startsWith("-");
      if (equals >= 0) {
        flags.put(flag.substring(0, equals), flag.substring(equals + 1));
      } else if (next && !SWITCHES.contains(flag)) {
        flags.put(flag, words.get(++i));
      } else {
        flags.put(flag, "true");
      }
    }
    return flags;
  }
}
