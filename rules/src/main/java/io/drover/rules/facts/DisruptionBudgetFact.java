package io.drover.rules.facts;

/**
 * A PodDisruptionBudget.
 *
 * @param observed whether its status speaks of its newest generation; if not, it allows nothing
 * @param disruptionsAllowed {@code status.disruptionsAllowed}
 */
public record DisruptionBudgetFact(
    String namespace, String name, LabelSelector selector, int disruptionsAllowed, boolean observed)
    implements Fact {

  public boolean covers(PodFact pod) {
    return pod.podKey().namespace().equals(namespace) && selector.matches(pod.identity().labels());
  }

  public boolean blocks() {
    return !observed || disruptionsAllowed <= 0;
  }

  @Override
  public FactKey key() {
    return new FactKey(FactKey.Kind.DISRUPTION_BUDGET, namespace + "/" + name);
  }
}
