package io.drover.rules.plan;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.scheduling.ClusterModel;
import io.drover.rules.scheduling.NodeTemplate;
import java.time.Instant;
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
  private static final String ON_ITS_WAY = "on its way: ";

  private final ScalingPolicy policy;

  public Planner(ScalingPolicy policy) {
    this.policy = policy;
  }

  /** Plans on a model that is built for this question alone, for as long as it takes. */
  public Thought plan(Question asked) {
    return plan(asked, new ClusterModel(asked.world()), Budget.UNLIMITED);
  }

  /**
   * Plans.
   *
   * @param model of the question's world; it is left as it was
   * @param budget when the search for cheaper nodes ends with the best it has
   */
  public Thought plan(Question asked, ClusterModel model, Budget budget) {
    model.sort();
    model.fork();
    try {
      return thought(asked, model, budget);
    } finally {
      model.revert();
    }
  }

  private Thought thought(Question asked, ClusterModel model, Budget budget) {
    Question question = asked.with(asked.remembered().on(asked));
    Notes notes = new Notes();
    Market market = new Market(question, notes);
    Set<NodeName> leaving = leaving(question);
    leaving.addAll(new Evacuations(policy, question, notes).plan(leaving));
    Optional<Map<String, Coming>> inFlight = inFlight(question, market, notes);
    if (inFlight.isEmpty()) {
      return notes.thought(question, policy.version());
    }
    leaving.forEach(model::close);
    Map<NodeName, String> joining = joining(question);
    joining.keySet().forEach(model::close);
    Map<String, ManagedNodeFact> onTheirWay = new HashMap<>();
    inFlight
        .get()
        .forEach(
            (name, coming) -> {
              model.addInFlight(name, coming.template());
              onTheirWay.put(name, coming.record());
            });
    Expendables expendables = new Expendables(question, notes);
    Surroundings around = Figures.of(question, expendables);
    Nominations nominations = new Nominations(question, model, joining, expendables);
    ScaleUpRules.Said said =
        new ScaleUpRules(policy, question, notes).ask(expendables, nominations, around);
    Set<String> taken =
        new ScaleUp(question, notes, market, budget)
            .plan(model, said, onTheirWay, expendables, nominations);
    taken.addAll(nominations.awaiting());
    expendables.stepAside(model);
    Swaps swaps = new Swaps(question, market, said.advice(), model, expendables, budget);
    new ScaleDown(policy, question, notes, expendables, around, said.advice())
        .plan(model, leaving, taken, new Replacing(question, notes, market, swaps));
    return notes.thought(question, policy.version());
  }

  /** Nodes that are on their way out already. */
  private static Set<NodeName> leaving(Question question) {
    Set<NodeName> leaving = new HashSet<>();
    for (ManagedNodeFact record : question.world().unsettledNodes()) {
      NodeName name = record.progress().nodeName();
      if (name != null && !Counted.counts(record)) {
        leaving.add(name);
      }
    }
    return leaving;
  }

  /**
   * Nodes that have joined and do not serve yet, with the names under which their templates count
   * for them.
   */
  private static Map<NodeName, String> joining(Question question) {
    Map<NodeName, String> joining = new HashMap<>();
    for (ManagedNodeFact record : question.world().unsettledNodes()) {
      if (onItsWay(record, question)) {
        String name = ON_ITS_WAY + record.identity().name();
        NodeName known = record.progress().nodeName();
        if (known != null) {
          joining.put(known, name);
        }
        node(record, question).ifPresent(node -> joining.put(node.name(), name));
      }
    }
    return joining;
  }

  private static Optional<NodeFact> node(ManagedNodeFact record, Question question) {
    return Optional.ofNullable(record.progress().providerId())
        .flatMap(machine -> question.world().nodeOn(machine));
  }

  private static boolean onItsWay(ManagedNodeFact record, Question question) {
    return record.phase() != ManagedNodeFact.Phase.READY
        && Counted.counts(record)
        && comes(record, question);
  }

  /**
   * Nobody drives the nodes of a group that is gone or observed. What comes of it is a machine that
   * was made before, for as long as it may take to join; once it has joined it serves as it is.
   */
  private static boolean comes(ManagedNodeFact record, Question question) {
    Optional<NodeGroupFact> group = question.world().group(record.group());
    if (group.isEmpty()) {
      return false;
    }
    Instant joinsBy =
        record.progress().since().plus(group.get().spec().behaviour().timeouts().join());
    return !question.observes(group.get())
        || (record.phase() == ManagedNodeFact.Phase.PROVISIONED
            && node(record, question).isEmpty()
            && question.now().isBefore(joinsBy));
  }

  /** A node that does not serve yet, and what it will be. */
  private record Coming(ManagedNodeFact record, NodeTemplate template) {}

  /**
   * What is on its way, by name in the model; empty when it cannot be told, in which case buying
   * more would be guessing.
   */
  private static Optional<Map<String, Coming>> inFlight(
      Question question, Market market, Notes notes) {
    Map<String, Coming> coming = new HashMap<>();
    for (ManagedNodeFact record : question.world().unsettledNodes()) {
      boolean mayComeBack = Away.mayComeBack(record, question, notes);
      if (mayComeBack || onItsWay(record, question)) {
        Optional<NodeTemplate> template = market.template(record);
        if (template.isEmpty()) {
          return Optional.empty();
        }
        String how = mayComeBack ? "may come back: " : ON_ITS_WAY;
        coming.put(how + record.identity().name(), new Coming(record, template.get()));
      }
    }
    return Optional.of(coming);
  }
}
