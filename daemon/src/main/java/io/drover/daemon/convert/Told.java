package io.drover.daemon.convert;

/**
 * What became of a field.
 *
 * @param text to which field it went, why it means something else, or what to do instead
 */
record Told(Outcome outcome, String text) {
  static Told carried(String to) {
    return new Told(Outcome.CARRIED, "to " + to);
  }

  static Told changed(String to, String why) {
    return new Told(Outcome.CHANGED, "to " + to + "; " + why);
  }

  static Told elsewhere(String where) {
    return new Told(Outcome.ELSEWHERE, where);
  }

  static Told notNeeded(String why) {
    return new Told(Outcome.NOT_NEEDED, why);
  }

  static Told notSupported(String instead) {
    return new Told(Outcome.NOT_SUPPORTED, instead);
  }
}
