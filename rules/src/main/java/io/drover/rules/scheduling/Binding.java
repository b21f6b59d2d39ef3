package io.drover.rules.scheduling;

/** What is settled for a claim that waits for its first pod, once the pod has its node. */
sealed interface Binding {
  /** Namespace and name of the claim. */
  String claim();

  /** It takes a volume that is there. */
  record ToVolume(String claim, String volume) implements Binding {}

  /** Its volume is made for the node. */
  record ToNode(String claim, String node) implements Binding {}
}
