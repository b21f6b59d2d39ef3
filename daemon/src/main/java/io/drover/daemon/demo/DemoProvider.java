package io.drover.daemon.demo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose cloud the demo buys from. */
public enum DemoProvider {
  SIMULATED,
  VPSIE;

  /** The kind of provider, as the configuration says it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Set<String> words() {
    return Arrays.stream(values()).map(DemoProvider::toString).collect(Collectors.toSet());
  }
}
