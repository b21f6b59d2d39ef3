package io.drover.rules.facts;

/** The one check that every textual id makes. */
final class Texts {
  private Texts() {}

  static void notBlank(String value, String what) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(what + " is blank");
    }
  }
}
