package io.drover.rules.engine;

/**
 * A piece of a rule file.
 *
 * @param text as written; of a text, what stands between its quotes
 * @param start its first character in the file
 * @param line from 1
 */
record Token(Kind kind, String text, int start, int line) {
  enum Kind {
    WORD,
    VARIABLE,
    NUMBER,
    TEXT,
    SIGN,
    END
  }

  boolean is(String word) {
    return kind != Kind.TEXT && text.equals(word);
  }

  String told() {
    return switch (kind) {
      case END -> "the end of the file";
      case TEXT -> "the text \"" + text + "\"";
      case WORD, VARIABLE, NUMBER, SIGN -> text;
    };
  }
}
