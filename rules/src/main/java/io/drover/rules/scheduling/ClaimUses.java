package io.drover.rules.scheduling;

/** How many pods that stand on nodes mount one claim that only one pod may use. */
final class ClaimUses {
  private int pods;

  void count(int more) {
    pods += more;
  }

  int number() {
    return pods;
  }

  boolean any() {
    return pods > 0;
  }
}
