package io.drover.rules.plan;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.scheduling.ClusterModel;
import io.drover.rules.scheduling.NodeTemplate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a plan: model and policy in, actions and rejections out. Interruptions first, then room for
 * pending pods, then what is not needed. A pure function of the question and the policy.
 */
public final class Planner {
  private final ScalingPolicy policy;

  public Planner(ScalingPolicy policy) {
    this.policy = policy;
  }

  public Thought plan(Question question) {
    Notes notes = new Notes();
    Market market = new Market(question, notes);
    Set<NodeName> leaving = leaving(question);
    leaving.addAll(new Evacuations(policy, question, notes).plan(leaving));
    Optional<Map<String, NodeTemplate>> inFlight = inFlight(question, market);
    if (inFlight.isEmpty()) {
      return notes.thought(question, policy.version());
    }
    Set<NodeName> notServing = new HashSet<>(leaving);
    notServing.addAll(joining(question));
    ClusterModel model = new ClusterModel(question.world(), notServing);
    inFlight.get().forEach(model::addInFlight);
    Set<String> taken =
        new ScaleUp(policy, question, notes, market).plan(model, inFlight.get().keySet());
    new ScaleDown(policy, question, notes).plan(model, leaving, taken);
    return notes.thought(question, policy.version());
  }

  /** Nodes that are on their way out already. */
  private static Set<NodeName> leaving(Question question) {
    Set<NodeName> leaving = new HashSet<>();
    for (ManagedNodeFact record : question.world().managedNodes()) {
      NodeName name = record.progress().nodeName();
      if (name != null && (!record.wanted() || record.progress().removal() != null)) {
        leaving.add(name);
      }
    }
    return leaving;
  }

  /** Nodes that have joined and do not serve yet: they count by their template. */
  private static Set<NodeName> joining(Question question) {
    Set<NodeName> joining = new HashSet<>();
    for (ManagedNodeFact record : question.world().managedNodes()) {
      if (onItsWay(record)) {
        NodeName known = record.progress().nodeName();
        String machine = record.progress().providerId();
        if (known != null) {
          joining.add(known);
        }
        question.world().nodes().stream()
            .filter(node -> machine != null && machine.equals(node.providerId()))
            .map(NodeFact::name)
            .forEach(joining::add);
      }
    }
    return joining;
  }

  private static boolean onItsWay(ManagedNodeFact record) {
    return record.wanted()
        && record.phase() != ManagedNodeFact.Phase.READY
        && record.progress().removal() == null;
  }

  /**
   * What is on its way, by record; empty when it cannot be told, in which case buying more would be
   * guessing.
   */
  private static Optional<Map<String, NodeTemplate>> inFlight(Question question, Market market) {
    Map<String, NodeTemplate> templates = new HashMap<>();
    for (ManagedNodeFact record : question.world().managedNodes()) {
      if (onItsWay(record)) {
        Optional<NodeTemplate> template = market.template(record);
        if (template.isEmpty()) {
          return Optional.empty();
        }
        templates.put("on its way: " + record.identity().name(), template.get());
      }
    }
    return Optional.of(templates);
  }
}
