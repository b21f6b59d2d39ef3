package io.drover.rules.engine;

/** The part of a foreign text that is worth telling. */
final class FirstLine {
  private static final int LONGEST = 300;

  private FirstLine() {}

  static String of(String text) {
    String first = text.strip().lines().findFirst().orElse("");
    return first.length() > LONGEST ? first.substring(0, LONGEST) + " …" : first;
  }
}
