package io.drover.rules.engine;

/** What stops the reading of a file: where, in which rule, and what is allowed there. */
final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int line;
  private final String rule;

  Unreadable(int line, String text) {
    this(line, text, "");
  }

  private Unreadable(int line, String text, String rule) {
    super(text, null, false, false);
    this.line = line;
    this.rule = rule;
  }

  /** The same, told of the rule in which it is. */
  Unreadable in(String name) {
    return new Unreadable(line, text(), name);
  }

  /** From 1, zero where none is known. */
  int line() {
    return line;
  }

  /** Empty where none is known. */
  String rule() {
    return rule;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
